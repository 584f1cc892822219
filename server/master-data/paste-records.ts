import { AppError } from '#shared/errors.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import { readPaste } from '#shared/master-data/paste.ts';
import type { PasteAnswer, PasteInput, PastePreview, PasteText } from '#shared/master-data/paste.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { masterStore } from './master-stores.ts';
import { besideOf } from './write-records.ts';

/** What was read of a paste, row by row, with every fault; nothing is taken. */
export async function previewPaste(read: Queries, kind: MasterKind, text: PasteText): Promise<PastePreview> {
  return readPaste(kind, text, await besideOf(read, kind));
}

/** Takes a paste as a whole. Throws `rows-invalid` with every fault of every row, and then takes nothing of it. */
export async function takePaste(
  db: Database,
  by: By,
  kind: MasterKind,
  { reason, ...text }: PasteInput,
): Promise<PasteAnswer> {
  return transact(db, by, async (tx) => {
    const { rows, same } = await previewPaste(tx.query, kind, text);
    const errors = rows.flatMap(({ line, faults }) =>
      faults.map(({ field, message }) => ({
        path: `rows.${line}.${field}`,
        message: `Zeile ${line}: ${message}`,
      })),
    );
    if (errors.length > 0) throw new AppError('rows-invalid', 'Es wurde nichts übernommen.', { errors });
    const fresh = rows.filter(({ outcome }) => outcome === 'new').map(({ values }) => values);
    if (fresh.length === 0)
      throw new AppError('rule-violated', 'Alle Zeilen stehen schon in den Stammdaten.');
    const { add } = masterStore(kind);
    await add(
      tx,
      fresh.map((values) => ({ values, from: text.from, origin: 'live' })),
    );
    const after = {
      changed: fresh.map(({ code = '', name = '' }) => `${code} ${name}`),
      validFrom: text.from,
    };
    const change = { action: 'master-data.paste', entity: kind, entityId: fresh.length, after };
    return { result: { made: fresh.length, same }, change: reason === '' ? change : { ...change, reason } };
  });
}
