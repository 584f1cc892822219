import { fiscalYearOf } from '../calendar.ts';
import { formatEuro, toCents } from '../money.ts';
import { lineFor, lineNumber, twinLine } from './assignment.ts';
import type { LineBrief, LineIndex } from './assignment.ts';
import { matchRows } from './match.ts';
import type { ExistingRow, MatchedRow } from './match.ts';
import type { KnownOrders } from './order-key.ts';
import { moneyRules } from './money/money-kinds.ts';
import { orderChange, withoutRepeats } from './order-rows.ts';
import type { FilePlace } from './parsed-file.ts';
import type { ImportProfile } from './profile.ts';
import type { FieldChange } from './record-plan.ts';
import { isNumbered } from './row-key.ts';
import type { KeyedRow } from './row-key.ts';
import type { SourceRow } from './source-row.ts';
import { countedRow } from '../periods/periods.ts';
import type { Counted, PeriodStates } from '../periods/periods.ts';
import { ruleDecision } from '../reconciliation/import-rule.ts';
import type { RuleFacts } from '../reconciliation/import-rule.ts';
import type { Rule } from '../reconciliation/rule.ts';

/** What every window of a file is planned with. */
export interface PlanContext {
  profile: ImportProfile;
  /** The files of the delivery, in the order they were read. */
  parts: readonly FilePlace[];
  lines: LineIndex;
  periods: PeriodStates;
  /** Asked where no line fits exactly; absent = there are none. */
  rules?: RuleFacts | undefined;
}

/** What the data holds under the keys of a window. */
export interface WindowFacts {
  /** Earlier rows under the window's keys. */
  existing: readonly ExistingRow[];
  /** For orders: what is ordered so far. */
  orders?: KnownOrders | undefined;
}

/** A row with its outcome and, for actuals, the line it belongs to; an appropriation may make its line. */
export interface PlannedEntry extends MatchedRow, Counted {
  line: LineBrief | undefined;
  /** Number of the line it belongs to or makes; null = unassigned. */
  lineNumber: string | null;
  /** What a changed order would be instead; empty for everything else. */
  changes: FieldChange[];
  /** The rule that decided; with it and without a line the row is not ours and left out of the budget. */
  rule: Rule | null;
}

/** A changed appropriation beside what stands; it is never written, and the difference is a movement of its own. */
function appropriationChange({ outcome, existingCents, keyed }: MatchedRow): FieldChange[] {
  if (outcome !== 'change' || existingCents === undefined) return [];
  const [before, after] = [existingCents, keyed.row.cents].map((cents) => `${formatEuro(toCents(cents))} €`);
  return [{ field: 'Ansatz', before: before ?? '', after: after ?? '' }];
}

/** Only actuals have a period of SAP's own; an order or an appropriation stands in the month of its day. */
function sapPlace(
  row: SourceRow,
  { kind }: ImportProfile,
): Pick<SourceRow, 'postedOn' | 'fiscalYear' | 'period'> {
  if (moneyRules(kind).nature === 'posting') return row;
  const { postedOn } = row;
  return { postedOn, fiscalYear: fiscalYearOf(postedOn), period: postedOn.slice(5, 7) };
}

function entryOf(matched: MatchedRow, facts: PlanContext & WindowFacts): PlannedEntry {
  const { row } = matched.keyed;
  const counted = countedRow(facts.periods, sapPlace(row, facts.profile));
  const { nature } = moneyRules(facts.profile.kind);
  if (nature === 'budget') {
    const line = twinLine(row, matched.place, facts.lines);
    const number = line?.number ?? lineNumber(row.object, row.account, matched.place);
    const changes = appropriationChange(matched);
    return { ...matched, line, lineNumber: number, changes, ...counted, rule: null };
  }
  const exact = lineOf(row, facts);
  const asked = nature === 'posting' && !exact ? facts.rules : undefined;
  const decision = asked && ruleDecision(row, facts.profile.source, asked);
  const line = exact ?? decision?.line ?? undefined;
  return {
    ...matched,
    line,
    lineNumber: line?.number ?? null,
    changes: orderChange(matched, facts.orders),
    ...counted,
    rule: decision?.rule ?? null,
  };
}

/** An order belongs to a line of the year it is due in, or, before that budget exists, of the year it was made in. */
function lineOf(row: SourceRow, { profile, lines }: PlanContext): LineBrief | undefined {
  const line = lineFor(row, lines, profile.assignment);
  if (line || moneyRules(profile.kind).nature !== 'order') return line;
  return lineFor({ ...row, fiscalYear: fiscalYearOf(row.postedOn) }, lines, profile.assignment);
}

/**
 * What becomes of each row of a window: rows of a file with all others of their keys. Pure: the same rows on the same
 * data give the same entries, in whatever windows a file is cut.
 */
export function plannedEntries(
  rows: readonly KeyedRow[],
  context: PlanContext,
  facts: WindowFacts,
): PlannedEntry[] {
  const match = matchRows(rows, facts.existing, isNumbered(context.profile));
  const isOrders = moneyRules(context.profile.kind).nature === 'order';
  return (isOrders ? withoutRepeats(match.rows) : match.rows).map((matched) =>
    entryOf(matched, { ...context, ...facts }),
  );
}
