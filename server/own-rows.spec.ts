import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import type { Instant } from '#shared/calendar.ts';
import { BOUND_ROLES, can } from '#shared/permissions.ts';
import { forEachDatabase } from './db/test-databases.ts';
import { DEMO } from './demo/test-demo.ts';
import { startTestApp } from './http/test-app.ts';
import type { TestFetch } from './http/test-app.ts';
import type { RouteDefinition } from './http/route.ts';
import { routes } from './routes.ts';
import { BODIES, PROBES, WARM } from './test-own-probes.ts';
import { MISSING, addBoundAccounts, answerTo, counted, ownAndForeign } from './test-own-rows.ts';
import type { Named } from './test-own-rows.ts';

/**
 * What a project lead and an office get of every route (docs/decisions/0054): `own` rows and their sums alone, or the
 * `whole`, because the council reads it too; about themselves alone (`SELF`); nothing (`REFUSED`). A route without a
 * row here fails.
 */
const SHOWN: Record<string, 'own' | 'whole'> = {
  'get /api/data-state': 'whole',
  'get /api/overview': 'whole',
  'get /api/overview/indicators': 'whole',
  'get /api/papers': 'whole',
  'get /api/papers.xlsx': 'whole',
  'get /api/papers/:paper': 'whole',
  'get /api/reports': 'whole',
  'get /api/reports/compare': 'whole',
  'get /api/reports/:id/json': 'whole',
  'get /api/reports/:id/tables/:table.csv': 'whole',
  'get /api/reports/:id/tables/:table.json': 'whole',
  'get /api/reports/:id': 'whole',
  'get /api/reports/:id/xlsx': 'whole',
  'get /api/city': 'whole',
  'get /api/master-data/:kind': 'whole',
  'get /api/master-data/:kind/xlsx': 'whole',
  'get /api/master-data/:kind/csv': 'whole',
  'get /api/projects': 'own',
  'get /api/projects/:id': 'own',
  'patch /api/projects/:id/status': 'own',
  'get /api/milestones': 'own',
  'get /api/projects/:id/milestones': 'own',
  'get /api/milestones/:id/slip': 'own',
  'post /api/milestones/:id/forecast': 'own',
  'post /api/milestones/:id/reached': 'own',
  'post /api/milestones/:id/correction': 'own',
  'get /api/projects.xlsx': 'own',
  'get /api/milestones.xlsx': 'own',
  'get /api/risks.xlsx': 'own',
  'get /api/positions.xlsx': 'own',
  'get /api/risks': 'own',
  'get /api/risks/:id': 'own',
  'post /api/risks': 'own',
  'post /api/risks/:id/assessments': 'own',
  'get /api/indicators': 'own',
  'get /api/indicators/:id': 'own',
  'post /api/indicators/:id/measurements': 'own',
  'post /api/indicators/:id/withdrawals': 'own',
  'post /api/indicators/:id/elements': 'own',
  'post /api/indicators/:id/pasted/preview': 'own',
  'post /api/indicators/:id/pasted': 'own',
  'get /api/rounds.xlsx': 'own',
  'get /api/history.xlsx': 'own',
  'get /api/rounds': 'own',
  'get /api/rounds/owed': 'own',
  'get /api/rounds/:round': 'own',
  'get /api/rounds/:round/xlsx': 'own',
  'get /api/rounds.ics': 'own',
  'get /api/positions': 'own',
  'get /api/positions/headcount.xlsx': 'own',
  'get /api/budget': 'own',
  'get /api/budget/steps': 'own',
  'get /api/budget/lines/:id': 'own',
  'get /api/budget.xlsx': 'own',
  'get /api/explain': 'own',
  'get /api/explain.xlsx': 'own',
  'get /api/search': 'own',
  'get /api/history': 'own',
};
/** Areas of the API that are about the asking person alone. */
const SELF = ['session', 'demo-accounts', 'activation', 'account', 'deputies', 'saved-views'];
/** Whole areas, and single routes of others. */
const REFUSED = new Set([
  ...'accounts account-groups requests orders later-years forecasts carry-over'.split(' '),
  ...'import-profiles sources imports import-conflicts reconciliation periods postings'.split(' '),
  ...'accounts.xlsx requests.xlsx orders.xlsx forecasts.xlsx imports.xlsx rules.xlsx envelopes.xlsx'.split(
    ' ',
  ),
  ...'postings.csv postings.xlsx rules tie-outs control-totals setup envelopes'.split(' '),
  ...['project-choices', 'project-moves', 'post /api/projects'],
  ...['patch /api/projects/:id', 'get /api/explain/changes', 'get /api/history/verify'],
  ...['post /api/projects/:id/milestones', 'patch /api/milestones/:id'],
  ...['post /api/milestones/:id/end', 'post /api/milestones/:id/predecessors'],
  ...['post /api/indicators', 'post /api/indicators/:id/changes', 'post /api/indicators/:id/end'],
  'post /api/indicators/:id/targets',
  ...['post /api/rounds', 'patch /api/rounds/:round', 'post /api/rounds/:round/close'],
  'post /api/rounds/:round/decisions',
  ...['post /api/city', 'post /api/master-data/:kind/pasted', 'post /api/master-data/:kind/pasted/preview'],
  ...['post /api/master-data/:kind', 'post /api/master-data/:kind/:id/changes'],
  ...['post /api/master-data/:kind/:id/end', 'delete /api/master-data/:kind/:id/end'],
  ...['post /api/papers', 'patch /api/papers/:paper', 'post /api/papers/:paper/states'],
  ...['get /api/reports/draft', 'get /api/reports/draft.xlsx', 'get /api/report-drafts'],
  ...['post /api/report-drafts', 'get /api/report-drafts/:draft', 'patch /api/report-drafts/:draft'],
  ...['post /api/report-drafts/:draft/drop', 'post /api/report-drafts/:draft/fair-copies'],
  'get /api/report-fair-copies/:copy',
  ...['get /api/positions/:id/course', 'get /api/position-choices', 'post /api/positions'],
  ...['patch /api/positions/:id', 'post /api/positions/events', 'post /api/positions/events/preview'],
  'post /api/positions/events/withdrawal',
  ...['get /api/budget/lines/:id/forecasts', 'post /api/budget/lines/:id/forecasts'],
]);

