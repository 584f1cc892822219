import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';

/** Ids per statement: far below the bind limits of both engines. */
const IDS_AT_ONCE = 500;

/** The sentence for lists and refusals. */
export const TAKEN_BACK_REASON = 'zurückgenommen; die Buchung und ihre Rücknahme bleiben, wo sie sind';

interface TakenBack {
  id: number;
  document: string;
  seq: number;
}

async function takenBackOf(read: Queries, ids: readonly number[]): Promise<TakenBack[]> {
  const found: TakenBack[] = [];
  for (const column of ['t.posting_id', 't.by_posting_id'] as const) {
    const rows = await read
      .selectFrom('taken_back as t')
      .innerJoin('posting as p', 'p.id', column)
      .where(column, 'in', ids)
      .select(['p.id', 'p.document_number as number', 'p.line_item as item', 't.recorded_seq as seq'])
      .execute();
    for (const { id, number, item, seq } of rows)
      found.push({ id, seq, document: [number, item].filter(Boolean).join('/') || `Buchung ${id}` });
  }
  return found;
}

/**
 * Which of the given postings were taken back, or are what took one back, with the reason in words: together they are
 * 0,00 at every place, and would not be any more if one of them moved.
 */
export async function takenBackLocks(read: Queries, ids: readonly number[]): Promise<Map<number, string>> {
  const locks = new Map<number, string>();
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
    for (const { id } of await takenBackOf(read, ids.slice(at, at + IDS_AT_ONCE)))
      locks.set(id, TAKEN_BACK_REASON);
  return locks;
}

/**
 * Throws `conflict` that names every posting that may not move; what this very change takes back still may, because
 * its reversal follows it. The database says the same (trigger assignment_taken_back, 0012).
 */
export async function requireCounting(tx: Tx, ids: readonly number[]): Promise<void> {
  const errors: FieldError[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    for (const { id, document, seq } of await takenBackOf(tx.query, ids.slice(at, at + IDS_AT_ONCE)))
      if (seq !== tx.seq)
        errors.push({ path: `posting ${id}`, message: `Beleg ${document} wurde ${TAKEN_BACK_REASON}.` });
  }
  if (errors.length === 0) return;
  const count = errors.length === 1 ? '1 Buchung zählt' : `${errors.length} Buchungen zählen`;
  throw new AppError(
    'conflict',
    `${count} nicht mehr, weil die Einlesung oder die Zeile zurückgenommen wurde. Es wurde nichts zugeordnet.`,
    { errors },
  );
}
