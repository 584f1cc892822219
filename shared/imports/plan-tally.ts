import type { FiscalYear } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { controlOf } from './control-total.ts';
import type { Control } from './control-total.ts';
import type { Firsts } from './firsts.ts';
import type { PlannedRow, RowError } from './imports.ts';
import { moneyRules } from './money/money-kinds.ts';
import { lineWarnings, orderedCents } from './order-rows.ts';
import { fileNameOf, leftOutCents } from './parsed-file.ts';
import type { ParsedFile, Placed } from './parsed-file.ts';
import { CountingDays } from './period-rows.ts';
import type { HeldRows, LateRows } from './period-rows.ts';
import type { PlanContext, PlannedEntry, WindowFacts } from './plan.ts';
import { PreviewRows } from './plan-view.ts';
import type { ImportProfile } from './profile.ts';
import { columnsOf } from './profile-columns.ts';

/** What an import would do, in as much memory as a page shows. */
export interface Plan {
  /** The first faults in the order of the file, and how many there are. */
  errors: RowError[];
  errorsTotal: number;
  warnings: RowError[];
  warningsTotal: number;
  counts: { add: number; change: number; same: number; missing: number; rejected: number; leftOut: number };
  /** What would be written: new rows, and of changed orders the difference. */
  addCents: Cents;
  sameCents: Cents;
  changeCents: Cents;
  sumCents: Cents;
  leftOutCents: Cents;
  unassignedCents: Cents;
  unassignedRows: number;
  /** New rows that stand beside an equal one, document lines that stand twice, and lines that are made. */
  twins: number;
  repeats: number;
  linesMade: number;
  /** Years that get new appropriations, smallest first. */
  yearsAdded: FiscalYear[];
  control: Control;
  figures: { name: string; cents: Cents; rows: number }[];
  late: LateRows[];
  held: HeldRows[];
  /** The first rows as the preview shows them. */
  rows: PlannedRow[];
}

/** Named sums of the profile; they say nothing while rows cannot be read. */
function figuresOf(profile: ImportProfile, file: ParsedFile, complete: boolean): Plan['figures'] {
  const sums = complete ? file.sums.figures : [];
  return sums.map(({ cents, rows }, at) => ({
    name: profile.figures?.[at]?.name ?? '',
    cents: toCents(cents),
    rows,
  }));
}

function contradictionError({ keyed }: PlannedEntry, { profile, parts }: PlanContext): Placed<RowError> {
  const { row, seq } = keyed;
  const place = { file: fileNameOf(parts, seq), line: row.line, seq };
  const { field, ...fault } = moneyRules(profile.kind).contradiction(row);
  return { ...place, column: columnsOf(profile.columns, field)[0] ?? '', ...fault };
}

const withoutSeq = <T>({ seq: _, ...rest }: Placed<T>): Omit<Placed<T>, 'seq'> => rest;

/** What is only known when the whole file is. */
export interface WholeFacts {
  enteredCents: Cents | null;
  /** How many earlier rows of the same source lie in the years and days the file covers. */
  existingInScope: number;
}

type Outcome = PlannedEntry['outcome'];

/**
 * Adds up the entries of a file, window by window, to what an import would do: every booking has exactly one outcome,
 * bookings = add + change + same + rejected + left out. Holds no more than a page shows. Sums that leave the range of
 * exact cents throw `AmountTooLarge`.
 */
export class PlanTally {
  readonly #context: PlanContext;
  readonly #file: ParsedFile;
  readonly #rows: Record<Outcome, number> = { add: 0, change: 0, same: 0, repeat: 0, contradiction: 0 };
  readonly #cents: Record<Outcome, number> = { add: 0, change: 0, same: 0, repeat: 0, contradiction: 0 };
  readonly #counting = new CountingDays();
  readonly #preview: PreviewRows;
  readonly #errors: Firsts<Placed<RowError>>;
  readonly #warnings: Firsts<Placed<RowError>>;
  readonly #years = new Set<FiscalYear>();
  #orderedCents = 0;
  #unassigned = { rows: 0, cents: 0 };
  #twins = 0;
  #linesMade = 0;

  constructor(context: PlanContext, file: ParsedFile) {
    this.#context = context;
    this.#file = file;
    this.#preview = new PreviewRows(file, context.profile);
    this.#errors = file.rejected.errors.fresh();
    this.#warnings = file.warnings.fresh();
  }

  add(entries: readonly PlannedEntry[], facts: WindowFacts): void {
    for (const entry of entries) this.#addEntry(entry);
    if (!facts.orders) return;
    this.#orderedCents += orderedCents(entries, facts.orders);
    for (const warning of lineWarnings(entries, facts.orders, this.#context)) this.#warnings.add(warning);
  }

  #addEntry(entry: PlannedEntry): void {
    const { outcome, keyed } = entry;
    this.#rows[outcome] += 1;
    this.#cents[outcome] += keyed.row.cents;
    this.#preview.add(entry);
    if (outcome === 'contradiction') this.#errors.add(contradictionError(entry, this.#context));
    if (outcome !== 'add') return;
    this.#counting.add(entry);
    this.#years.add(entry.line?.year ?? keyed.row.fiscalYear);
    if (entry.occurrence > 1) this.#twins += 1;
    if (entry.line) return;
    if (moneyRules(this.#context.profile.kind).nature === 'budget') this.#linesMade += 1;
    else if (!entry.rule) {
      this.#unassigned.rows += 1;
      this.#unassigned.cents += keyed.row.cents;
    }
  }

  plan({ enteredCents, existingInScope }: WholeFacts): Plan {
    const { profile, periods } = this.#context;
    const [file, rows, cents] = [this.#file, this.#rows, this.#cents];
    // A line that stands twice counts once, but the file's own total speaks of both.
    const sameCents = toCents(cents.same + cents.repeat);
    const sumCents = toCents(cents.add + cents.change + sameCents);
    const errorsTotal = file.rejected.errors.total + this.#errors.total;
    const complete = errorsTotal === 0;
    const leftOut = leftOutCents(file);
    // A control total speaks about the whole file: what was left out belongs to it.
    const fileCents = toCents(sumCents + leftOut);
    const { totals, sums, parts } = file;
    return {
      errors: file.rejected.errors.with(this.#errors).map(withoutSeq),
      errorsTotal,
      warnings: file.warnings.with(this.#warnings).map(withoutSeq),
      warningsTotal: file.warnings.total + this.#warnings.total,
      counts: {
        add: rows.add,
        change: rows.change,
        same: rows.same + rows.repeat,
        missing: Math.max(0, existingInScope - rows.same - rows.change),
        rejected: file.rejected.rows + rows.contradiction,
        leftOut: file.leftOut.rows,
      },
      addCents: toCents(moneyRules(profile.kind).changes === 'difference' ? this.#orderedCents : cents.add),
      sameCents,
      changeCents: toCents(cents.change),
      sumCents,
      leftOutCents: leftOut,
      unassignedCents: toCents(this.#unassigned.cents),
      unassignedRows: this.#unassigned.rows,
      twins: this.#twins,
      repeats: rows.repeat,
      linesMade: this.#linesMade,
      yearsAdded: [...this.#years].sort((a, b) => a - b),
      control: controlOf({ profile, fileCents, sums, totals, parts, enteredCents, complete }),
      figures: figuresOf(profile, file, complete),
      ...this.#counting.rows(periods, profile.kind),
      rows: this.#preview.list(),
    };
  }
}
