import type { FiscalYear } from '#shared/calendar.ts';
import { doubledRows, doubledWords, insteadOfDoubling, layoutOf } from '#shared/imports/grains.ts';
import type { ImportPlanView } from '#shared/imports/imports.ts';
import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { SourceRow } from '#shared/imports/source-row.ts';
import type { Queries } from '../../db/database.ts';
import { systemSources } from '../sources/sources.sql.ts';
import type { StagedRows } from './staged-rows.ts';
import { placesOfImports, standingSums } from './standing-sums.sql.ts';

function* addedRows(rows: StagedRows): Generator<SourceRow> {
  for (const batch of rows.planned('add')) for (const entry of batch) yield entry.keyed.row;
}

function periodsOf(rows: Iterable<SourceRow>): Map<FiscalYear, Set<string>> {
  const periods = new Map<FiscalYear, Set<string>>();
  for (const { fiscalYear, period } of rows) {
    const known = periods.get(fiscalYear);
    if (known) known.add(period);
    else periods.set(fiscalYear, new Set([period]));
  }
  return periods;
}

/**
 * New rows of a planned file that another layout of its system booked already, so that they would count twice (0024).
 * The rows are gone through only where another grain stands in one of their years.
 */
export async function doubledBy(
  read: Queries,
  {
    profile,
    rows,
    file,
  }: { profile: ImportProfile; rows: StagedRows; file: { years: Iterable<FiscalYear> } },
  plan: Plan,
): Promise<ImportPlanView['doubled']> {
  if (moneyRules(profile.kind).nature !== 'posting' || plan.counts.add === 0) return [];
  const layout = layoutOf(profile);
  const sources = await systemSources(read, profile.source);
  const places = await placesOfImports(read, { sources, years: [...file.years] });
  const others = places.filter((place) => place.layout.grain !== layout.grain);
  if (others.length === 0) return [];
  const standing = await standingSums(read, layout, others, periodsOf(addedRows(rows)));
  const found = doubledRows(addedRows(rows), layout, standing);
  const instead = insteadOfDoubling(layout.grain, [...new Set(found.map((one) => one.importId))]);
  return found.map((one) => ({
    ...{ importId: one.importId, year: one.year, period: one.period },
    ...{ words: doubledWords(layout.grain, one), instead },
  }));
}
