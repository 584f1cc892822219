import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IsoDate } from '#shared/calendar.ts';
import { sumFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import { milestoneState } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneState } from '#shared/milestones/milestone-rules.ts';
import type { Cents } from '#shared/money.ts';
import { positionAt } from '#shared/positions/standing.ts';
import { envelopeUse } from '../ledger/envelopes.sql.ts';
import type { EnvelopeUse } from '../ledger/envelopes.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { projectNames } from '../ledger/kept-names.sql.ts';
import { milestoneFacts } from '../projects/milestone-facts.sql.ts';
import type { MilestoneFact } from '../projects/milestone-facts.sql.ts';
import { forecastAmounts } from '../forecasts/forecasts.ts';
import { positionFacts } from '../positions/positions.sql.ts';
import type { KnownPosition } from '../positions/positions.sql.ts';
import { portfolio } from '../projects/portfolio.ts';
import type { PortfolioProject } from '../projects/portfolio.ts';

/** A milestone as the overview counts it. */
export interface StandingMilestone {
  fact: MilestoneFact;
  project: { id: number; number: string; name: string };
  state: MilestoneState;
}

/** Everything the page is made of, at one business date. */
export interface State {
  asOf: IsoDate;
  lines: readonly LineWithFigures[];
  /** What was given for a line itself, in cents, by line. */
  forecasts: ReadonlyMap<number, { cents: Cents }>;
  envelopes: EnvelopeUse[];
  projects: readonly PortfolioProject[];
  milestones: readonly StandingMilestone[];
  positions: readonly KnownPosition[];
}

async function milestonesAt(read: Queries, asOf: IsoDate): Promise<StandingMilestone[]> {
  const names = await projectNames(read, { asOf });
  return (await milestoneFacts(read, { asOf })).flatMap((fact) => {
    const project = names.get(fact.projectId);
    const state = milestoneState(fact, asOf);
    return project ? { fact, state, project: { id: fact.projectId, ...project } } : [];
  });
}

/** Loads everything once; the second clock bounds the money, in a number of statements that does not depend on the number of records. */
export async function stateAt(read: Queries, asOf: IsoDate, knownSeq?: number): Promise<State> {
  const lines = await lineFigures(read, { asOf, knownSeq });
  await nextTurn();
  return {
    asOf,
    lines,
    forecasts: await forecastAmounts(read, { asOf, knownSeq }),
    envelopes: await envelopeUse(read, asOf, lines, knownSeq),
    // The second clock bounds the money of lines and envelopes; what projects show is what is known now.
    projects: await portfolio(read, asOf, knownSeq === undefined ? lines : undefined),
    milestones: await milestonesAt(read, asOf),
    positions: await positionFacts(read, asOf),
  };
}

/** Posts authorised, planned to be filled and filled, in ten-thousandths. */
export function standingSums(state: State): { authorised: Fte; planned: Fte; filled: Fte } {
  const standings = state.positions.map((fact) => positionAt(fact, state.asOf));
  return {
    authorised: sumFte(standings.map((s) => s.authorised)),
    planned: sumFte(standings.map((s) => s.planned)),
    filled: sumFte(standings.map((s) => s.filled)),
  };
}
