import { figuresOf } from '#shared/budget/figures.ts';
import type { Figures } from '#shared/budget/figures.ts';
import { MOVEMENT_KINDS } from '#shared/budget/terms.ts';
import type { MovementKind } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { largest } from '#shared/largest.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { keptPart, marksOf } from '../db/kept.ts';
import { partialMonth } from './parts.sql.ts';
import type { Line } from './lines.sql.ts';
import { dayNumber, monthNumber } from './columns.ts';
import { LINES } from './kept-lines.ts';
import type { KeptLines } from './kept-lines.ts';
import { ACTUALS, MOVEMENTS, ORDERS } from './kept-money.sql.ts';
import type { KeptActuals, KeptMovements, KeptOrders } from './kept-money.sql.ts';
import { masterNames } from '../dated-names/master-facts.sql.ts';
import type { MasterNames } from '../dated-names/master-facts.sql.ts';
import { NAMES, namesAt } from './kept-names.sql.ts';
import type { KeptNames } from './kept-names.sql.ts';

type LineWithFigures = Line & { figures: Figures };

/** All that the figures of every line are added up from. */
interface KeptLedger {
  lines: KeptLines;
  movements: KeptMovements;
  orders: KeptOrders;
  actuals: KeptActuals;
}

interface Until {
  asOf: IsoDate;
  /** The last history row that counts. */
  known: number;
}

/** O by place: per order max(0, what is left of it), without what is due after the line's year. */
function commitmentSums({ lines, orders }: KeptLedger, until: { day: number; seq: number }): Float64Array {
  const rests = new Float64Array(orders.orders.length);
  orders.amounts.addTo(rests, until);
  const sums = new Float64Array(lines.lines.length);
  orders.orders.forEach(({ line, counts }, place) => {
    const rest = rests[place] ?? 0;
    if (counts && line >= 0 && rest > 0) sums[line] = (sums[line] ?? 0) + rest;
  });
  return sums;
}

/** I by place: the whole months before the one that the date cuts, and the days of that one. */
function actualSums({ lines, actuals }: KeptLedger, { asOf, known }: Until): Float64Array {
  const { month, whole } = partialMonth(asOf);
  const cut = monthNumber(month);
  const sums = new Float64Array(lines.lines.length);
  actuals.months.addTo(sums, { day: whole ? cut : cut - 1, seq: known });
  if (!whole) actuals.days.get(cut)?.addTo(sums, { day: dayNumber(asOf), seq: known });
  return sums;
}

/** A…V of every line by place, in cents. Adds whole cents below 2^53 exactly; what is larger is refused. */
function sumUp(ledger: KeptLedger, at: Until): Figures[] {
  const { length } = ledger.lines.lines;
  const until = { day: dayNumber(at.asOf), seq: at.known };
  const kinds = MOVEMENT_KINDS.map(() => new Float64Array(length));
  ledger.movements.amounts.addByTag(kinds, until);
  const commitments = commitmentSums(ledger, until);
  const actuals = actualSums(ledger, at);
  const of = Object.fromEntries(MOVEMENT_KINDS.map((kind, tag) => [kind, kinds[tag]])) as Record<
    MovementKind,
    Float64Array
  >;
  const cents = (sums: Float64Array, place: number): Cents => toCents(sums[place] ?? 0);
  return ledger.lines.lines.map((_, place) =>
    figuresOf({
      A: cents(of.A, place),
      N: cents(of.N, place),
      E: cents(of.E, place),
      B: cents(of.B, place),
      Z: cents(of.Z, place),
      U: cents(of.U, place),
      S: cents(of.S, place),
      O: cents(commitments, place),
      I: cents(actuals, place),
    }),
  );
}

function linesWith(
  { lines, order }: KeptLines,
  figures: readonly Figures[],
  { names, master }: { names: ReturnType<typeof namesAt>; master: MasterNames },
  known: number,
): LineWithFigures[] {
  return order.flatMap((place) => {
    const [line, own] = [lines[place], figures[place]];
    if (!line || !own || line.seq > known) return [];
    const project = line.projectId === null ? undefined : names.get(line.projectId);
    return {
      id: line.id,
      number: line.number,
      name: line.name,
      year: line.year,
      ledger: line.ledger,
      kind: line.kind,
      funding: line.funding,
      account: line.account,
      costObject: line.costObject,
      transferable: line.transferable,
      origin: line.origin,
      projectId: line.projectId,
      subBudget: line.subBudget,
      subBudgetName: master.of('sub-budgets', line.subBudget, line.subBudgetName),
      office: line.office,
      stage: line.stage,
      field: line.field,
      project: project?.number ?? null,
      projectName: project?.name ?? null,
      coverGroup: line.coverGroup,
      coverGroupName: line.coverGroupName,
      figures: own,
    };
  });
}

/** The last history row that recorded any of it. */
function reachOf({ lines, movements, orders, actuals }: KeptLedger, { facts }: KeptNames): number {
  return Math.max(
    lines.lastSeq,
    movements.amounts.lastSeq,
    orders.amounts.lastSeq,
    actuals.months.lastSeq,
    largest(
      [...actuals.days.values()].map((days) => days.lastSeq),
      0,
    ),
    largest(
      facts.map((fact) => fact.seq),
      0,
    ),
  );
}

interface Kept {
  from: readonly unknown[];
  value: LineWithFigures[];
}

/** Pages of one state of the data ask for the same two or three dates. */
const MOST_DATES = 4;
const remembered = new WeakMap<KeptLines['lines'], Map<string, Kept>>();

function once(lines: KeptLines, key: string, from: readonly unknown[], sum: () => LineWithFigures[]) {
  const dates = remembered.get(lines.lines) ?? new Map<string, Kept>();
  remembered.set(lines.lines, dates);
  const found = dates.get(key);
  dates.delete(key);
  const fits = found?.from.every((one, at) => one === from[at]) ?? false;
  const kept = found && fits ? found : { from, value: sum() };
  dates.set(key, kept);
  for (const oldest of dates.keys()) {
    if (dates.size <= MOST_DATES) break;
    dates.delete(oldest);
  }
  return kept.value;
}

/**
 * Every line with its figures by both clocks, in natural order, from what this process keeps; undefined where it keeps
 * nothing. The same as `lineFigures` reads line by line (kept-figures.spec.ts compares them).
 */
export async function keptFigures(
  read: Queries,
  { asOf, knownSeq }: { asOf: IsoDate; knownSeq?: number | undefined },
): Promise<readonly LineWithFigures[] | undefined> {
  const marks = await marksOf(read);
  const lines = await keptPart(read, LINES);
  const movements = await keptPart(read, MOVEMENTS);
  const orders = await keptPart(read, ORDERS);
  const actuals = await keptPart(read, ACTUALS);
  const names = await keptPart(read, NAMES);
  if (!marks || !lines || !movements || !orders || !actuals || !names) return undefined;
  const from = { lines, movements, orders, actuals };
  const known = Math.min(knownSeq ?? Number.MAX_SAFE_INTEGER, marks.history);
  // Named by the last row that matters, so that what somebody wrote elsewhere leaves it as it is.
  const reach = reachOf(from, names);
  const master = await masterNames(read, { asOf, knownSeq: known });
  const key = [asOf, Math.min(known, reach), Math.min(marks.history, reach), master.key].join('/');
  return once(lines, key, [...Object.values(from), names], () =>
    linesWith(
      lines,
      sumUp(from, { asOf, known }),
      { names: namesAt(names, { asOf, known }), master },
      marks.history,
    ),
  );
}
