import { toIsoDate } from '#shared/calendar.ts';
import { handlerOf } from '../request-kinds.ts';
import { composeAndAsk } from '../reports/compose-and-ask.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { instantOf, writerOf } from './demo-step.sql.ts';

/** Issued reports; that of 30.06.2021 is left to be issued. Numbers from 9000 are invented. */
const ISSUED = [
  { asOf: '2020-12-31', reference: '9008/2021', on: '2021-01-20', reason: 'Bericht zum Jahresende' },
  { asOf: '2021-03-31', reference: '9016/2021', on: '2021-04-21', reason: 'Bericht zum ersten Quartal' },
] as const;

export function reportSteps(): DemoStep[] {
  return ISSUED.map(({ asOf, reference, on, reason }) => ({
    at: instantOf(toIsoDate(on), '09:45'),
    run: async ({ db, clock }) => {
      const office = { clock, writer: await writerOf(db.read, 'programmbuero') };
      const { request } = await composeAndAsk(db, office, handlerOf, {
        head: {
          ...{ asOf: toIsoDate(asOf), reference, kind: 'information', title: '', agenda: [], corrects: null },
          department: 'Referat Allgemeine Verwaltung, Kultur und Recht',
        },
        knownGaps: 'Ist den Ämtern bekannt und wird bis zum nächsten Bericht geklärt.',
        ...{ reason, origin: 'invented' },
      });
      clock.moveTo(instantOf(toIsoDate(on), '10:30'));
      const finance = { clock, writer: await writerOf(db.read, 'controlling1') };
      const decision = { id: request.id, version: request.version, decision: 'approved' as const, note: '' };
      await decideRequest(db, finance, handlerOf, decision);
    },
  }));
}
