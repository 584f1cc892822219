import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#shared/errors.ts';
import { yearField } from '#shared/fields.ts';
import type { Verb } from '../cli/verb.ts';
import { journalText } from './write-journal.ts';

function yearOption(text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined;
  const year = yearField.safeParse(Number(text));
  if (year.success) return year.data;
  throw new AppError('invalid-parameter', '--year braucht ein Haushaltsjahr, zum Beispiel 2021.');
}

/** Writes beside the file and puts it in place when it is whole: a file that is there is a complete one. */
async function save(path: string, text: AsyncIterable<string>): Promise<number> {
  const part = `${path}.part`;
  let transactions = 0;
  async function* counted(): AsyncGenerator<string> {
    for await (const piece of text) {
      transactions += piece.match(/^\d{4}-/gmu)?.length ?? 0;
      yield piece;
    }
  }
  try {
    await pipeline(Readable.from(counted()), createWriteStream(part, { encoding: 'utf8' }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new AppError('invalid-input', `Die Datei ${path} lässt sich nicht schreiben: ${error.message}`);
    throw error;
  }
  return transactions;
}

/** `export journal`: the book as hledger reads it, a second calculator for every total (promises.md P4). */
export const exportVerb: Verb = {
  name: 'export',
  usage: 'export journal --out F.journal [--year Y]',
  help: [
    'Schreibt das ganze Buch als hledger-Journal: Plan (je Zeile und Art), Sperre, Bestellung, Vorbelastung und Ist als',
    'getrennte Kontenbäume, jede Buchung ausgeglichen, mit Beleg und Einlesung im Kommentar. Umbuchungen und',
    'Aufteilungen stehen als eigene Buchungen; was keiner Zeile gehört, steht unter Ist:offen und Ist:ausgeschlossen.',
    'hledger -f F.journal bal -O csv -e 2021-07-01 rechnet die Summen zum 30.06.2021 nach. Geschrieben wird im Strom;',
    'eine vorhandene Datei wird erst ersetzt, wenn die neue ganz ist. Mit --json: {out, year, transactions}.',
  ].join('\n'),
  options: { out: { type: 'string' }, year: { type: 'string' } },
  database: 'existing',
  run: async ({ db, values, positionals }) => {
    if (positionals.length !== 1 || positionals[0] !== 'journal')
      throw new AppError('invalid-parameter', 'Es gibt den Export „journal“: export journal --out F.journal');
    const { out } = values;
    if (typeof out !== 'string' || out === '')
      throw new AppError('invalid-parameter', '--out braucht einen Dateinamen, zum Beispiel moves.journal.');
    const year = yearOption(values['year']);
    const transactions = await db.snapshot((read) => save(out, journalText(read, year)));
    return {
      data: { out, year: year ?? null, transactions },
      text: `Journal geschrieben: ${out} (${transactions} Buchungen${year === undefined ? '' : `, Haushaltsjahr ${year}`})`,
    };
  },
};
