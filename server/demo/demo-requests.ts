import { toIsoDate } from '#shared/calendar.ts';
import type { MovementPayloadInput } from '#shared/approvals/movement.ts';
import { toCents } from '#shared/money.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import { handlerOf } from '../request-kinds.ts';
import type { Queries } from '../db/handles.ts';
import { idFrom, instantOf, writerOf } from './demo-step.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { lineKeys } from './demo-keys.sql.ts';

interface DemoRequest {
  on: string;
  at: string;
  login: string;
  reason: string;
  payload: (line: (number: string) => number) => MovementPayloadInput;
  rejected?: { login: string; at: string; note: string };
}

/** Invented requests: two wait for a second person, one was rejected. What waits changes no figure. */
const REQUESTS: readonly DemoRequest[] = [
  {
    on: '2021-07-05',
    at: '09:10',
    login: 'controlling1',
    reason: 'Raumtechnik kann ins nächste Jahr geschoben werden',
    payload: (line) => ({
      movement: 'U',
      fromLineId: line('207'),
      toLineId: line('206'),
      cents: toCents(1_500_000),
      effectiveOn: toIsoDate('2021-07-15'),
    }),
    rejected: {
      login: 'controlling2',
      at: '14:25',
      note: 'Die Aufträge für die Raumtechnik sind schon erteilt.',
    },
  },
  {
    on: '2021-07-06',
    at: '10:20',
    login: 'controlling1',
    reason: 'Zusätzliche Lizenzen für Videokonferenzen; der Datenschutz beschafft erst im Herbst',
    payload: (line) => ({
      movement: 'U',
      fromLineId: line('108'),
      toLineId: line('103'),
      cents: toCents(2_000_000),
      effectiveOn: toIsoDate('2021-07-15'),
    }),
  },
  {
    on: '2021-07-07',
    at: '08:45',
    login: 'controlling2',
    reason: 'Der zweite Bauabschnitt der eAkte ist beauftragt; die halbe Sperre genügt',
    payload: (line) => ({
      movement: 'S',
      lineId: line('105'),
      direction: 'release',
      amount: { by: 'percent', tenths: 50, of: 'A' },
      effectiveOn: toIsoDate('2021-07-15'),
    }),
  },
];

async function lineFinder(read: Queries): Promise<(number: string) => number> {
  const lines = await lineKeys(read);
  return (number) => idFrom(lines, `2021|${number}`);
}

/** Requests and decisions through the same door as everybody's. */
export function requestSteps(): DemoStep[] {
  return REQUESTS.map((request) => ({
    at: instantOf(toIsoDate(request.on), request.at),
    run: async ({ db, clock }) => {
      const by = { clock, writer: await writerOf(db.read, request.login) };
      const payload = request.payload(await lineFinder(db.read));
      const input = {
        kind: 'movement' as const,
        payload,
        reason: request.reason,
        origin: 'invented' as const,
      };
      const { id, version } = await submitRequest(db, by, handlerOf, input);
      if (!request.rejected) return;
      const { login, at, note } = request.rejected;
      clock.moveTo(instantOf(toIsoDate(request.on), at));
      const other = { clock, writer: await writerOf(db.read, login) };
      await decideRequest(db, other, handlerOf, { id, version, decision: 'rejected', note });
    },
  }));
}
