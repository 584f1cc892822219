import { monthOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { periodStateOf } from '../periods/periods.ts';
import type { PeriodStates } from '../periods/periods.ts';
import type { PlannedEntry } from './plan.ts';
import { moneyRules } from './money/money-kinds.ts';
import type { MoneyKind } from './money/money-kinds.ts';

/** New rows that count in another month than SAP says, because theirs is closed. */
export interface LateRows {
  month: string;
  countsOn: IsoDate;
  rows: number;
  cents: Cents;
}

/** New rows that a month which is held does not take. */
export interface HeldRows {
  month: string;
  rows: number;
  cents: Cents;
}

interface Group extends LateRows {
  late: boolean;
  sapMonth: string;
}

/** New rows by the month they belong to and the month they count in, added up row by row. */
export class CountingDays {
  readonly #groups = new Map<string, Group>();

  add(entry: Pick<PlannedEntry, 'keyed' | 'countsOn' | 'late' | 'month' | 'sapMonth'>): void {
    const { countsOn, late, month, sapMonth } = entry;
    const { cents } = entry.keyed.row;
    const key = `${month}|${monthOf(countsOn)}|${sapMonth}`;
    const group = this.#groups.get(key);
    if (group) {
      group.rows += 1;
      group.cents = toCents(group.cents + cents);
      if (countsOn < group.countsOn) group.countsOn = countsOn;
    } else this.#groups.set(key, { month, countsOn, rows: 1, cents, late, sapMonth });
  }

  /**
   * Late rows, and those of actuals whose month is held, by the day they count on or by SAP's own period;
   * appropriations are no postings.
   */
  rows(periods: PeriodStates, kind: MoneyKind): { late: LateRows[]; held: HeldRows[] } {
    if (periods.size === 0) return { late: [], held: [] };
    const groups = [...this.#groups.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
    const late = groups
      .filter((group) => group.late)
      .map(({ month, countsOn, rows, cents }) => ({ month, countsOn, rows, cents }));
    const held = new Map<string, HeldRows>();
    for (const group of moneyRules(kind).nature === 'posting' ? groups : []) {
      const taking = [monthOf(group.countsOn), group.sapMonth];
      const month = taking.find((one) => periodStateOf(periods, one) === 'held');
      if (month === undefined) continue;
      const before = held.get(month) ?? { month, rows: 0, cents: toCents(0) };
      held.set(month, {
        month,
        rows: before.rows + group.rows,
        cents: toCents(before.cents + group.cents),
      });
    }
    return { late, held: [...held.values()] };
  }
}
