import type { Insertable } from 'kysely';
import { batches } from '../db/batches.ts';
import type { OpenPostingTable } from '../db/tables-control.ts';
import type { Tx } from '../db/transact.ts';

/** Lays what of postings belongs nowhere into the basket of unassigned ones. */
export async function addToBasket(tx: Tx, rows: readonly Insertable<OpenPostingTable>[]): Promise<void> {
  for (const some of batches(rows)) await tx.query.insertInto('open_posting').values(some).execute();
}

/** Lays what an import brought and put on no line into the basket. */
export async function addImportToBasket(tx: Tx, importId: number): Promise<void> {
  await tx.query
    .insertInto('open_posting')
    .columns(['posting_id', 'ledger', 'fiscal_year', 'posted_on', 'cents'])
    .expression((eb) =>
      eb
        .selectFrom('posting')
        .where('import_id', '=', importId)
        .where('line_id', 'is', null)
        .select(['id', 'ledger', 'fiscal_year', 'posted_on', 'cents']),
    )
    .execute();
}

/** Takes postings out of the basket. */
export async function takeFromBasket(tx: Tx, postingIds: readonly number[]): Promise<void> {
  await tx.query.deleteFrom('open_posting').where('posting_id', 'in', postingIds).execute();
}
