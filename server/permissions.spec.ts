import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role } from '#shared/permissions.ts';
import { ROLES } from '#shared/permissions.ts';
import { forEachDatabase } from './db/test-databases.ts';
import { startTestApp } from './http/test-app.ts';
import { routes } from './routes.ts';
import { addTestUsers } from './session/test-users.ts';

/** One letter a role, so that the table reads at a glance. */
const LETTERS: Record<Role, string> = {
  'programme-office': 'P',
  controller: 'C',
  'project-lead': 'L',
  council: 'G',
  auditor: 'A',
  admin: 'X',
};

const ALL = 'PCLGAX';
const STAFF = 'PCLAX';
const OFFICES = 'PCAX';

/** Who may call what, written down a second time by hand. `public` needs no session. */
const EXPECTED: Record<string, string> = {
  'get /api/session': 'public',
  'get /api/demo-accounts': 'public',
  'post /api/session/demo': 'public',
  'delete /api/session': 'public',
  'get /api/data-state': ALL,
  'get /api/overview': ALL,
  'get /api/projects': ALL,
  'get /api/projects/:id': ALL,
  'patch /api/projects/:id/status': 'PL',
  'patch /api/projects/:id': 'P',
  'get /api/milestones': ALL,
  'post /api/milestones/:id/reached': 'PL',
  'post /api/milestones/:id/correction': 'PL',
  'get /api/positions': STAFF,
  'get /api/budget': STAFF,
  'get /api/budget/steps': STAFF,
  'get /api/budget/lines/:id': STAFF,
  'get /api/requests': OFFICES,
  'post /api/requests': 'PC',
  'post /api/requests/preview': 'PC',
  'get /api/requests/:id': OFFICES,
  'patch /api/requests/:id': 'PC',
  'post /api/requests/:id/approve': 'CX',
  'post /api/requests/:id/reject': 'CX',
  'post /api/requests/:id/withdraw': 'PC',
  'get /api/explain': STAFF,
  'get /api/explain/changes': STAFF,
  'get /api/explain.xlsx': STAFF,
  'get /api/budget.xlsx': STAFF,
  'get /api/postings.csv': STAFF,
  'get /api/postings.xlsx': STAFF,
  'get /api/orders': STAFF,
  'post /api/orders': 'C',
  'get /api/orders/:id': STAFF,
  'post /api/orders/:id/entries': 'C',
  'get /api/later-years': STAFF,
  'get /api/forecasts': STAFF,
  'get /api/budget/lines/:id/forecasts': STAFF,
  'post /api/budget/lines/:id/forecasts': 'PC',
  'get /api/carry-over': STAFF,
  'get /api/carry-over/annex.xlsx': OFFICES,
  'get /api/import-profiles': OFFICES,
  'post /api/import-profiles/samples': 'CX',
  'post /api/import-profiles/preview': 'CX',
  'post /api/import-profiles/proposal': 'CX',
  'post /api/import-profiles/preview/errors.csv': 'CX',
  'get /api/import-profiles/:code': OFFICES,
  'post /api/import-profiles/:code': 'CX',
  'get /api/sources': OFFICES,
  'post /api/sources': 'C',
  'get /api/imports/uploads/:uploadId/errors.csv': 'C',
  'get /api/imports': OFFICES,
  'get /api/import-conflicts': OFFICES,
  'post /api/import-conflicts/:id/keep': 'C',
  'get /api/imports/:id': OFFICES,
  'post /api/imports/uploads': 'C',
  'post /api/imports/uploads/:uploadId/apply': 'C',
  'get /api/reconciliation/basket': OFFICES,
  'get /api/periods': OFFICES,
  'patch /api/periods/:month': 'C',
  'get /api/reconciliation/lines': OFFICES,
  'post /api/reconciliation/assign': 'C',
  'post /api/reconciliation/undo': 'C',
  'get /api/postings/:id/assignment': OFFICES,
  'get /api/rules': OFFICES,
  'post /api/rules': 'C',
  'patch /api/rules/:code': 'C',
  'post /api/rules/simulate': OFFICES,
  'post /api/rules/:code/apply': 'C',
  'get /api/tie-outs': OFFICES,
  'post /api/tie-outs': 'C',
  'post /api/tie-outs/lift': 'C',
  'post /api/control-totals': 'C',
  'post /api/imports/control-totals': 'C',
  'get /api/reports': ALL,
  'get /api/reports/draft': OFFICES,
  'get /api/reports/draft.xlsx': OFFICES,
  'post /api/reports': 'P',
  'get /api/reports/:id': ALL,
  'get /api/reports/:id/xlsx': ALL,
  'get /api/search': ALL,
  'get /api/history': 'PAX',
  'get /api/history/verify': 'PAX',
};

test('Every route has a row in the table, and every row a route', () => {
  assert.deepEqual(
    routes.map((route) => `${route.method} ${route.path}`).sort(),
    Object.keys(EXPECTED).sort(),
  );
});

forEachDatabase((open) => {
  test('Every route lets in exactly the roles of the table, and nobody else', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    for (const route of routes) {
      const name = `${route.method} ${route.path}`;
      const expected = EXPECTED[name];
      const path = route.path.replace(/:(\w+)/gu, '999999');
      const nobody = await (await app.as(null))(path, { method: route.method.toUpperCase() });
      assert.equal(nobody.status === 401, expected !== 'public', `${name}: nobody gets ${nobody.status}`);
      if (expected === 'public') continue;
      for (const role of ROLES) {
        const answer = await (await app.as(role))(path, { method: route.method.toUpperCase() });
        const allowed = expected?.includes(LETTERS[role]) ?? false;
        assert.equal(answer.status !== 403, allowed, `${name}: ${role} gets ${answer.status}`);
        assert.ok(answer.status < 500, `${name}: ${role} gets ${answer.status}`);
      }
    }
    await app.close();
  });
});
