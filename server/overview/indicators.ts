import type { IsoDate } from '#shared/calendar.ts';
import type { IndicatorRow } from '#shared/indicators/indicators.ts';
import { BEHIND } from '#shared/indicators/terms.ts';
import type { Overview, OverviewIndicators } from '#shared/overview/overview.ts';
import type { Queries } from '../db/database.ts';
import { listIndicators } from '../indicators/indicators.ts';

/** So many are shown; the page of indicators has them all. */
const MOST_INDICATORS = 8;

const isBehind = ({ standing }: IndicatorRow): boolean => BEHIND.includes(standing);

async function running(read: Queries, asOf: IsoDate, knownSeq: number | undefined): Promise<IndicatorRow[]> {
  const { indicators } = await listIndicators(read, { asOf, knownSeq });
  return indicators.filter(({ endsOn }) => endsOn === null || endsOn >= asOf);
}

/** How many indicators go on at a day, and how many stand behind. */
export async function indicatorsOf(
  read: Queries,
  asOf: IsoDate,
  knownSeq: number | undefined,
): Promise<Overview['indicators']> {
  const rows = await running(read, asOf, knownSeq);
  return { count: rows.length, behind: rows.filter(isBehind).length };
}

/** The few that stand worst, in the order of their list. */
export async function worstIndicators(
  read: Queries,
  asOf: IsoDate,
  knownSeq: number | undefined,
): Promise<OverviewIndicators> {
  const all = await running(read, asOf, knownSeq);
  const worst = all.toSorted((a, b) => Number(isBehind(b)) - Number(isBehind(a)));
  const shown = new Set(worst.slice(0, MOST_INDICATORS));
  return { asOf, rows: all.filter((row) => shown.has(row)) };
}
