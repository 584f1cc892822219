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
  office: 'M',
  council: 'G',
  auditor: 'A',
  admin: 'X',
};

const ALL = 'PCLMGAX';
const STAFF = 'PCLMAX';
const OFFICES = 'PCAX';

/** Who may call what, written down a second time by hand. `public` needs no session. */
const EXPECTED: Record<string, string> = {
  'get /api/session': 'public',
  'get /api/demo-accounts': 'public',
  'post /api/session/demo': 'public',
  'delete /api/session': 'public',
  'post /api/session/local': 'public',
  'post /api/session/passkey-options': 'public',
  'post /api/session/passkey': 'public',
  'post /api/activation': 'public',
  'post /api/activation/passkey-options': 'public',
  'post /api/activation/passkey': 'public',
  'post /api/activation/password': 'public',
  'post /api/activation/code': 'public',
  'post /api/activation/finish': 'public',
  'get /api/account': ALL,
  'post /api/account/passkey-options': ALL,
  'post /api/account/passkeys': ALL,
  'patch /api/account/passkeys/:id': ALL,
  'delete /api/account/passkeys/:id': ALL,
  'post /api/account/password': ALL,
  'delete /api/account/password': ALL,
  'post /api/account/password-setup': ALL,
  'post /api/account/code-setup': ALL,
  'post /api/account/first-code': ALL,
  'post /api/account/finish-setup': ALL,
  'post /api/account/recovery-codes': ALL,
  'post /api/account/end-other-sessions': ALL,
  'get /api/session/oidc': 'public',
  'get /api/session/oidc/return': 'public',
  'get /api/session/oidc/sign-out': 'public',
  'post /api/session/oidc/logout': 'public',
  'get /api/accounts': 'AX',
  'post /api/accounts': 'X',
  'get /api/accounts/:id': 'AX',
  'post /api/accounts/:id/disabled': 'X',
  'post /api/accounts/:id/link': 'X',
  'delete /api/accounts/:id/sessions': 'X',
  'get /api/account-groups': 'AX',
  'post /api/account-groups': 'X',
  'delete /api/account-groups': 'X',
  'get /api/deputies': 'PCLMAX',
  'post /api/deputies': 'PCLM',
  'delete /api/deputies/:id': 'PCLM',
  'get /api/city': ALL,
  'post /api/city': 'PX',
  'get /api/master-data/:kind': ALL,
  'get /api/master-data/:kind/xlsx': ALL,
  'get /api/master-data/:kind/csv': ALL,
  'post /api/master-data/:kind/pasted/preview': 'PX',
  'post /api/master-data/:kind/pasted': 'PX',
  'post /api/master-data/:kind': 'PX',
  'post /api/master-data/:kind/:id/changes': 'PX',
  'post /api/master-data/:kind/:id/end': 'PX',
  'delete /api/master-data/:kind/:id/end': 'PX',
  'get /api/data-state': ALL,
  'get /api/setup': OFFICES,
  'get /api/envelopes': OFFICES,
  'post /api/envelopes/preview': 'PC',
  'post /api/envelopes': 'PC',
  'post /api/envelopes/:id/end': 'PC',
  'get /api/overview': ALL,
  'get /api/projects': ALL,
  'get /api/projects.xlsx': ALL,
  'get /api/projects/:id': ALL,
  'patch /api/projects/:id/status': 'PLM',
  'patch /api/projects/:id': 'P',
  'post /api/projects': 'P',
  'get /api/project-choices': 'P',
  'get /api/project-moves': 'P',
  'post /api/project-moves/preview': 'P',
  'post /api/project-moves': 'P',
  'post /api/project-moves/:seq/undo': 'P',
  'get /api/milestones': ALL,
  'get /api/milestones.xlsx': ALL,
  'post /api/milestones/:id/reached': 'PLM',
  'post /api/milestones/:id/correction': 'PLM',
  'get /api/projects/:id/milestones': ALL,
  'get /api/milestones/:id/slip': ALL,
  'post /api/projects/:id/milestones': 'P',
  'patch /api/milestones/:id': 'P',
  'post /api/milestones/:id/end': 'P',
  'post /api/milestones/:id/forecast': 'PLM',
  'post /api/milestones/:id/predecessors': 'P',
  'get /api/risks': ALL,
  'get /api/risks.xlsx': ALL,
  'get /api/risks/:id': ALL,
  'post /api/risks': 'PLM',
  'post /api/risks/:id/assessments': 'PLM',
  'get /api/rounds': STAFF,
  'get /api/rounds/owed': 'PLM',
  'get /api/rounds/:round': STAFF,
  'get /api/rounds/:round/xlsx': STAFF,
  'get /api/rounds.ics': STAFF,
  'post /api/rounds': 'P',
  'patch /api/rounds/:round': 'P',
  'post /api/rounds/:round/close': 'P',
  'post /api/rounds/:round/decisions': 'P',
  'get /api/positions': STAFF,
  'get /api/positions.xlsx': STAFF,
  'get /api/positions/headcount.xlsx': STAFF,
  'get /api/positions/:id/course': OFFICES,
  'get /api/position-choices': 'P',
  'post /api/positions': 'P',
  'patch /api/positions/:id': 'P',
  'post /api/positions/events': 'P',
  'post /api/positions/events/preview': 'P',
  'post /api/positions/events/withdrawal': 'P',
  'get /api/budget': STAFF,
  'get /api/budget/steps': STAFF,
  'get /api/budget/lines/:id': STAFF,
  'get /api/requests': OFFICES,
  'post /api/requests': 'PCX',
  'post /api/requests/preview': 'PCX',
  'get /api/requests/:id': OFFICES,
  'patch /api/requests/:id': 'PCX',
  'post /api/requests/:id/approve': 'PCX',
  'post /api/requests/:id/reject': 'PCX',
  'post /api/requests/:id/withdraw': 'PCX',
  'get /api/explain': STAFF,
  'get /api/explain/changes': OFFICES,
  'get /api/explain.xlsx': STAFF,
  'get /api/budget.xlsx': STAFF,
  'get /api/postings.csv': OFFICES,
  'get /api/postings.xlsx': OFFICES,
  'get /api/orders': OFFICES,
  'post /api/orders': 'C',
  'get /api/orders/:id': OFFICES,
  'post /api/orders/:id/entries': 'C',
  'get /api/later-years': OFFICES,
  'get /api/forecasts': OFFICES,
  'get /api/budget/lines/:id/forecasts': OFFICES,
  'post /api/budget/lines/:id/forecasts': 'PC',
  'get /api/carry-over': OFFICES,
  'get /api/carry-over/annex.xlsx': OFFICES,
  'get /api/import-profiles': OFFICES,
  'post /api/import-profiles/samples': 'C',
  'post /api/import-profiles/preview': 'C',
  'post /api/import-profiles/proposal': 'C',
  'post /api/import-profiles/preview/errors.csv': 'C',
  'get /api/import-profiles/:code': OFFICES,
  'post /api/import-profiles/:code': 'C',
  'get /api/sources': OFFICES,
  'post /api/sources': 'C',
  'get /api/imports/uploads/:uploadId/errors.csv': 'PC',
  'get /api/imports': OFFICES,
  'get /api/import-conflicts': OFFICES,
  'post /api/import-conflicts/:id/keep': 'C',
  'get /api/imports/:id': OFFICES,
  'post /api/imports/uploads': 'PC',
  'post /api/imports/uploads/:uploadId/apply': 'PC',
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
  'get /api/papers': ALL,
  'get /api/papers.xlsx': ALL,
  'post /api/papers': 'P',
  'get /api/papers/:paper': ALL,
  'patch /api/papers/:paper': 'P',
  'post /api/papers/:paper/states': 'P',
  'get /api/reports': ALL,
  'get /api/reports/draft': OFFICES,
  'get /api/reports/draft.xlsx': OFFICES,
  'post /api/reports': 'P',
  'get /api/reports/:id': ALL,
  'get /api/reports/:id/xlsx': ALL,
  'get /api/search': ALL,
  'get /api/history': 'PLMAX',
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
