import { openCommitment } from '#shared/budget/figures.ts';
import type { MovementKind } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sumFte } from '#shared/fte.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { PaperDetail } from '#shared/papers/papers.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { orderSums } from '../ledger/parts.sql.ts';

/** Rows of one kind that a page lists; how many there are stands beside them. */
export const MOST_LISTED = 200;

export interface OfPaper {
  id: number;
  asOf: IsoDate;
}

const caused = (read: Queries, { id, asOf }: OfPaper) =>
  read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.council_paper_id', '=', id)
    .where('m.effective_on', '<=', asOf);

/** The movements a paper stands behind, in order of effect; with `requests` who asked for them and who decided. */
export async function causedMovements(
  read: Queries,
  of: OfPaper,
  requests: boolean,
): Promise<Pick<PaperDetail, 'movements' | 'movementsTotal'>> {
  const { total } = await caused(read, of).select(countRows().as('total')).executeTakeFirstOrThrow();
  const rows = await caused(read, of)
    .leftJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .leftJoin('request as r', 'r.id', 'm.request_id')
    .leftJoin('approval as ap', (join) =>
      join.onRef('ap.request_id', '=', 'm.request_id').on('ap.decision', '=', 'approved'),
    )
    .leftJoin('app_user as u', 'u.id', 'ap.decided_by')
    .orderBy('m.effective_on')
    .orderBy('m.id')
    .limit(MOST_LISTED)
    .select(['m.id', 'm.kind', 'm.cents', 'm.effective_on as effectiveOn', 'm.reason'])
    .select(['l.id as lineId', 'l.number as lineNumber', 'l.name as lineName', 'l.year', 'l.ledger'])
    .select([
      'c.number as counterNumber',
      'r.id as requestId',
      'r.title as requestTitle',
      'u.name as decidedBy',
    ])
    .execute();
  const movements = rows.map(({ requestId, requestTitle, decidedBy, ...row }) => ({
    ...row,
    request: requests && requestId !== null ? { id: requestId, title: requestTitle ?? '', decidedBy } : null,
  }));
  return { movements, movementsTotal: total };
}

/** Σ of a paper's movements per line and kind. */
export async function movedByLine(
  read: Queries,
  of: OfPaper,
): Promise<Map<number, { kind: MovementKind; cents: Cents }[]>> {
  const rows = await caused(read, of)
    .groupBy(['m.line_id', 'm.kind'])
    .select((eb) => ['m.line_id as lineId', 'm.kind', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  const byLine = Map.groupBy(rows, (row) => row.lineId);
  return new Map([...byLine].map(([id, kinds]) => [id, kinds.map(({ kind, cents }) => ({ kind, cents }))]));
}

/** The posts a paper authorised up to a day, with their sum in full-time equivalents. */
export async function authorisedPosts(
  read: Queries,
  { id, asOf }: OfPaper,
): Promise<Pick<PaperDetail, 'posts' | 'postsTotal' | 'postsFte'>> {
  const rows = await read
    .selectFrom('position as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .where('p.council_paper_id', '=', id)
    .where('p.authorised_on', '<=', asOf)
    .where('p.id', 'not in', goneRecords('positions'))
    .select(['p.id', 'p.number', 'p.title', 'o.code as office', 'p.fte_ten_thousandths as fte'])
    .select('p.authorised_on as on')
    .execute();
  const posts = inNaturalOrder(rows, (row) => row.number);
  return {
    posts: posts.slice(0, MOST_LISTED),
    postsTotal: posts.length,
    postsFte: sumFte(posts.map((post) => post.fte)),
  };
}

/** Milestones that got a baseline by a paper, with the baseline before it; a first baseline has none. */
export async function setMilestones(
  read: Queries,
  { id, asOf }: OfPaper,
): Promise<Pick<PaperDetail, 'milestones' | 'milestonesTotal'>> {
  const set = read
    .selectFrom('milestone_baseline as b')
    .innerJoin('milestone as m', 'm.id', 'b.milestone_id')
    .innerJoin('project as p', 'p.id', 'm.project_id')
    .where('b.council_paper_id', '=', id)
    .where('b.in_force_on', '<=', asOf)
    .where('p.id', 'not in', goneRecords('projects'));
  const { total } = await set.select(countRows().as('total')).executeTakeFirstOrThrow();
  const rows = await set
    .orderBy('b.baseline_on')
    .orderBy('b.id')
    .limit(MOST_LISTED)
    .select(['m.id', 'm.name', 'p.id as projectId', 'p.number as projectNumber', 'p.name as projectName'])
    .select(['b.baseline_on as after', 'b.in_force_on as inForceOn'])
    .select((eb) =>
      eb
        .selectFrom('milestone_baseline as e')
        .whereRef('e.milestone_id', '=', 'b.milestone_id')
        .where((is) =>
          is.or([
            is('e.in_force_on', '<', is.ref('b.in_force_on')),
            is.and([is('e.in_force_on', '=', is.ref('b.in_force_on')), is('e.id', '<', is.ref('b.id'))]),
          ]),
        )
        .orderBy('e.in_force_on', 'desc')
        .orderBy('e.id', 'desc')
        .limit(1)
        .select('e.baseline_on')
        .as('before'),
    )
    .execute();
  const names = await changedFacts(read, { asOf });
  const milestones = rows.map((row) => ({
    ...row,
    projectName: names.get(row.projectId)?.name ?? row.projectName,
  }));
  return { milestones, milestonesTotal: total };
}

/** What a paper allows to be ordered for later years (§ 11 GemHVO). */
export async function causedAuthorisations(
  read: Queries,
  { id, asOf }: OfPaper,
): Promise<PaperDetail['authorisations']> {
  return read
    .selectFrom('commitment_authorisation as v')
    .innerJoin('budget_line as l', 'l.id', 'v.line_id')
    .where('v.council_paper_id', '=', id)
    .where('v.effective_on', '<=', asOf)
    .orderBy('v.due_year')
    .orderBy('v.id')
    .limit(MOST_LISTED)
    .select(['v.id', 'l.id as lineId', 'l.number as line', 'l.year', 'l.ledger'])
    .select(['v.due_year as dueYear', 'v.cents', 'v.effective_on as on'])
    .execute();
}

/** Orders on the lines a paper moved that still bind something on a day. */
export async function ordersOfLines(
  read: Queries,
  lineIds: readonly number[],
  asOf: IsoDate,
): Promise<{ orders: NonNullable<PaperDetail['orders']>; ordersTotal: number }> {
  const rows = await read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .innerJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('c.line_id', 'in', lineIds.length === 0 ? [0] : lineIds)
    .where('e.effective_on', '<=', asOf)
    .groupBy(['c.id', 'c.order_number', 'c.text', 'c.due_year', 'l.number', 'l.year'])
    .select([
      'c.id',
      'c.order_number as number',
      'c.text',
      'c.due_year as dueYear',
      'l.number as line',
      'l.year',
    ])
    .select(orderSums())
    .execute();
  const open = inNaturalOrder(
    rows
      .map(({ ordered, released, cancelled, carried, ...row }) => ({
        ...row,
        openCents: toCents(openCommitment({ ordered, released, cancelled, carried })),
      }))
      .filter((row) => row.openCents > 0),
    (row) => row.number,
  );
  return { orders: open.slice(0, MOST_LISTED), ordersTotal: open.length };
}
