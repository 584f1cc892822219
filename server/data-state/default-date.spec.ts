import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import type { Clock, Instant } from '#shared/calendar.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { RouteDefinition } from '../http/route.ts';
import { startTestApp } from '../http/test-app.ts';
import { routes } from '../routes.ts';
import { DEMO_AS_OF } from '../setup/demo-imports.ts';
import { createDemo } from '../setup/demo.ts';

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
  '/api/orders': 'year=2021',
  '/api/later-years': 'year=2021',
  '/api/forecasts': 'year=2021',
  '/api/carry-over': 'year=2021',
  '/api/carry-over/annex.xlsx': 'year=2021',
  '/api/postings.csv': 'line=1',
  '/api/postings.xlsx': 'line=1',
};

forEachDatabase((open) => {
  test('Without a date every route answers for the newest booking day and names it', async () => {
    const db = await open();
    await createDemo(db);
    const app = await startTestApp(db, { clock });
    const ask = await app.as('controlling1');
    const found = dated();
    assert.ok(found.length >= 18, `${found.length} routes`);
    for (const { path } of found) {
      const address = `${path.replace(':id', '1')}?${ASKED[path] ?? ''}`;
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
