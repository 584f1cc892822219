import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Origin } from '#shared/fields.ts';
import type { Tx } from '../db/transact.ts';

/** Rows per statement: 7 values each stay far below the bind limits of both engines. */
const ROWS_AT_ONCE = 500;

/**
 * An invoice of an order releases what the order bound, so that commitment and invoice are never both counted
 * (domain.md section 3): every posting of the import that names an order due in its year gets one entry that
 * points to it; a credit note binds again what it takes back. Returns the number of entries.
 */
export async function releaseOrders(tx: Tx, importId: number, origin: Origin): Promise<number> {
  const postings = await tx.query
    .selectFrom('posting as p')
    .innerJoin('commitment as c', (join) =>
      join.onRef('c.order_number', '=', 'p.order_number').onRef('c.due_year', '=', 'p.fiscal_year'),
    )
    .where('p.import_id', '=', importId)
    .select(['p.id', 'p.cents', 'p.posted_on as postedOn', 'c.id as commitmentId'])
    .execute();
  for (let at = 0; at < postings.length; at += ROWS_AT_ONCE) {
    const rows = postings.slice(at, at + ROWS_AT_ONCE).map((posting) => ({
      commitment_id: posting.commitmentId,
      kind: 'released' as const,
      cents: posting.cents,
      effective_on: posting.postedOn,
      posting_id: posting.id,
      origin,
      recorded_seq: tx.seq,
    }));
    await tx.query.insertInto('commitment_entry').values(rows).execute();
    // Other requests are served between the batches.
    await nextTurn();
  }
  return postings.length;
}
