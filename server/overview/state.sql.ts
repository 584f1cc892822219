import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IsoDate } from '#shared/calendar.ts';
import { sumFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import type { MilestoneRow } from '#shared/milestones/milestones.ts';
import type { GivenForecast } from '#shared/planning/forecasts.ts';
import { positionAt } from '#shared/positions/standing.ts';
import { envelopeUse } from '../budget/envelopes.sql.ts';
import type { EnvelopeUse } from '../budget/envelopes.sql.ts';
import { lineFigures } from '../budget/figures.sql.ts';
import type { LineWithFigures } from '../budget/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { milestoneFacts } from '../milestones/milestone-facts.sql.ts';
import { listMilestones } from '../milestones/milestones.sql.ts';
import { reportedForecasts } from '../planning/forecasts.sql.ts';
import { positionFacts } from '../positions/positions.sql.ts';
import type { KnownPosition } from '../positions/positions.sql.ts';
import { projectFacts } from '../projects/projects.sql.ts';
import type { ProjectFacts } from '../projects/projects.sql.ts';

/** Everything the page is made of, at one business date. */
export interface State {
  asOf: IsoDate;
  lines: LineWithFigures[];
  /** What was given for a line itself, by line. */
  forecasts: ReadonlyMap<number, GivenForecast>;
  envelopes: EnvelopeUse[];
  projects: ProjectFacts[];
  milestones: MilestoneRow[];
  positions: KnownPosition[];
}

/** Loads everything once; the second clock bounds the money, in a number of statements that does not depend on the number of records. */
export async function stateAt(read: Queries, asOf: IsoDate, knownSeq?: number): Promise<State> {
  const lines = await lineFigures(read, { asOf, knownSeq });
  const milestones = await milestoneFacts(read, { asOf });
  // The second clock bounds the money of lines and envelopes; what projects show is what is known now.
  const ofProjects = knownSeq === undefined ? { lines, milestones } : { milestones };
  await nextTurn();
  return {
    asOf,
    lines,
    forecasts: await reportedForecasts(read, { asOf, knownSeq }),
    envelopes: await envelopeUse(read, asOf, lines, knownSeq),
    projects: await projectFacts(read, { asOf }, ofProjects),
    milestones: (await listMilestones(read, asOf, {}, milestones)).milestones,
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
