import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { EnvelopeAnswer, EnvelopeList, ScopeContent } from '#shared/envelopes/envelopes.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { DEMO } from '../demo/test-demo.ts';
import { startTestApp } from '../http/test-app.ts';
import { verify } from '../verify/verify.ts';

const INPUT = {
  name: 'Breitband 2021',
  ceilingCents: 250_000_000,
  scope: { years: [2021], kinds: ['investment'], stages: ['I'] },
  note: 'GRDrs 9000/2021',
  from: '2021-01-01',
};
const AS_OF = '2021-06-30';

forEachDatabase((open) => {
  async function start() {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    const office = await app.as('programmbuero');
    const list = async (asOf = AS_OF) =>
      (await (await office(`/api/envelopes?asOf=${asOf}`)).json()) as EnvelopeList;
    const shown = async (asOf = AS_OF) => {
      const overview = (await (await office(`/api/overview?asOf=${asOf}`)).json()) as Overview;
      return overview.envelopes.map(({ name }) => name);
    };
    return { db, app, office, list, shown };
  }

  test('An envelope is made with its scope in words, and the overview has it from its day on', async () => {
    const { db, app, office, list, shown } = await start();
    const before = (await list()).rows.length;
    const made = await office('/api/envelopes', { method: 'POST', json: INPUT });
    assert.equal(made.status, 201, await made.clone().text());
    const { row } = (await made.json()) as EnvelopeAnswer;
    assert.equal(row.scopeText, '2021 · Investition · Stufe I');
    assert.equal((await list()).rows.length, before + 1);
    assert.ok((await shown()).includes(INPUT.name));
    assert.ok(!(await shown('2020-12-31')).includes(INPUT.name));
    const again = await office('/api/envelopes', { method: 'POST', json: INPUT });
    assert.equal(again.status, 422);
    assert.equal((await verify(db)).ok, true);
    await app.close();
  });

  test('What a scope contains is told before anything is written, by year and budget', async () => {
    const { app, office } = await start();
    const ask = async (scope: unknown) =>
      (await (
        await office('/api/envelopes/preview', { method: 'POST', json: { scope, asOf: AS_OF } })
      ).json()) as ScopeContent;
    const both = await ask({ years: [2020, 2021] });
    const one = await ask({ years: [2021] });
    assert.ok(one.lines > 0 && one.lines < both.lines);
    assert.equal(
      both.parts.reduce((sum, part) => sum + part.lines, 0),
      both.lines,
      'every line is in one part',
    );
    assert.ok(both.parts.every(({ ledger }) => ledger !== 'costing'));
    assert.deepEqual((await ask({ years: [1999] })).parts, []);
    await app.close();
  });

  test('An end is said for a day, held against the version, and taken back; earlier days keep the envelope', async () => {
    const { db, app, office, list, shown } = await start();
    const [first] = (await list()).rows;
    assert.ok(first);
    const end = (on: string | null, ifMatch: number) =>
      office(`/api/envelopes/${first.id}/end`, { method: 'POST', json: { on, reason: 'abgelöst' }, ifMatch });
    assert.equal((await end('1990-01-01', first.version)).status, 422, 'not before it begins');
    assert.equal((await end('2021-05-31', first.version)).status, 200);
    assert.ok(!(await shown()).includes(first.name));
    assert.ok((await shown('2021-05-31')).includes(first.name));
    assert.equal((await end(null, first.version)).status, 412, 'somebody was faster');
    assert.equal((await end(null, first.version + 1)).status, 200);
    assert.ok((await shown()).includes(first.name));
    assert.equal((await verify(db)).ok, true);
    await app.close();
  });

  test('All faults at once, at their fields, and nothing is written', async () => {
    const { app, office, list } = await start();
    const before = await list();
    const bad = { ...INPUT, name: '', ceilingCents: 0, scope: { years: [] } };
    const answer = await office('/api/envelopes', { method: 'POST', json: bad });
    assert.equal(answer.status, 400);
    const { errors = [] } = (await answer.json()) as Problem;
    assert.deepEqual(errors.map(({ path }) => path).toSorted(), ['ceilingCents', 'name', 'scope.years']);
    const unknown = { ...INPUT, scope: { years: [2021], stages: ['S9'], fields: ['nirgends'] } };
    const refused = (await (
      await office('/api/envelopes', { method: 'POST', json: unknown })
    ).json()) as Problem;
    assert.deepEqual(
      refused.errors?.map(({ path }) => path),
      ['scope.stages', 'scope.fields'],
    );
    assert.deepEqual(await list(), before);
    await app.close();
  });
});
