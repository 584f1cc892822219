import { monthOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { periodStateOf } from '../periods/periods.ts';
import type { PeriodStates } from '../periods/periods.ts';
import type { PlannedEntry } from './plan.ts';
import type { ImportKind } from './terms.ts';

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

/** New rows by the month SAP says and the day they count on, added up row by row. */
export class CountingDays {
  readonly #groups = new Map<string, LateRows>();

  add({ keyed, countsOn }: Pick<PlannedEntry, 'keyed' | 'countsOn'>): void {
    const month = monthOf(keyed.row.postedOn);
    const key = `${month}|${monthOf(countsOn)}`;
    const group = this.#groups.get(key);
    if (group) {
      group.rows += 1;
      group.cents = toCents(group.cents + keyed.row.cents);
    } else this.#groups.set(key, { month, countsOn, rows: 1, cents: keyed.row.cents });
  }

  /** Late rows, and those of actuals whose month is held; appropriations are no postings. */
  rows(periods: PeriodStates, kind: ImportKind): { late: LateRows[]; held: HeldRows[] } {
    if (periods.size === 0) return { late: [], held: [] };
    const groups = [...this.#groups.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
    const late = groups.filter((group) => group.month !== monthOf(group.countsOn));
    const held = new Map<string, HeldRows>();
    for (const group of kind === 'actuals' ? groups : []) {
      const month = monthOf(group.countsOn);
      if (periodStateOf(periods, month) !== 'held') continue;
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
