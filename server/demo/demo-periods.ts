import { monthsBetween, toIsoDate } from '#shared/calendar.ts';
import type { PeriodState } from '#shared/periods/terms.ts';
import { findPeriod } from '../periods/periods.sql.ts';
import { setPeriod } from '../periods/set-period.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { instantOf, writerOf } from './demo-step.sql.ts';

const CLOSED = monthsBetween(toIsoDate('2020-01-01'), toIsoDate('2021-04-30'));
const HELD = ['2021-05'];
/** After everything else was recorded: a closed period takes nothing any more. */
const ON = toIsoDate('2021-07-07');

function periodStep(month: string, states: readonly PeriodState[]): DemoStep {
  return {
    at: instantOf(ON, '08:00'),
    run: async ({ db, clock }) => {
      const by = { clock, writer: await writerOf(db.read, 'controlling1') };
      for (const state of states) {
        const { version } = await findPeriod(db.read, month);
        const reason = state === 'held' ? 'Prüfung vor dem Monatsabschluss' : 'Mit SAP abgestimmt';
        await setPeriod(db, by, { month, state, reason, version });
      }
    },
  };
}

/**
 * The periods up to April 2021 are closed, May 2021 is held while one posting is still open, June is open. Through
 * the same code as on the page: what does not tie out would stop the demo.
 */
export function periodSteps(): DemoStep[] {
  return [
    ...CLOSED.map((month) => periodStep(month, ['held', 'closed'])),
    ...HELD.map((month) => periodStep(month, ['held'])),
  ];
}
