import { setImmediate as nextTurn } from 'node:timers/promises';
import { codeKey } from '#shared/codes.ts';
import { AppError } from '#shared/errors.ts';
import { parseFte } from '#shared/fte.ts';
import type { RecordField } from '#shared/imports/records/record-field.ts';
import { recordRules } from '#shared/imports/records/record-kinds.ts';
import type { RecordKind } from '#shared/imports/records/record-kinds.ts';
import type { RecordUndoRow } from '#shared/imports/undo-records.ts';
import { batches } from '../../db/batches.ts';
import type { Tx } from '../../db/transact.ts';
import type { Columns, ReferenceIds, Values } from './record-store.ts';
import { storeOf } from './record-stores.ts';
import { referenceIds } from './reference-ids.sql.ts';
import { changesSince, recordIds } from './undo-records.sql.ts';

/** What is taken back of a file of records. */
export interface RecordsTaken {
  kind: RecordKind;
  taken: readonly RecordUndoRow[];
}

interface Undo {
  importId: number;
  importSeq: number;
  undoId: number;
}

/** What a column held, from the text that the history keeps of it; a field that may be empty held nothing then. */
function stored(
  { type, refers, required }: RecordField,
  text: string,
  ids: ReferenceIds,
): string | number | null {
  const lost = (): AppError => new AppError('internal', `Der frühere Wert „${text}“ lässt sich nicht lesen.`);
  if (refers) {
    const id = ids[refers].get(codeKey(text));
    if (id === undefined) throw lost();
    return id;
  }
  if (type !== 'fte') return type === 'date' && !required && text === '' ? null : text;
  const fte = parseFte(text);
  if (fte === undefined) throw lost();
  return fte;
}

/** The columns of a record as they were before an import changed them. */
function columnsBefore(kind: RecordKind, before: Values, ids: ReferenceIds): Columns {
  const columns = storeOf(kind).columns ?? {};
  return Object.fromEntries(
    Object.entries(recordRules(kind).fields).flatMap(([name, field]) => {
      const [text, column] = [before[field.title], columns[name]];
      return text === undefined || column === undefined ? [] : [[column, stored(field, text, ids)] as const];
    }),
  );
}

/** Changed records have their values of before again. */
async function restore(tx: Tx, undo: Undo, kind: RecordKind, taken: readonly RecordUndoRow[]): Promise<void> {
  const [own] = await changesSince(tx.query, kind, undo.importSeq);
  const ids = await referenceIds(tx.query);
  const keys = new Map([...(await recordIds(tx.query, kind))].map(([key, id]) => [id, key]));
  const rows = taken.map(({ id }) => {
    const before = own?.before.get(keys.get(id) ?? '');
    if (!before) throw new AppError('internal', 'Die Werte von vorher stehen nicht im Verlauf.');
    return { id, columns: columnsBefore(kind, before, ids) };
  });
  await storeOf(kind).restore?.(tx, { importSeq: undo.importSeq, rows });
}

/**
 * Takes records back (0040): what the import made stands in no list any more, what it changed has its values of before.
 * Nothing is deleted; who calls has looked that nothing refers to them and that nobody changed them since.
 */
export async function takeBackRecords(tx: Tx, undo: Undo, { kind, taken }: RecordsTaken): Promise<void> {
  const changed = taken.filter((row) => !row.made);
  if (changed.length > 0) await restore(tx, undo, kind, changed);
  for (const rows of batches(taken)) {
    const made = rows.filter((row) => row.made).map((row) => row.id);
    if (made.length > 0) await storeOf(kind).endVersions?.(tx, made);
    await tx.query
      .insertInto('record_taken_back')
      .values(
        rows.map((row) => ({
          ...{ kind, record_id: row.id, import_id: undo.importId, undo_id: undo.undoId },
          ...{ made: row.made ? (1 as const) : (0 as const), recorded_seq: tx.seq },
        })),
      )
      .execute();
    await nextTurn();
  }
}
