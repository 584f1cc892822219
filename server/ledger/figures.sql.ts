import { sql } from 'kysely';
import { figuresOf, openCommitment, partsOf } from '#shared/budget/figures.ts';
import type { Figures } from '#shared/budget/figures.ts';
import { LEDGERS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sumCents, toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { ALL_LINES, EXCLUDED_LINE, UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { keptFigures } from './kept-figures.ts';
import { keptActualsByMonth, keptElsewhere } from './kept-sums.ts';
import { selectLines } from './lines.sql.ts';
import type { Line, LineSelection } from './lines.sql.ts';
import { actualsByLine, commitmentsByLine, entrySum, movementsByLine, partialMonth } from './parts.sql.ts';

/** A budget line with its names and its figures at a date. */
export interface LineWithFigures extends Line {
  figures: Figures;
}

/**
 * Every selected line with A…V at a business date, in cents, in four statements whatever their number.
 * Movements count from their effective date, commitments from their entries' dates, actuals from the posting date.
 */
export async function lineFigures(read: Queries, selection: LineSelection): Promise<LineWithFigures[]> {
  const { years, projectIds, lineIds, coverGroups } = selection;
  // A few lines are read one by one; a page of them comes from what is kept, if this process keeps anything.
  const kept = projectIds || lineIds || coverGroups ? undefined : await keptFigures(read, selection);
  if (!kept) return readLineFigures(read, selection);
  return years ? kept.filter((line) => years.includes(line.year)) : [...kept];
}

/** The same, read line by line from the tables. */
export async function readLineFigures(read: Queries, selection: LineSelection): Promise<LineWithFigures[]> {
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

/** Actuals of a ledger and fiscal year, up to a business date. */
export interface YearActual {
  ledger: Ledger;
  fiscalYear: number;
  cents: Cents;
  postings: number;
}

/** Both clocks of a read: what took effect up to `asOf`, as far as it was recorded up to `knownSeq`. */
type Clocks = Pick<LineSelection, 'asOf' | 'knownSeq'>;

/** Places that are no line: the basket, and what was left out with a reason. */
type Place = typeof UNASSIGNED_LINE | typeof EXCLUDED_LINE;

/** Stored months of a place before the month that is cut, or with it. */
function storedActuals(read: Queries, { asOf, knownSeq }: Clocks, place: Place) {
  const { month, whole } = partialMonth(asOf);
  return read
    .selectFrom('actual_month')
    .where('line_id', '=', place)
    .where('month', whole ? '<=' : '<', month)
    .where('recorded_seq', '<=', knownUntil({ knownSeq }));
}

/** Stored days of a place, or of all lines together. */
function daysOf(read: Queries, { asOf, knownSeq }: Clocks, place: Place | typeof ALL_LINES) {
  return read
    .selectFrom('actual_day')
    .where('line_id', '=', place)
    .where('day', '<=', asOf)
    .where('recorded_seq', '<=', knownUntil({ knownSeq }));
}

const sumOfPostings = () => sql<number>`cast(sum(postings) as bigint)`.as('postings');

async function actualsByYear(read: Queries, clocks: Clocks, place: Place): Promise<YearActual[]> {
  const stored = await storedActuals(read, clocks, place)
    .groupBy(['ledger', 'fiscal_year'])
    .select((eb) => ['ledger', 'fiscal_year as fiscalYear', sumOfCents(eb.ref('cents')).as('cents')])
    .select(sumOfPostings)
    .execute();
  const { whole, from } = partialMonth(clocks.asOf);
  if (whole) return addedPerYear(stored);
  const cut = await daysOf(read, clocks, place)
    .where('day', '>=', from)
    .groupBy(['ledger', 'fiscal_year'])
    .select((eb) => ['ledger', 'fiscal_year as fiscalYear', sumOfCents(eb.ref('cents')).as('cents')])
    .select(sumOfPostings)
    .execute();
  return addedPerYear([...stored, ...cut]);
}

function addedPerYear(rows: readonly YearActual[]): YearActual[] {
  const groups = Map.groupBy(rows, (row) => `${row.fiscalYear}/${row.ledger}`);
  return [...groups.values()]
    .flatMap(([first, ...rest]) =>
      first
        ? rest.reduce(
            (sum, row) => ({
              ...sum,
              cents: toCents(sum.cents + row.cents),
              postings: sum.postings + row.postings,
            }),
            first,
          )
        : [],
    )
    .sort((a, b) => a.fiscalYear - b.fiscalYear || LEDGERS.indexOf(a.ledger) - LEDGERS.indexOf(b.ledger));
}

/** Postings that belong to no line, per ledger and fiscal year, in cents. */
export async function unassignedActuals(
  read: Queries,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<YearActual[]> {
  const kept = await keptElsewhere(read, { asOf, knownSeq }, UNASSIGNED_LINE);
  return kept ?? actualsByYear(read, { asOf, knownSeq }, UNASSIGNED_LINE);
}

/** Postings that belong to a line, by their own ledger and fiscal year, in cents. */
export async function assignedActuals(
  read: Queries,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<YearActual[]> {
  const kept = await keptElsewhere(read, { asOf, knownSeq }, ALL_LINES);
  if (kept) return kept;
  const rows = await daysOf(read, { asOf, knownSeq }, ALL_LINES)
    .groupBy(['ledger', 'fiscal_year'])
    .select((eb) => ['ledger', 'fiscal_year as fiscalYear', sumOfCents(eb.ref('cents')).as('cents')])
    .select(sumOfPostings)
    .execute();
  return addedPerYear(rows);
}

/** Postings that were left out with a reason (settlement accounts, not of the programme), per ledger and year. */
export async function excludedActuals(
  read: Queries,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<YearActual[]> {
  const kept = await keptElsewhere(read, { asOf, knownSeq }, EXCLUDED_LINE);
  return kept ?? actualsByYear(read, { asOf, knownSeq }, EXCLUDED_LINE);
}

/** Cumulated actuals at the end of each month up to asOf, for the lines given; the S-curve's solid line. */
export async function actualsByMonth(
  read: Queries,
  lineIds: readonly number[],
  asOf: IsoDate,
  knownSeq?: number,
): Promise<Map<string, Cents>> {
  if (lineIds.length === 0) return new Map();
  const kept = await keptActualsByMonth(read, lineIds, { asOf, knownSeq });
  if (kept) return kept;
  const { month, whole, from } = partialMonth(asOf);
  const known = knownUntil({ knownSeq });
  const rows = await read
    .selectFrom('actual_month')
    .where('line_id', 'in', lineIds)
    .where('month', whole ? '<=' : '<', month)
    .where('recorded_seq', '<=', known)
    .groupBy('month')
    .select((eb) => ['month', sumOfCents(eb.ref('cents')).as('cents')])
    .execute();
  const sums = new Map(rows.map((row) => [row.month, row.cents]));
  if (!whole) {
    const cut = await read
      .selectFrom('actual_day')
      .where('line_id', 'in', lineIds)
      .where('day', '>=', from)
      .where('day', '<=', asOf)
      .where('recorded_seq', '<=', known)
      .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
      .executeTakeFirstOrThrow();
    sums.set(month, cut.cents);
  }
  return sums;
}

/** Open orders that belong to no line, in cents, up to a business date. */
export async function unassignedCommitments(read: Queries, asOf: IsoDate, knownSeq?: number): Promise<Cents> {
  const rows = await read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('c.line_id', 'is', null)
    .where('e.effective_on', '<=', asOf)
    .where('e.recorded_seq', '<=', knownUntil({ knownSeq }))
    .groupBy('c.id')
    .select([
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .execute();
  return sumCents(rows.map(openCommitment));
}
