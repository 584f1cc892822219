import { toIsoDate } from '#shared/calendar.ts';
import { issueReport } from '../reports/reports.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { instantOf, writerOf } from './demo-step.sql.ts';

/** Issued reports; that of 30.06.2021 is left to be issued. Numbers from 9000 are invented. */
const ISSUED = [
  { asOf: '2020-12-31', reference: '9008/2021', on: '2021-01-20' },
  { asOf: '2021-03-31', reference: '9016/2021', on: '2021-04-21' },
] as const;

export function reportSteps(): DemoStep[] {
  return ISSUED.map((issue) => ({
    at: instantOf(toIsoDate(issue.on), '10:30'),
    run: async ({ db, clock }) => {
      const by = { clock, writer: await writerOf(db.read, 'programmbuero') };
      const asOf = toIsoDate(issue.asOf);
      await issueReport(db, by, { asOf, reference: issue.reference, origin: 'invented' });
    },
  }));
}
