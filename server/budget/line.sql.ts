import { sql } from 'kysely';
import { openCommitment } from '#shared/budget/figures.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { placeOfPage } from '#shared/budget/posting-page.ts';
import { sumCents } from '#shared/money.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { PAPER_COLUMNS } from '../papers/paper-columns.ts';
import { orderSums } from '../ledger/parts.sql.ts';

export const POSTINGS_PER_PAGE = 100;

/** The movements of a line in effect on a day, with their papers and counter lines, in order of effect. */
export async function lineMovements(read: Queries, lineId: number, asOf: IsoDate, knownSeq?: number) {
  return read
    .selectFrom('movement as m')
    .innerJoin('history as h', 'h.seq', 'm.recorded_seq')
    .leftJoin('council_paper as cp', 'cp.id', 'm.council_paper_id')
    .leftJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .leftJoin('movement as back', 'back.reverses_id', 'm.id')
    .where('m.line_id', '=', lineId)
    .where('m.effective_on', '<=', asOf)
    .where('m.recorded_seq', '<=', knownUntil({ knownSeq }))
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
      'c.project_id as counterProjectId',
      'm.reverses_id as reversesId',
      'back.id as reversedBy',
    ])
    .execute();
}

/** The orders of a line with what was ordered, released by invoice and cancelled up to a day. */
export async function lineCommitments(read: Queries, lineId: number, asOf: IsoDate, knownSeq?: number) {
  const rows = await read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('c.line_id', '=', lineId)
    .where('e.effective_on', '<=', asOf)
    .where('e.recorded_seq', '<=', knownUntil({ knownSeq }))
    .groupBy(['c.id', 'c.order_number', 'c.text', 'c.ordered_on', 'c.due_year'])
    .select([
      'c.id',
      'c.order_number as orderNumber',
      'c.text',
      'c.ordered_on as orderedOn',
      'c.due_year as dueYear',
    ])
    .select(orderSums())
    .execute();
  const inOrder = inNaturalOrder(
    rows,
    (row) => row.orderNumber,
    (row) => row.orderedOn,
  );
  return inOrder.map((row) => ({ ...row, open: openCommitment(row) }));
}

interface PostingsQuery {
  lineId: number;
  asOf: IsoDate;
  page: number;
  knownSeq?: number | undefined;
}

/**
 * What counts on a line between two days, in order: postings where the import put them, and signed parts of postings that
 * came or left later (`assignment`). A posting that left stands there twice, once with each sign: the line's
 * actuals are the sum of what is shown.
 */
function postingParts(
  read: Queries,
  { lineId, knownSeq }: PostingsQuery,
  { from, to }: { from: IsoDate; to: IsoDate },
) {
  const known = knownUntil({ knownSeq });
  const parts = read
    .selectFrom('posting')
    .where('line_id', '=', lineId)
    .where('posted_on', '>=', from)
    .where('posted_on', '<=', to)
    .where('recorded_seq', '<=', known)
    .select(['posted_on as day', 'id as postingId', 'cents'])
    .select([sql<number>`0`.as('assignmentId')])
    .unionAll(
      read
        .selectFrom('assignment')
        .where('line_id', '=', lineId)
        .where('effective_on', '>=', from)
        .where('effective_on', '<=', to)
        .where('recorded_seq', '<=', known)
        .select(['effective_on as day', 'posting_id as postingId', 'cents'])
        .select(['id as assignmentId']),
    );
  return parts.orderBy('day').orderBy('postingId').orderBy('assignmentId');
}

/** The rows of a page whose place is known, with their postings. */
async function rowsOfPage(
  read: Queries,
  query: PostingsQuery,
  days: { from: IsoDate; to: IsoDate; offset: number },
) {
  const parts = postingParts(read, query, days).limit(POSTINGS_PER_PAGE).offset(days.offset).as('part');
  return read
    .selectFrom(parts)
    .innerJoin('posting as p', 'p.id', 'part.postingId')
    .leftJoin('assignment as a', 'a.id', 'part.assignmentId')
    .orderBy('part.day')
    .orderBy('part.postingId')
    .orderBy('part.assignmentId')
    .select([
      'p.id',
      'p.document_number as documentNumber',
      'p.line_item as lineItem',
      'part.day as postedOn',
      'p.sap_posted_on as sapPostedOn',
      'p.period',
      'p.account',
      'p.cost_object as costObject',
      'p.text',
      'part.cents',
      'p.order_number as orderNumber',
      'p.import_id as importId',
      'a.method',
    ])
    .execute();
}

/**
 * One page (from 1) of what counts on a line up to a day, how many rows there are, and what the pages before come
 * to, in cents. The stored days (0020) say where the page lies: nothing before it is read or counted.
 */
export async function linePostings(read: Queries, query: PostingsQuery) {
  const days = await read
    .selectFrom('actual_day')
    .where('line_id', '=', query.lineId)
    .where('day', '<=', query.asOf)
    .where('recorded_seq', '<=', knownUntil(query))
    .groupBy('day')
    .orderBy('day')
    .select((eb) => ['day', sumOfCents(eb.ref('cents')).as('cents')])
    .select(sql<number>`cast(sum(parts) as bigint)`.as('parts'))
    .execute();
  const place = placeOfPage(days, query.page, POSTINGS_PER_PAGE);
  if (!place.days) return { rows: [], total: place.total, carriedCents: place.carriedCents };
  const { from, offset } = place.days;
  const skipped =
    offset === 0 ? [] : await postingParts(read, query, { from, to: from }).limit(offset).execute();
  return {
    rows: await rowsOfPage(read, query, place.days),
    total: place.total,
    carriedCents: sumCents([place.carriedCents, ...skipped.map((part) => part.cents)]),
  };
}