const nameOf = ({ method, path }: RouteDefinition): string => `${method} ${path}`;
const areaOf = (name: string): string => /\/api\/([^/]+)/u.exec(name)?.[1] ?? '';
const isRefused = (name: string): boolean => REFUSED.has(name) || REFUSED.has(areaOf(name));
const ofKind = (kind: 'own' | 'whole'): RouteDefinition[] =>
  routes.filter((route) => SHOWN[nameOf(route)] === kind);

/** Parameters that name a time, a page or a part of the budget and no row. */
const NEUTRAL = [
  ...['asOf', 'knownOn', 'page', 'first', 'before', 'limit', 'year', 'ledger', 'side', 'lines', 'entity'],
  ...['forecastOn', 'round', 'state', 'text', 'ansicht', 'sort', 'spalten'],
];

const keysOf = (schema: unknown): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

/** What nobody may slip in beside the fields of a body. */
const FOREIGN_FIELDS = ['role', 'office', 'leadUserId', 'approvedBy', 'cents', 'id', 'version', 'origin'];

/** What an identity provider sends may hold more than is asked for (OpenID Connect Back-Channel Logout 1.0, 2.5). */
const BY_THE_PROVIDER = 'post /api/session/oidc/logout';

const unknownKeys = (issues: readonly z.core.$ZodIssue[]): string[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys
      : issue.code === 'invalid_union'
        ? issue.errors.flatMap(unknownKeys)
        : [],
  );

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };

/** Requests of one route about a row: as it should be, with a wrong version, and with each field missing or wrong. */
function requestsOf(route: RouteDefinition, named: Named): Parameters<TestFetch>[1][] {
  if (route.method === 'get') return [{}];
  const body = BODIES[nameOf(route)]?.(named) ?? {};
  const method = route.method.toUpperCase();
  const wrong = keysOf(route.body).flatMap((field) => [
    { ...body, [field]: { wrong: true } },
    Object.fromEntries(Object.entries(body).filter(([key]) => key !== field)),
  ]);
  return [
    ...[1, 77].map((ifMatch) => ({ method, json: body, ifMatch })),
    { method, json: body },
    ...wrong.map((json) => ({ method, json, ifMatch: 77 })),
  ];
}

test('Every route says what a bound role gets of it', () => {
  for (const name of Object.keys(SHOWN))
    assert.ok(
      routes.some((one) => nameOf(one) === name),
      `no ${name}`,
    );
  for (const route of routes) {
    const name = nameOf(route);
    const said = [SHOWN[name] !== undefined, isRefused(name), SELF.includes(areaOf(name))];
    assert.equal(said.filter(Boolean).length, 1, `${name}: own, whole, self or refused? See decision 0054.`);
    for (const role of BOUND_ROLES) {
      const actor = { id: 1, login: 'x', role, office: '32', breakGlass: false };
      const may = route.action === 'public' || can(actor, route.action);
      assert.equal(may, !isRefused(name), `${name}: ${role}`);
    }
  }
});

