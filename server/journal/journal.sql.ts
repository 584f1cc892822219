import type { FiscalYear } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';

/** Rows per statement: a page of the journal in memory at a time. */
const ROWS_AT_ONCE = 2000;

/** Reads a table by ascending id, page by page. */
async function* byId<T extends { id: number }>(page: (after: number) => Promise<T[]>): AsyncGenerator<T[]> {
  let after = 0;
  for (;;) {
    const rows = await page(after);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/** Every movement with its line, paper and request. */
export function journalMovements(read: Queries, year: FiscalYear | undefined) {
  return byId((after) => {
    const query = read
      .selectFrom('movement as m')
      .innerJoin('budget_line as l', 'l.id', 'm.line_id')
      .leftJoin('council_paper as cp', 'cp.id', 'm.council_paper_id')
      .where('m.id', '>', after)
      .orderBy('m.id')
      .limit(ROWS_AT_ONCE)
      .select(['m.id', 'm.kind', 'm.cents', 'm.effective_on as on', 'm.reason', 'm.import_id as importId'])
      .select(['m.request_id as requestId', 'm.reverses_id as reversesId', 'm.recorded_seq as seq'])
      .select(['l.id as lineId', 'l.number', 'l.year', 'l.ledger'])
      .select(['cp.number as paperNumber', 'cp.year as paperYear', 'cp.supplement as paperSupplement']);
    return (year === undefined ? query : query.where('l.year', '=', year)).execute();
  });
}

/** Every entry of every order with the line it binds. With a year: the orders of its lines, and those without one due in it. */
export function journalEntries(read: Queries, year: FiscalYear | undefined) {
  return byId((after) => {
    const query = read
      .selectFrom('commitment_entry as e')
      .innerJoin('commitment as c', 'c.id', 'e.commitment_id')
      .leftJoin('budget_line as l', 'l.id', 'c.line_id')
      .where('e.id', '>', after)
      .orderBy('e.id')
      .limit(ROWS_AT_ONCE)
      .select(['e.id', 'e.kind', 'e.cents', 'e.effective_on as on', 'e.posting_id as postingId'])
      .select(['e.import_id as importId', 'e.recorded_seq as seq', 'e.carry_id as carryId'])
      .select(['c.id as orderId', 'c.order_number as orderNumber', 'c.due_year as dueYear', 'c.text'])
      .select(['l.id as lineId', 'l.number', 'l.year', 'l.ledger']);
    if (year === undefined) return query.execute();
    return query
      .where((eb) =>
        eb.or([eb('l.year', '=', year), eb.and([eb('l.id', 'is', null), eb('c.due_year', '=', year)])]),
      )
      .execute();
  });
}

/** Every posting where its import put it. */
export function journalPostings(read: Queries, year: FiscalYear | undefined) {
  return byId((after) => {
    const query = read
      .selectFrom('posting as p')
      .leftJoin('budget_line as l', 'l.id', 'p.line_id')
      .where('p.id', '>', after)
      .orderBy('p.id')
      .limit(ROWS_AT_ONCE)
      .select(['p.id', 'p.cents', 'p.posted_on as on', 'p.sap_posted_on as sapOn', 'p.text', 'p.ledger'])
      .select([
        'p.fiscal_year as fiscalYear',
        'p.document_number as documentNumber',
        'p.line_item as lineItem',
      ])
      .select(['p.import_id as importId', 'p.row_number as rowNumber', 'p.reverses_id as reversesId'])
      .select(['p.account', 'p.cost_object as costObject', 'p.recorded_seq as seq'])
      .select(['l.id as lineId', 'l.number', 'l.year']);
    return (year === undefined ? query : query.where('p.fiscal_year', '=', year)).execute();
  });
}

/**
 * What was decided about the place of postings after their import. The legs of one decision about one posting sum
 * to zero; they come together, in the order of the postings, batch by batch of posting ids.
 */
export async function* journalAssignments(read: Queries, year: FiscalYear | undefined) {
  for await (const ids of byId((after) =>
    read
      .selectFrom('assignment')
      .where('posting_id', '>', after)
      .groupBy('posting_id')
      .orderBy('posting_id')
      .limit(ROWS_AT_ONCE)
      .select('posting_id as id')
      .execute(),
  )) {
    const query = read
      .selectFrom('assignment as a')
      .innerJoin('posting as p', 'p.id', 'a.posting_id')
      .leftJoin('budget_line as l', 'l.id', 'a.line_id')
      .where('a.posting_id', '>=', ids[0]?.id ?? 0)
      .where('a.posting_id', '<=', ids.at(-1)?.id ?? 0)
      .orderBy('a.posting_id')
      .orderBy('a.recorded_seq')
      .orderBy('a.id')
      .select([
        'a.id',
        'a.posting_id as postingId',
        'a.cents',
        'a.effective_on as on',
        'a.target',
        'a.method',
      ])
      .select(['a.reason', 'a.ledger', 'a.fiscal_year as fiscalYear', 'a.recorded_seq as seq'])
      .select(['p.document_number as documentNumber', 'p.line_item as lineItem', 'p.import_id as importId'])
      .select(['l.id as lineId', 'l.number', 'l.year']);
    const rows = await (year === undefined ? query : query.where('a.fiscal_year', '=', year)).execute();
    const groups = Map.groupBy(rows, (row) => `${row.postingId}/${row.seq}/${row.on}`);
    if (groups.size > 0) yield [...groups.values()];
  }
}
