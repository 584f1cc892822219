import { endOfMonth, monthsBetween, toIsoDate } from '#shared/calendar.ts';
import { applyImport } from '../imports/money/apply-import.sql.ts';
import { readSapFile } from './demo-money-files.ts';
import { FIRST_MONTH, takenOverOn } from './demo-orders.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { instantOf, writerOf } from './demo-step.sql.ts';

/** The demo's as-of date: the last day its books are read in for. */
export const DEMO_AS_OF = toIsoDate('2021-06-30');
const PROFILE = 'sap-ist';

function importStep(month: string): DemoStep {
  return {
    at: instantOf(takenOverOn(month), '08:41'),
    run: async ({ db, clock }) => {
      const by = { clock, writer: await writerOf(db.read, 'controlling1') };
      await applyImport(db, by, {
        profile: PROFILE,
        fileName: `sap-einzelposten-${month}.csv`,
        bytes: readSapFile(month),
        origin: 'invented',
        postedUntil: endOfMonth(month),
      });
    },
  };
}

/** One SAP file per month through the real door: read, checked against its total, applied. */
export function importSteps(): DemoStep[] {
  return monthsBetween(FIRST_MONTH, DEMO_AS_OF).map(importStep);
}