test('Every parameter that may name a row is tried, and every field of a body', () => {
  const tried = Object.keys(PROBES);
  for (const route of ofKind('own')) {
    const parameters = [...keysOf(route.params), ...keysOf(route.query)];
    for (const parameter of parameters.filter((key) => !NEUTRAL.includes(key)))
      assert.ok(
        tried.some((probe) => `${probe} `.startsWith(`${nameOf(route)} ${parameter} `)),
        `${nameOf(route)}: how is a foreign ${parameter} refused?`,
      );
    if (route.body === undefined) continue;
    const body = BODIES[nameOf(route)]?.(MISSING) ?? {};
    assert.deepEqual(Object.keys(body).sort(), keysOf(route.body).sort(), nameOf(route));
  }
});

test('No body takes a field it does not know', () => {
  for (const route of routes) {
    if (!(route.body instanceof z.ZodType) || nameOf(route) === BY_THE_PROVIDER) continue;
    const known = keysOf(route.body);
    for (const field of FOREIGN_FIELDS.filter((one) => !known.includes(one))) {
      const parsed = route.body.safeParse({ [field]: 1 });
      const unknown = parsed.success ? [] : unknownKeys(parsed.error.issues);
      assert.ok(unknown.includes(field), `${nameOf(route)}: ${field}`);
    }
  }
});

forEachDatabase((open) => {
  test('A foreign id answers like a missing one: same status, same text, as many statements', async (t) => {
    const source = await open(DEMO);
    const accounts = await addBoundAccounts(source);
    const { db, statements } = counted(source);
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    for (const account of accounts.filter(({ login }) => login !== 'lead-none')) {
      const fetch = await app.as(account.login);
      const { foreign } = await ownAndForeign(source, account);
      for (const [probe, pathOf] of Object.entries(PROBES)) {
        const route = ofKind('own').find((one) => probe.startsWith(`${nameOf(one)} `));
        if (!route) throw new Error(probe);
        const ask = async (named: Named, at: number) => {
          const before = statements();
          const answer = await answerTo(fetch, pathOf(named), requestsOf(route, named)[at]);
          return { ...answer, statements: statements() - before };
        };
        await ask(WARM, 0);
        for (const at of requestsOf(route, foreign).keys()) {
          const [missing, hidden] = [await ask(MISSING, at), await ask(foreign, at)];
          assert.deepEqual(hidden, missing, `${account.login} ${probe} ${at}`);
          if (probe.endsWith(' id') && at === 0)
            assert.equal(hidden.status, 404, `${account.login} ${probe}`);
        }
      }
    }
  });

  test('Own rows are there, and what is whole is what the council reads', async (t) => {
    const db = await open(DEMO);
    const accounts = await addBoundAccounts(db);
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const council = await app.as('gemeinderat');
    const { reports } = (await (await council('/api/reports')).json()) as { reports: { id: number }[] };
    for (const account of accounts) {
      const fetch = await app.as(account.login);
      assert.ok(BOUND_ROLES.includes(account.role));
      for (const route of ofKind('whole')) {
        const path = route.path
          .replace(':id', String(reports[0]?.id))
          .replace(':table', 'haushalt')
          .replace(/compare$/u, `compare?before=${reports[1]?.id}&after=${reports[0]?.id}`)
          .replace(':paper', 'GRDrs-316-2021')
          .replace(':kind', 'offices');
        const [theirs, ours] = [await council(path), await fetch(path)];
        assert.equal(ours.status, 200, `${account.login} ${path}`);
        if (!path.endsWith('xlsx')) assert.equal(await ours.text(), await theirs.text(), path);
      }
      if (account.login === 'lead-none') continue;
      const { own } = await ownAndForeign(db, account);
      for (const [probe, pathOf] of Object.entries(PROBES))
        if (probe.startsWith('get ')) assert.equal((await fetch(pathOf(own))).status, 200, probe);
    }
  });

  test('Extra fields are refused before anybody looks whose row it is', async (t) => {
    const db = await open(DEMO);
    const [office] = await addBoundAccounts(db);
    if (!office) throw new Error('no account');
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const fetch = await app.as(office.login);
    for (const [name, bodyOf] of Object.entries(BODIES))
      for (const named of Object.values(await ownAndForeign(db, office)))
        for (const field of FOREIGN_FIELDS) {
          const [method = '', path = ''] = name.split(' ');
          const address = path.replace(
            ':id',
            String(path.includes('milestones') ? named.milestone : named.project),
          );
          const json = { ...bodyOf(named), [field]: 1 };
          const answer = await fetch(address, { method: method.toUpperCase(), json, ifMatch: 1 });
          assert.equal(answer.status, 400, `${name} ${field}`);
          assert.equal(((await answer.json()) as { code: string }).code, 'unknown-field');
        }
  });
});
