import { fiscalYearOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { formatEuro, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { lineFor, lineNumber, twinLine } from './assignment.ts';
import type { LineBrief, LineIndex } from './assignment.ts';
import { controlOf } from './control-total.ts';
import type { Control } from './control-total.ts';
import type { RowError } from './imports.ts';
import { matchRows } from './match.ts';
import type { ExistingRow, MatchedRow } from './match.ts';
import { leftOutCents } from './parsed-file.ts';
import type { ParsedFile } from './parsed-file.ts';
import { periodRows } from './period-rows.ts';
import type { HeldRows, LateRows } from './period-rows.ts';
import type { ImportProfile } from './profile.ts';
import { columnsOf } from './profile-columns.ts';
import { countingDay } from '../periods/periods.ts';
import type { PeriodStates } from '../periods/periods.ts';
import { orderChange, orderedCents, withoutRepeats } from './order-rows.ts';
import type { KnownOrders } from './order-key.ts';
import type { FieldChange } from './record-plan.ts';
import { isNumbered } from './row-key.ts';
import type { SourceRow } from './source-row.ts';
import { ruleDecision } from '../reconciliation/import-rule.ts';
import type { RuleFacts } from '../reconciliation/import-rule.ts';
import type { Rule } from '../reconciliation/rule.ts';

/** What the data holds, as far as a file touches it. */
export interface PlanFacts {
  profile: ImportProfile;
  fileName: string;
  file: ParsedFile;
  enteredCents: Cents | null;
  /** Earlier rows under the file's keys. */
  existing: readonly ExistingRow[];
  /** How many earlier rows of the same source lie in the years and days the file covers. */
  existingInScope: number;
  lines: LineIndex;
  periods: PeriodStates;
  /** For orders: what is ordered so far. */
  orders?: KnownOrders | undefined;
  /** Asked where no line fits exactly; absent = there are none. */
  rules?: RuleFacts | undefined;
}

/** A row with its outcome and, for actuals, the line it belongs to; an appropriation may make its line. */
export interface PlannedEntry extends MatchedRow {
  line: LineBrief | undefined;
  /** Number of the line it belongs to or makes; null = unassigned. */
  lineNumber: string | null;
  /** SAP's day, or the first day of the next month that is not closed: there a late entry counts. */
  countsOn: IsoDate;
  /** What a changed order would be instead; empty for everything else. */
  changes: FieldChange[];
  /** The rule that decided; with it and without a line the row is not ours and left out of the budget. */
  rule: Rule | null;
}

export interface Plan {
  entries: PlannedEntry[];
  adds: PlannedEntry[];
  changes: PlannedEntry[];
  errors: RowError[];
  counts: { add: number; change: number; same: number; missing: number; rejected: number; leftOut: number };
  /** What would be written: new rows, and of changed orders the difference. */
  addCents: Cents;
  sameCents: Cents;
  changeCents: Cents;
  sumCents: Cents;
  leftOutCents: Cents;
  unassignedCents: Cents;
  unassignedRows: number;
  control: Control;
  figures: { name: string; cents: Cents; rows: number }[];
  late: LateRows[];
  held: HeldRows[];
}

/** Named sums of the profile; they say nothing while rows cannot be read. */
function figuresOf({ profile, file }: PlanFacts, complete: boolean): Plan['figures'] {
  const sums = complete ? file.sums.figures : [];
  return sums.map(({ cents, rows }, at) => ({
    name: profile.figures?.[at]?.name ?? '',
    cents: toCents(cents),
    rows,
  }));
}

/** A changed appropriation beside what stands; it is never written, and the difference is a movement of its own. */
function appropriationChange({ outcome, existingCents, keyed }: MatchedRow): FieldChange[] {
  if (outcome !== 'change' || existingCents === undefined) return [];
  const [before, after] = [existingCents, keyed.row.cents].map((cents) => `${formatEuro(toCents(cents))} €`);
  return [{ field: 'Ansatz', before: before ?? '', after: after ?? '' }];
}

function entryOf(matched: MatchedRow, facts: PlanFacts): PlannedEntry {
  const { row } = matched.keyed;
  const countsOn = countingDay(facts.periods, row.postedOn);
  if (facts.profile.kind === 'appropriations') {
    const line = twinLine(row, matched.place, facts.lines);
    const number = line?.number ?? lineNumber(row.object, row.account, matched.place);
    const changes = appropriationChange(matched);
    return { ...matched, line, lineNumber: number, changes, countsOn, rule: null };
  }
  const exact = lineOf(row, facts);
  const asked = facts.profile.kind === 'actuals' && !exact ? facts.rules : undefined;
  const decision = asked && ruleDecision(row, facts.profile.source, asked);
  const line = exact ?? decision?.line ?? undefined;
  return {
    ...matched,
    line,
    lineNumber: line?.number ?? null,
    changes: orderChange(matched, facts.orders),
    countsOn,
    rule: decision?.rule ?? null,
  };
}

/** An order belongs to a line of the year it is due in, or, before that budget exists, of the year it was made in. */
function lineOf(row: SourceRow, { profile, lines }: PlanFacts): LineBrief | undefined {
  const line = lineFor(row, lines, profile.assignment);
  if (line || profile.kind !== 'commitments') return line;
  return lineFor({ ...row, fiscalYear: fiscalYearOf(row.postedOn) }, lines, profile.assignment);
}

function contradictionError(entry: PlannedEntry, facts: PlanFacts): RowError {
  const { row } = entry.keyed;
  if (facts.profile.kind === 'commitments') {
    return {
      file: facts.fileName,
      line: row.line,
      column: columnsOf(facts.profile.columns, 'orderNumber')[0] ?? '',
      text: row.orderNumber,
      message: `Die Bestellung steht für ${row.fiscalYear} mehrfach in der Datei; erwartet wird eine Zeile je Bestellung und Fälligkeitsjahr.`,
    };
  }
  return {
    file: facts.fileName,
    line: row.line,
    column: columnsOf(facts.profile.columns, 'documentNumber')[0] ?? '',
    text: `${row.companyCode}/${row.documentNumber}/${row.lineItem}`,
    message: 'Dieselbe Belegposition steht mehrfach mit verschiedenem Inhalt in der Datei.',
  };
}

function sumOf(entries: readonly PlannedEntry[]): Cents {
  return toCents(entries.reduce((sum, entry) => sum + entry.keyed.row.cents, 0));
}

/** A control total speaks about the whole file: what was left out belongs to it. */
function controlFor(facts: PlanFacts, fileCents: Cents, complete: boolean): Control {
  const { profile, enteredCents, file } = facts;
  const { totals, sums } = file;
  return controlOf({ profile, fileCents, sums, totals, enteredCents, complete });
}

/**
 * What an import would do, and does: the same function serves the preview and the apply (house.md). Pure: the
 * same file and the same data give the same plan. Every booking has exactly one outcome:
 * bookings = add + change + same + rejected + left out.
 */
export function planOf(facts: PlanFacts): Plan {
  const { file, profile } = facts;
  const match = matchRows(file.keyed, facts.existing, isNumbered(profile));
  const isOrders = profile.kind === 'commitments';
  const entries = (isOrders ? withoutRepeats(match.rows) : match.rows).map((matched) =>
    entryOf(matched, facts),
  );
  const of = (...outcomes: MatchedRow['outcome'][]): PlannedEntry[] =>
    entries.filter((entry) => outcomes.includes(entry.outcome));
  const [adds, changes, same, repeats] = [of('add'), of('change'), of('same'), of('repeat')];
  const contradictions = of('contradiction');
  const errors = [
    ...file.rejected.flatMap((row) => row.errors),
    ...contradictions.map((entry) => contradictionError(entry, facts)),
  ].sort((a, b) => a.line - b.line);
  const unassigned =
    profile.kind === 'appropriations' ? [] : adds.filter((entry) => !entry.line && !entry.rule);
  // A line that stands twice counts once, but the file's own total speaks of both.
  const sameCents = toCents(sumOf(same) + sumOf(repeats));
  const sumCents = toCents(sumOf(adds) + sumOf(changes) + sameCents);
  const leftOut = leftOutCents(file);
  return {
    entries,
    adds,
    changes,
    errors,
    counts: {
      add: adds.length,
      change: changes.length,
      same: same.length + repeats.length,
      missing: Math.max(0, facts.existingInScope - same.length - changes.length),
      rejected: file.rejected.length + contradictions.length,
      leftOut: file.leftOut.length,
    },
    addCents: facts.orders ? orderedCents(entries, facts.orders) : sumOf(adds),
    sameCents,
    changeCents: sumOf(changes),
    sumCents,
    leftOutCents: leftOut,
    unassignedCents: sumOf(unassigned),
    unassignedRows: unassigned.length,
    control: controlFor(facts, toCents(sumCents + leftOut), errors.length === 0),
    figures: figuresOf(facts, errors.length === 0),
    ...periodRows(adds, facts.periods, profile.kind),
  };
}
