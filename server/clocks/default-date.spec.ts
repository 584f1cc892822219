import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import type { Clock, Instant } from '#shared/calendar.ts';
import { allowedActions } from '#shared/permissions.ts';
import type { Action } from '#shared/permissions.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { RouteDefinition } from '../http/route.ts';
import { startTestApp } from '../http/test-app.ts';
import { routes } from '../routes.ts';
import { DEMO_AS_OF } from '../demo/demo-imports.ts';
import { DEMO } from '../demo/test-demo.ts';

const clock: Clock = { now: () => '2026-11-30T12:00:00.000Z' as Instant };

/** Routes that can be asked without a date. */
function dated(): RouteDefinition[] {
  return routes.filter(({ method, query }) => {
    const field = query instanceof z.ZodObject ? (query.shape['asOf'] as z.ZodType | undefined) : undefined;
    return method === 'get' && field?.safeParse(undefined).success === true;
  });
}

/** What else each of them wants to know. */
const ASKED: Record<string, string> = {
  '/api/budget/steps': 'year=2021&ledger=result',
  '/api/explain': 'figure=line:1:V',
  '/api/explain.xlsx': 'figure=line:1:V',
  '/api/explain/changes': 'figure=line:1:V&from=2021-05-01',
  '/api/milestones/:id/slip': 'forecastOn=2021-12-31',
  '/api/orders': 'year=2021',
  '/api/later-years': 'year=2021',
  '/api/forecasts': 'year=2021',
  '/api/forecasts.xlsx': 'year=2021',
  '/api/carry-over': 'year=2021',
  '/api/carry-over/annex.xlsx': 'year=2021',
  '/api/postings.csv': 'line=1',
  '/api/postings.xlsx': 'line=1',
};

/** Whether finance control asks for it; the programme office asks for the rest. */
const rightful = (action: Action): boolean => allowedActions(CONTROLLER).includes(action);
const CONTROLLER = { id: 1, login: 'x', role: 'controller', office: null, breakGlass: false } as const;

forEachDatabase((open) => {
  test('Without a date every route answers for the newest booking day and names it', async () => {
    const db = await open(DEMO);
    const app = await startTestApp(db, { clock });
    const [controller, office] = [await app.as('controlling1'), await app.as('programmbuero')];
    const json = { reportingDate: DEMO_AS_OF, dueOn: '2021-07-15', note: '' };
    const opened = await office('/api/rounds', { method: 'POST', json });
    assert.equal(opened.status, 201, await opened.text());
    const found = dated();
    assert.ok(found.length >= 18, `${found.length} routes`);
    for (const { path, action } of found) {
      const may = action !== 'public' && rightful(action);
      const ask = may ? controller : office;
      const address = `${path.replace(':id', '1').replace(':kind', 'offices').replace(':round', '1').replace(':paper', 'GRDrs-316-2021')}?${ASKED[path] ?? ''}`;
      const answer = await ask(address);
      assert.equal(answer.status, 200, `${address}: ${answer.status}`);
      if (answer.headers.get('content-type')?.startsWith('application/json')) {
        const body = (await answer.json()) as { asOf?: string };
        assert.equal(body.asOf, DEMO_AS_OF, address);
        const same = await ask(`${address}&asOf=${DEMO_AS_OF}`);
        assert.deepEqual(await same.json(), body, address);
      } else {
        assert.match(answer.headers.get('content-disposition') ?? '', new RegExp(DEMO_AS_OF, 'u'), address);
        await answer.arrayBuffer();
      }
    }
    await app.close();
  });
});
