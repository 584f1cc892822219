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

/** New rows by the month SAP says and the day they count on. */
function byCountingDay(adds: readonly PlannedEntry[]): LateRows[] {
  const groups = new Map<string, LateRows>();
  for (const { keyed, countsOn } of adds) {
    const month = monthOf(keyed.row.postedOn);
    const key = `${month}|${monthOf(countsOn)}`;
    const group = groups.get(key) ?? { month, countsOn, rows: 0, cents: toCents(0) };
    groups.set(key, { ...group, rows: group.rows + 1, cents: toCents(group.cents + keyed.row.cents) });
  }
  return [...groups.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Late rows, and those of actuals whose month is held; appropriations are no postings. */
export function periodRows(
  adds: readonly PlannedEntry[],
  periods: PeriodStates,
  kind: ImportKind,
): { late: LateRows[]; held: HeldRows[] } {
  if (periods.size === 0) return { late: [], held: [] };
  const groups = byCountingDay(adds);
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
