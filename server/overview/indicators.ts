import type { IsoDate } from '#shared/calendar.ts';
import type { IndicatorRow } from '#shared/indicators/indicators.ts';
import { BEHIND } from '#shared/indicators/terms.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { Queries } from '../db/database.ts';
import { listIndicators } from '../indicators/indicators.ts';

/** So many are shown; the page of indicators has them all. */
const MOST_INDICATORS = 8;

/** The indicators that go on at a day: how many, how many stand behind, and the few that stand worst. */
export async function indicatorsOf(
  read: Queries,
  asOf: IsoDate,
  knownSeq: number | undefined,
): Promise<Overview['indicators']> {
  const { indicators } = await listIndicators(read, { asOf, knownSeq });
  const running = indicators.filter(({ endsOn }) => endsOn === null || endsOn >= asOf);
  const isBehind = ({ standing }: IndicatorRow): boolean => BEHIND.includes(standing);
  const worst = running.toSorted((a, b) => Number(isBehind(b)) - Number(isBehind(a)));
  const shown = new Set(worst.slice(0, MOST_INDICATORS));
  return {
    count: running.length,
    behind: running.filter(isBehind).length,
    rows: running.filter((row) => shown.has(row)),
  };
}
