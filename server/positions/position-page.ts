import { fiscalYearOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sumFte, toFte } from '#shared/fte.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { filledCost, plannedCost } from '#shared/positions/cost.ts';
import type { GradeRate, PositionCost } from '#shared/positions/cost.ts';
import { positionCurve } from '#shared/positions/curve.ts';
import type { PositionPage, PositionRow } from '#shared/positions/positions.ts';
import { positionAt } from '#shared/positions/standing.ts';
import type { PositionStanding } from '#shared/positions/standing.ts';
import { splitPosts } from '#shared/positions/splits.ts';
import type { PositionSplit, SplitPost } from '#shared/positions/splits.ts';
import { POSITION_STATES } from '#shared/positions/terms.ts';
import { paperRef } from '../papers/paper-columns.ts';
import type { KnownPosition } from './positions.sql.ts';

/** A post with its standing and cost at asOf; `cost` is null without a rate or without the right to see it. */
interface Standing {
  fact: KnownPosition;
  at: PositionStanding;
  cost: PositionCost | null;
  filledCost: PositionCost | null;
}

function rowOf({ fact, at, cost }: Standing, closed: boolean): PositionRow {
  const { id, version, number, title, fte, office, officeName, field, stage, plannedStart, origin } = fact;
  const { projectId, projectNumber, projectName } = fact;
  return {
    ...{ id, version, number, title, fte, office, officeName, field, stage, plannedStart, origin },
    grade: at.grade,
    authorisedFte: at.authorised,
    filledFte: at.filled,
    state: at.state,
    stateSince: at.since,
    project:
      projectId === null ? null : { id: projectId, number: projectNumber ?? '', name: projectName ?? '' },
    paper: paperRef(fact, closed),
    kwOn: at.kwOn,
    plannedCostCents: cost?.cents ?? null,
  };
}

function splitBy(
  standings: readonly Standing[],
  trait: (one: Standing) => { code: string; name: string },
): PositionSplit[] {
  const posts = standings.map((standing): SplitPost & { standing: Standing } => ({
    standing,
    authorised: standing.at.authorised,
    filled: standing.at.filled,
    cost: standing.cost?.cents ?? null,
  }));
  return splitPosts(posts, ({ standing }) => trait(standing));
}

function statesOf(standings: readonly Standing[]): PositionPage['byState'] {
  return POSITION_STATES.flatMap((state) => {
    const posts = standings.filter((one) => one.at.state === state);
    return posts.length === 0
      ? []
      : [{ state, posts: posts.length, fte: sumFte(posts.map((one) => one.fact.fte)) }];
  });
}

function totalCost(standings: readonly Standing[], year: number): NonNullable<PositionPage['cost']> {
  const sum = (of: (one: Standing) => Cents | undefined): Cents =>
    sumCents(standings.flatMap((one) => of(one) ?? []));
  return {
    year,
    plannedCents: sum((one) => one.cost?.cents),
    overheadCents: sum((one) => one.cost?.overheadCents),
    filledCents: sum((one) => one.filledCost?.cents),
    postsWithoutRate: standings.filter((one) => one.cost === null).length,
  };
}

/**
 * The page of posts at a business date. `rates` is null for those who may not see cost: then every cost is null; `closed` = papers that are not public are named.
 * Pure: everything follows from what was read.
 */
export function positionPage(
  facts: readonly KnownPosition[],
  rates: readonly GradeRate[] | null,
  asOf: IsoDate,
  closed: boolean,
): PositionPage {
  const year = fiscalYearOf(asOf);
  const standings = facts.map((fact) => ({
    fact,
    at: positionAt(fact, asOf),
    cost: rates && plannedCost(fact, year, rates),
    filledCost: rates && filledCost(fact, year, rates),
  }));
  const counted = standings.filter((one) => one.at.authorised > 0);
  const authorised = sumFte(counted.map((one) => one.at.authorised));
  const filled = sumFte(counted.map((one) => one.at.filled));
  return {
    asOf,
    positions: standings.map((one) => rowOf(one, closed)),
    authorised,
    filled,
    plannedFilled: sumFte(counted.map((one) => one.at.planned)),
    vacant: toFte(authorised - filled),
    byState: statesOf(standings),
    byOffice: splitBy(counted, ({ fact }) => ({ code: fact.office, name: fact.officeName })),
    byGrade: splitBy(counted, ({ at }) => ({ code: at.grade, name: at.grade })),
    byField: splitBy(counted, ({ fact }) => ({ code: fact.field, name: fact.fieldName })),
    cost: rates ? totalCost(standings, year) : null,
    curve: positionCurve(facts, asOf),
  };
}
