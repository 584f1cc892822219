import { writeFile } from 'node:fs/promises';
import { formatDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { asOfOption } from '../cli/options.ts';
import type { Verb } from '../cli/verb.ts';
import { canonicalJson } from './canonical-json.ts';
import { contentSha256, draftReport } from './reports.sql.ts';
import { reportWorkbook } from './workbook.ts';

async function save(path: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid-input', `Die Datei ${path} lässt sich nicht schreiben: ${reason}`);
  }
}

function summary(report: CouncilReport, out: string, bytes: number): Record<string, unknown> {
  return {
    asOf: report.asOf,
    out,
    bytes,
    contentSha256: contentSha256(canonicalJson(report)),
    tables: report.tables.map((table) => ({ id: table.id, rows: table.rows.length })),
  };
}

/** `report council`: the draft at a business date as a workbook. It issues nothing. */
export const reportVerb: Verb = {
  name: 'report',
  usage: 'report council --as-of DATE --out F.xlsx',
  help: [
    'Schreibt den Bericht an den Gemeinderat zum Stichtag als Excel-Datei: Überblick, Projekte, Haushalt, Stellen,',
    'Meilensteine, Abweichungen, Hinweise; Summen als Formeln mit Ergebnis. Es ist ein Entwurf: Ausgeben (einfrieren,',
    'mit GRDrs-Nummer und Prüfsumme) geschieht in der Anwendung unter Berichte. Eine vorhandene Datei wird ersetzt.',
    'Mit --json: {asOf, out, bytes, contentSha256, tables: [{id, rows}]}.',
  ].join('\n'),
  options: { 'as-of': { type: 'string' }, out: { type: 'string' } },
  database: 'existing',
  run: async ({ db, by, values, positionals }) => {
    if (positionals.length !== 1 || positionals[0] !== 'council')
      throw new AppError(
        'invalid-parameter',
        'Es gibt den Bericht „council“: report council --as-of DATE --out F.xlsx',
      );
    const asOf = asOfOption(values);
    const out = values['out'];
    if (typeof out !== 'string' || out === '')
      throw new AppError('invalid-parameter', '--out braucht einen Dateinamen, zum Beispiel bericht.xlsx.');
    const report = await draftReport(db, by.clock, asOf);
    const bytes = await reportWorkbook(report, null);
    await save(out, bytes);
    const text = `${report.title} geschrieben: ${out} (Stichtag ${formatDate(asOf)}, ${report.tables.length} Tabellen)`;
    return { data: summary(report, out, bytes.length), text };
  },
};
