import type { FiscalYear } from '#shared/calendar.ts';
import { layoutOf, mayMeet } from '#shared/imports/grains.ts';
import type { Layout, StandingSum } from '#shared/imports/grains.ts';
import { ImportProfile } from '#shared/imports/profile.ts';
import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import { pushAll } from '#shared/largest.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Queries } from '../../db/database.ts';
import { countRows, sumOfCents } from '../../db/sums.ts';

/** An import of actuals with how finely it tells its amounts. */
export interface ImportLayout extends Layout {
  id: number;
  fileName: string;
  source: string;
}

/** A year and period that an import has postings in. */
export interface ImportPlace {
  layout: ImportLayout;
  year: number;
  period: string;
}

interface Where {
  sources: readonly string[];
  years?: readonly FiscalYear[];
}

type Place = Omit<ImportPlace, 'layout'> & { id: number; source: string };

/** Years and periods that imports brought, as the sums of the tie-out say: no posting is looked at. */
async function importedPlaces(read: Queries, where: Where): Promise<Place[]> {
  let query = read
    .selectFrom('sap_total as t')
    .innerJoin('import as i', 'i.recorded_seq', 't.recorded_seq')
    .where('t.source', 'in', where.sources)
    .where('t.part', '=', 'posting')
    .where('i.kind', '=', 'actuals')
    .select(['i.id', 't.fiscal_year as year', 't.period', 't.source'])
    .distinct();
  if (where.years) query = query.where('t.fiscal_year', 'in', where.years);
  return query.execute();
}

/** The same of changed rows that were taken over later: they belong to their import, but came by another change. */
async function takenOverPlaces(read: Queries, where: Where): Promise<Place[]> {
  let query = read
    .selectFrom('import_conflict_decision as d')
    .innerJoin('posting as p', 'p.id', 'd.new_posting_id')
    .where('p.source', 'in', where.sources)
    .select(['p.import_id as id', 'p.fiscal_year as year', 'p.period', 'p.source'])
    .distinct();
  if (where.years) query = query.where('p.fiscal_year', 'in', where.years);
  return query.execute();
}

/** Where imports of these sources have postings. */
export async function placesOfImports(read: Queries, where: Where): Promise<ImportPlace[]> {
  const places = [...(await importedPlaces(read, where)), ...(await takenOverPlaces(read, where))];
  const ids = [...new Set(places.map((place) => place.id))];
  const imports =
    ids.length === 0
      ? []
      : await read
          .selectFrom('import')
          .where('id', 'in', ids)
          .select(['id', 'file_name as fileName', 'profile_json as wording'])
          .execute();
  const layouts = new Map<string, Layout>();
  const byId = new Map(
    imports.map(({ id, fileName, wording }) => {
      // Most imports share a wording: each is parsed once.
      const layout = layouts.get(wording) ?? layoutOf(ImportProfile.parse(JSON.parse(wording)));
      layouts.set(wording, layout);
      return [id, { id, fileName, ...layout }];
    }),
  );
  return places.flatMap(({ id, source, ...place }) => {
    const found = byId.get(id);
    return found ? [{ ...place, layout: { ...found, source } }] : [];
  });
}

/** What an import booked in these years and was not taken back, by place. */
export async function sumsOfImport(
  read: Queries,
  { id: importId, fileName, grain, statesPeriod }: ImportLayout,
  years: readonly FiscalYear[],
): Promise<(StandingSum & { document: string | null })[]> {
  const rows = await read
    .selectFrom('posting as p')
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .where('p.import_id', '=', importId)
    .where('p.source', '<>', UNDO_SOURCE)
    .where('p.fiscal_year', 'in', years)
    .where('t.posting_id', 'is', null)
    .groupBy(['p.fiscal_year', 'p.period', 'p.cost_object', 'p.account', 'p.sub_budget'])
    .select((eb) => [
      'p.fiscal_year as year',
      'p.period',
      'p.cost_object as object',
      'p.account',
      'p.sub_budget as subBudget',
      eb.fn.min('p.document_number').as('document'),
      sumOfCents(eb.ref('p.cents')).as('cents'),
      countRows().as('rows'),
    ])
    .execute();
  return rows.map(({ subBudget, ...row }) => ({
    ...row,
    ...{ importId, fileName, grain, statesPeriod, subBudget: subBudget ?? '' },
  }));
}

/**
 * What other layouts of the same system have booked, where it can meet these periods. Postings are looked at only where
 * another grain stands in one of them: for a city that reads one layout, never.
 */
export async function standingSums(
  read: Queries,
  own: Layout,
  places: readonly ImportPlace[],
  periods: ReadonlyMap<FiscalYear, ReadonlySet<string>>,
): Promise<StandingSum[]> {
  const near = new Map<number, ImportLayout>();
  for (const { layout, year, period } of places) {
    const meets = mayMeet({ ...own, periods: periods.get(year) ?? new Set() }, { ...layout, period });
    if (meets) near.set(layout.id, layout);
  }
  const sums: StandingSum[] = [];
  for (const layout of near.values()) {
    pushAll(sums, await sumsOfImport(read, layout, [...periods.keys()]));
    await nextTurn();
  }
  return sums;
}
