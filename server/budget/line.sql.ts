import { openCommitment } from '#shared/budget/figures.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { PAPER_COLUMNS } from './papers.sql.ts';
import { entrySum } from './parts.sql.ts';

export const POSTINGS_PER_PAGE = 100;

/** The movements of a line in effect on a day, with their papers and counter lines, in order of effect. */
export async function lineMovements(read: Queries, lineId: number, asOf: IsoDate) {
  return read
    .selectFrom('movement as m')
    .innerJoin('history as h', 'h.seq', 'm.recorded_seq')
    .leftJoin('council_paper as cp', 'cp.id', 'm.council_paper_id')
    .leftJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .where('m.line_id', '=', lineId)
    .where('m.effective_on', '<=', asOf)
    .orderBy('m.effective_on')
    .orderBy('m.id')
    .select(PAPER_COLUMNS)
    .select([
      'm.id',
      'm.kind',
      'm.cents',
      'm.effective_on as effectiveOn',
      'm.reason',
      'm.origin',
      'h.at as recordedAt',
      'c.id as counterId',
      'c.number as counterNumber',
      'c.name as counterName',
    ])
    .execute();
}

/** The orders of a line with what was ordered, released by invoice and cancelled up to a day. */
export async function lineCommitments(read: Queries, lineId: number, asOf: IsoDate) {
  const rows = await read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('c.line_id', '=', lineId)
    .where('e.effective_on', '<=', asOf)
    .groupBy(['c.id', 'c.order_number', 'c.text', 'c.ordered_on', 'c.due_year'])
    .orderBy('c.ordered_on')
    .orderBy('c.order_number')
    .select([
      'c.id',
      'c.order_number as orderNumber',
      'c.text',
      'c.ordered_on as orderedOn',
      'c.due_year as dueYear',
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .execute();
  return rows.map((row) => ({ ...row, open: openCommitment(row) }));
}

function postingsOf(read: Queries, lineId: number, asOf: IsoDate) {
  return read.selectFrom('posting as p').where('p.line_id', '=', lineId).where('p.posted_on', '<=', asOf);
}

/** One page of a line's postings from the index on line and day; `page` counts from 1. */
export async function linePostings(read: Queries, lineId: number, asOf: IsoDate, page: number) {
  return postingsOf(read, lineId, asOf)
    .orderBy('p.posted_on')
    .orderBy('p.id')
    .limit(POSTINGS_PER_PAGE)
    .offset((page - 1) * POSTINGS_PER_PAGE)
    .select([
      'p.id',
      'p.document_number as documentNumber',
      'p.line_item as lineItem',
      'p.posted_on as postedOn',
      'p.period',
      'p.account',
      'p.cost_object as costObject',
      'p.text',
      'p.cents',
      'p.order_number as orderNumber',
      'p.import_id as importId',
    ])
    .execute();
}

export async function countPostings(read: Queries, lineId: number, asOf: IsoDate): Promise<number> {
  const row = await postingsOf(read, lineId, asOf).select(countRows().as('n')).executeTakeFirstOrThrow();
  return row.n;
}

/** What the postings of the pages before sum to, in cents. */
export async function carriedPostings(
  read: Queries,
  lineId: number,
  asOf: IsoDate,
  page: number,
): Promise<Cents> {
  const before = postingsOf(read, lineId, asOf)
    .orderBy('p.posted_on')
    .orderBy('p.id')
    .limit((page - 1) * POSTINGS_PER_PAGE)
    .select('p.cents')
    .as('before');
  const row = await read
    .selectFrom(before)
    .select((eb) => sumOfCents(eb.ref('before.cents')).as('cents'))
    .executeTakeFirstOrThrow();
  return row.cents;
}
