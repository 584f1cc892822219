import { can } from '#shared/permissions.ts';
import { SetupState } from '#shared/setup/setup.ts';
import { SETUP_WORDS, setupSteps } from '#shared/setup/steps.ts';
import { route } from '../http/route.ts';
import { isDemo } from '../session/session.sql.ts';
import { setupCounts } from './setup-counts.sql.ts';

/** Einrichten: how far a city is on its way from an empty database to its first report. */
export const setupRoutes = [
  route({
    method: 'get',
    path: '/api/setup',
    action: 'setup:read',
    summary: 'Schritte der Einrichtung: was da ist und was fehlt',
    answer: SetupState,
    handle: ({ db, actor }) =>
      db.snapshot(async (read) => {
        const counts = await setupCounts(read);
        const steps = setupSteps(counts).map((step) => ({
          ...step,
          may: can(actor, SETUP_WORDS[step.key].action),
        }));
        return { demo: await isDemo(read), counts, steps };
      }),
  }),
];
