import { sql } from 'kysely';
import { figuresOf, openCommitment, partsOf } from '#shared/budget/figures.ts';
import type { Figures, MovementFact } from '#shared/budget/figures.ts';
import type { Funding, Ledger, LineKind } from '#shared/budget/terms.ts';
import { endOfMonth, monthOf, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sumCents, toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';

/** A budget line with its names and its figures at a date. */
export interface LineWithFigures {
  id: number;
  number: string;
  name: string;
  year: number;
  ledger: Ledger;
  kind: LineKind;
  funding: Funding;
  account: string;
  subBudget: string;
  subBudgetName: string;
  office: string | null;
  stage: string | null;
  field: string | null;
  projectId: number | null;
  project: string | null;
  projectName: string | null;
  coverGroup: string | null;
  coverGroupName: string | null;
  transferable: boolean;
  origin: 'source' | 'invented' | 'live';
  figures: Figures;
}

export interface LineSelection {
  /** Business date: what took effect up to and including this day. */
  asOf: IsoDate;
  years?: readonly number[];
  projectIds?: readonly number[];
  lineIds?: readonly number[];
}

function linesQuery(read: Queries, selection: LineSelection) {
  let query = read
    .selectFrom('budget_line as l')
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .leftJoin('office as o', 'o.id', 'l.office_id')
    .leftJoin('stage as st', 'st.id', 'l.stage_id')
    .leftJoin('field_of_action as f', 'f.id', 'l.field_id')
    .leftJoin('project as p', 'p.id', 'l.project_id')
    .leftJoin('cover_group as g', 'g.id', 'l.cover_group_id');
  if (selection.years) query = query.where('l.year', 'in', selection.years);
  if (selection.projectIds) query = query.where('l.project_id', 'in', selection.projectIds);
  if (selection.lineIds) query = query.where('l.id', 'in', selection.lineIds);
  return query;
}

async function selectLines(
  read: Queries,
  selection: LineSelection,
): Promise<Omit<LineWithFigures, 'figures'>[]> {
  const rows = await linesQuery(read, selection)
    .select([
      'l.id',
      'l.number',
      'l.name',
      'l.year',
      'l.ledger',
      'l.kind',
      'l.funding',
      'l.account',
      'l.transferable',
      'l.origin',
      'l.project_id as projectId',
      's.code as subBudget',
      's.name as subBudgetName',
      'o.code as office',
      'st.code as stage',
      'f.code as field',
      'p.number as project',
      'p.name as projectName',
      'g.code as coverGroup',
      'g.name as coverGroupName',
    ])
    .orderBy('l.year')
    .orderBy('l.number')
    .execute();
  return rows.map((row) => ({ ...row, transferable: row.transferable === 1 }));
}

async function movementsByLine(
  read: Queries,
  selection: LineSelection,
): Promise<Map<number, MovementFact[]>> {
  const rows = await linesQuery(read, selection)
    .innerJoin('movement as m', 'm.line_id', 'l.id')
    .where('m.effective_on', '<=', selection.asOf)
    .groupBy(['m.line_id', 'm.kind'])
    .select((eb) => ['m.line_id as lineId', 'm.kind', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  const byLine = new Map<number, MovementFact[]>();
  for (const row of rows) byLine.set(row.lineId, [...(byLine.get(row.lineId) ?? []), row]);
  return byLine;
}

/** Σ of one kind of an order's entries. */
function entrySum(kind: 'ordered' | 'released' | 'cancelled') {
  return sql<Cents>`cast(coalesce(sum(case when e.kind = ${kind} then e.cents else 0 end), 0) as bigint)`;
}

/** O per line: per order max(0, ordered − released − cancelled), without what is due after the line's year. */
async function commitmentsByLine(read: Queries, selection: LineSelection): Promise<Map<number, Cents>> {
  const rows = await linesQuery(read, selection)
    .innerJoin('commitment as c', 'c.line_id', 'l.id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('e.effective_on', '<=', selection.asOf)
    .whereRef('c.due_year', '<=', 'l.year')
    .groupBy(['c.id', 'c.line_id'])
    .select([
      'l.id as lineId',
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .groupBy('l.id')
    .execute();
  const byLine = new Map<number, Cents>();
  for (const row of rows)
    byLine.set(row.lineId, toCents((byLine.get(row.lineId) ?? 0) + openCommitment(row)));
  return byLine;
}

/** The first month that asOf cuts: stored months before it count whole. */
function partialMonth(asOf: IsoDate): { month: string; whole: boolean; from: IsoDate } {
  const month = monthOf(asOf);
  return { month, whole: endOfMonth(month) === asOf, from: toIsoDate(`${month}-01`) };
}

/** I per line: stored whole months, plus the postings of the month that asOf cuts. */
async function actualsByLine(read: Queries, selection: LineSelection): Promise<Map<number, Cents>> {
  const { month, whole, from } = partialMonth(selection.asOf);
  const stored = await linesQuery(read, selection)
    .innerJoin('actual_month as a', 'a.line_id', 'l.id')
    .where('a.month', whole ? '<=' : '<', month)
    .groupBy('a.line_id')
    .select((eb) => ['a.line_id as lineId', sumOfCents(eb.ref('a.cents')).as('cents')])
    .execute();
  const cut = whole
    ? []
    : await linesQuery(read, selection)
        .innerJoin('posting as p2', 'p2.line_id', 'l.id')
        .where('p2.posted_on', '>=', from)
        .where('p2.posted_on', '<=', selection.asOf)
        .groupBy('p2.line_id')
        .select((eb) => [sql<number>`p2.line_id`.as('lineId'), sumOfCents(eb.ref('p2.cents')).as('cents')])
        .execute();
  const byLine = new Map<number, Cents>();
  for (const row of [...stored, ...cut])
    byLine.set(row.lineId, toCents((byLine.get(row.lineId) ?? 0) + row.cents));
  return byLine;
}

/**
 * Every selected line with A…V at a business date, in cents, in four statements whatever their number.
 * Movements count from their effective date, commitments from their entries' dates, actuals from the posting date.
 */
export async function lineFigures(read: Queries, selection: LineSelection): Promise<LineWithFigures[]> {
  const [lines, movements, commitments, actuals] = [
    await selectLines(read, selection),
    await movementsByLine(read, selection),
    await commitmentsByLine(read, selection),
    await actualsByLine(read, selection),
  ];
  return lines.map((line) => ({
    ...line,
    figures: figuresOf(
      partsOf(
        movements.get(line.id) ?? [],
        commitments.get(line.id) ?? ZERO_CENTS,
        actuals.get(line.id) ?? ZERO_CENTS,
      ),
    ),
  }));
}

/** Postings that belong to no line, per ledger and fiscal year, up to a business date. */
export interface UnassignedActual {
  ledger: Ledger;
  fiscalYear: number;
  cents: Cents;
  postings: number;
}

export async function unassignedActuals(read: Queries, asOf: IsoDate): Promise<UnassignedActual[]> {
  const { month, whole, from } = partialMonth(asOf);
  const stored = await read
    .selectFrom('actual_month')
    .where('line_id', '=', 0)
    .where('month', whole ? '<=' : '<', month)
    .groupBy(['ledger', 'fiscal_year'])
    .select((eb) => [
      'ledger',
      'fiscal_year as fiscalYear',
      sumOfCents(eb.ref('cents')).as('cents'),
      sql<number>`cast(sum(postings) as bigint)`.as('postings'),
    ])
    .execute();
  const cut = whole
    ? []
    : await read
        .selectFrom('posting')
        .where('line_id', 'is', null)
        .where('posted_on', '>=', from)
        .where('posted_on', '<=', asOf)
        .groupBy(['ledger', 'fiscal_year'])
        .select((eb) => [
          'ledger',
          'fiscal_year as fiscalYear',
          sumOfCents(eb.ref('cents')).as('cents'),
          countRows().as('postings'),
        ])
        .execute();
  const sums = new Map<string, UnassignedActual>();
  for (const row of [...stored, ...cut]) {
    const key = `${row.fiscalYear}/${row.ledger}`;
    const before = sums.get(key);
    sums.set(
      key,
      before
        ? { ...row, cents: toCents(before.cents + row.cents), postings: before.postings + row.postings }
        : row,
    );
  }
  return [...sums.values()].sort((a, b) => a.fiscalYear - b.fiscalYear || (a.ledger < b.ledger ? 1 : -1));
}

/** Cumulated actuals at the end of each month up to asOf, for the lines given; the S-curve's solid line. */
export async function actualsByMonth(
  read: Queries,
  lineIds: readonly number[],
  asOf: IsoDate,
): Promise<Map<string, Cents>> {
  if (lineIds.length === 0) return new Map();
  const { month, whole, from } = partialMonth(asOf);
  const rows = await read
    .selectFrom('actual_month')
    .where('line_id', 'in', lineIds)
    .where('month', whole ? '<=' : '<', month)
    .groupBy('month')
    .select((eb) => ['month', sumOfCents(eb.ref('cents')).as('cents')])
    .execute();
  const sums = new Map(rows.map((row) => [row.month, row.cents]));
  if (!whole) {
    const cut = await read
      .selectFrom('posting')
      .where('line_id', 'in', lineIds)
      .where('posted_on', '>=', from)
      .where('posted_on', '<=', asOf)
      .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
      .executeTakeFirstOrThrow();
    sums.set(month, cut.cents);
  }
  return sums;
}

/** Open orders that belong to no line, in cents, up to a business date. */
export async function unassignedCommitments(read: Queries, asOf: IsoDate): Promise<Cents> {
  const rows = await read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('c.line_id', 'is', null)
    .where('e.effective_on', '<=', asOf)
    .groupBy('c.id')
    .select([
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .execute();
  return sumCents(rows.map(openCommitment));
}
