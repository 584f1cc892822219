import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { budgetSteps } from './demo-budget.sql.ts';
import { importSteps } from './demo-imports.ts';
import { indicatorSteps } from './demo-indicators.ts';
import { orderSteps } from './demo-orders.sql.ts';
import { planningSteps } from './demo-planning.sql.ts';
import { periodSteps } from './demo-periods.ts';
import { positionSteps } from './demo-positions.sql.ts';
import { projectSteps } from './demo-projects.sql.ts';
import { reportSteps } from './demo-reports.ts';
import { requestSteps } from './demo-requests.ts';
import { ruleSteps } from './demo-rules.ts';
import { statusSteps } from './demo-status.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { instantOf } from './demo-step.sql.ts';
import { structureStepsOfDemo } from './demo-structure.sql.ts';
import { requireNotSetUp } from '../setup/init.sql.ts';
import { SimulatedClock } from './simulated-clock.ts';

/** Everything that was done, in the order of its recording: who reads "as known on" finds what was known then. */
function stepsInOrder(): DemoStep[] {
  const steps = [
    ...structureStepsOfDemo(),
    ...projectSteps(),
    ...positionSteps(),
    ...budgetSteps(),
    ...orderSteps(),
    ...planningSteps(),
    ...importSteps(),
    ...ruleSteps(),
    ...statusSteps(),
    ...indicatorSteps(),
    ...reportSteps(),
    ...requestSteps(),
    ...periodSteps(),
  ];
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/**
 * Fills a migrated, empty database with the demo (data/seed/demo) through the same doors as real data.
 * Throws `conflict` when the database was set up before.
 */
export async function createDemo(db: Database): Promise<void> {
  await requireNotSetUp(db);
  const clock = new SimulatedClock(instantOf(toIsoDate('2019-12-20'), '06:00'));
  for (const step of stepsInOrder()) {
    clock.moveTo(step.at);
    await step.run({ db, clock });
  }
}
