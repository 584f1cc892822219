import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { PaperDetail, PaperInput, PaperList } from '#shared/papers/papers.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { DEMO } from '../demo/test-demo.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { verify } from '../verify/verify.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const AS_OF = '?asOf=2021-06-30';

const PAPER = {
  ...{ number: 401, year: 2021, supplement: 'E1', kind: 'decision', title: 'Digitale Akte in den Schulen' },
  ...{
    body: 'Verwaltungsausschuss',
    sessionOn: '2021-06-16',
    publicity: 'public',
    requestedBy: 'Fraktion A',
  },
  ...{ unit: 'Amt 40', deadline: '2021-06-20', summary: '', state: 'decided', on: '2021-06-16' },
} as unknown as PaperInput;

const json = async <T>(answer: Response | Promise<Response>): Promise<T> =>
  (await (await answer).json()) as T;
const faultsOf = async (answer: Response): Promise<string[]> => {
  assert.equal(answer.status, 422);
  return ((await answer.json()) as Problem).errors?.map(({ path }) => path).sort() ?? [];
};

forEachDatabase((open) => {
  async function start() {
    const db = await open(DEMO);
    const app = await startTestApp(db, { clock });
    const add = (fetch: TestFetch, change: Partial<PaperInput> = {}) =>
      fetch(`/api/papers${AS_OF}`, { method: 'POST', json: { ...PAPER, ...change } });
    return { db, app, add, office: await app.as('programmbuero'), council: await app.as('gemeinderat') };
  }

  test('A paper shows what it moved, to the cent, and nothing of other years or ledgers is added', async (t) => {
    const { app, office } = await start();
    t.after(() => app.close());
    const { papers } = await json<PaperList>(office(`/api/papers${AS_OF}`));
    const paper = papers.find((one) => one.label === 'GRDrs 316/2021');
    assert.deepEqual(paper?.moved.length, 1);
    const detail = await json<PaperDetail>(office(`/api/papers/GRDrs-316-2021${AS_OF}`));
    assert.deepEqual(detail, await json<PaperDetail>(office(`/api/papers/${paper.id}${AS_OF}`)));
    const parts = detail.money.filter((part) => part.raisedCents > 0);
    assert.deepEqual(
      parts.map(({ year, ledger, raisedCents }) => ({ year, ledger, cents: raisedCents })),
      paper.moved,
    );
    for (const part of detail.money) {
      const { F, S, O, I, V } = part.figures;
      assert.equal(V, F - S - O - I);
      const lines = detail.lines.filter(
        (line) => line.year === part.year && line.ledger === part.ledger && line.side === part.side,
      );
      assert.equal(lines.length, part.lines);
      assert.equal(
        lines.reduce((sum, line) => sum + line.figures.I, 0),
        I,
      );
    }
    assert.equal(
      papers.some((one) => one.label === 'GRDrs 862/2021'),
      false,
      'not known on that day',
    );
  });

  test('The office enters a paper and dates how it stands; every fault is told at once', async (t) => {
    const { db, app, add, office } = await start();
    t.after(() => app.close());
    const wrong = await add(office, {
      number: 316,
      supplement: '',
      sessionOn: '2020-12-01',
      deadline: '2020-01-01',
      on: '2099-01-01',
    } as Partial<PaperInput>);
    assert.deepEqual(await faultsOf(wrong), ['deadline', 'number', 'on', 'sessionOn']);
    const added = await add(office);
    assert.equal(added.status, 201);
    const { paper } = await json<PaperDetail>(added);
    assert.equal(paper.label, 'GRDrs 401/2021 E1');
    assert.deepEqual(await faultsOf(await add(office, { supplement: 'e1' })), ['number'], 'by its key');
    const states = (version: number, change: object) =>
      office(`/api/papers/${paper.id}/states${AS_OF}`, {
        method: 'POST',
        ifMatch: version,
        json: { state: 'in-work', on: '2021-06-21', reason: 'Auftrag erteilt', ...change },
      });
    assert.equal((await states(7, {})).status, 412);
    assert.deepEqual(await faultsOf(await states(1, { state: 'reported' })), ['state']);
    assert.deepEqual(await faultsOf(await states(1, { state: 'announced', on: '2021-06-01' })), ['on']);
    const worked = await json<PaperDetail>(states(1, {}));
    assert.deepEqual([worked.paper.state, worked.paper.version], ['in-work', 2]);
    assert.equal((await states(1, {})).status, 412, 'somebody was faster');
    await states(2, { state: 'done', on: '2021-06-28', reason: 'fertig' });
    const { checks } = await verify(db);
    assert.deepEqual(
      checks.filter((check) => !check.ok),
      [],
    );
    const before = await json<PaperDetail>(office(`/api/papers/${paper.id}?asOf=2021-06-20`));
    assert.deepEqual([before.paper.state, before.states.length], ['decided', 1], 'as it stood then');
  });

  test('A paper that is not public does not exist for the council, an office or a lead', async (t) => {
    const { app, add, office, council } = await start();
    t.after(() => app.close());
    const { paper } = await json<PaperDetail>(
      add(office, { publicity: 'closed', title: 'Vergabe Vertraulich' }),
    );
    for (const fetch of [council, await app.as('projektleitung1')]) {
      const [closed, missing] = [
        await fetch(`/api/papers/${paper.id}${AS_OF}`),
        await fetch(`/api/papers/999999${AS_OF}`),
      ];
      assert.equal(closed.status, 404);
      const words = async (answer: Response) => {
        const { traceId: _trace, instance: _instance, ...told } = await json<Record<string, unknown>>(answer);
        return told;
      };
      assert.deepEqual(await words(closed), await words(missing));
      assert.equal((await fetch(`/api/papers/GRDrs-401-2021-E1${AS_OF}`)).status, 404);
      const found = await (await fetch('/api/search?q=Vertraulich')).text();
      assert.doesNotMatch(found, /Vertraulich/u);
      const list = await (await fetch(`/api/papers${AS_OF}`)).text();
      assert.doesNotMatch(list, /Vertraulich|401/u);
    }
    for (const path of [`/api/papers${AS_OF}`, '/api/search?q=Vertraulich'])
      assert.match(await (await office(path)).text(), /Vertraulich/u);
  });

  test('A public paper that becomes non-public is named nowhere any more to those who may not read it', async (t) => {
    const { app, office, council } = await start();
    t.after(() => app.close());
    const { paper } = await json<PaperDetail>(office(`/api/papers/GRDrs-316-2021${AS_OF}`));
    const lead = await app.as('projektleitung1');
    const pages = [`/api/overview${AS_OF}`, `/api/papers${AS_OF}`, '/api/search?q=316'];
    for (const path of pages) assert.match(await (await council(path)).text(), /316\/2021/u, path);
    const { number, year, supplement, kind, title, body, sessionOn, requestedBy, unit, deadline, summary } =
      paper;
    const edit = {
      number,
      year,
      supplement,
      kind,
      title,
      body,
      sessionOn,
      requestedBy,
      unit,
      deadline,
      summary,
    };
    const changed = await office(`/api/papers/${paper.id}${AS_OF}`, {
      method: 'PATCH',
      ifMatch: 1,
      json: { ...edit, publicity: 'closed' },
    });
    assert.equal(changed.status, 200);
    for (const fetch of [council, lead])
      for (const path of pages)
        assert.doesNotMatch(await (await fetch(path)).text(), /GRDrs 316\/2021"/u, path);
  });

  test('The council reads of a public paper its money, and neither requests nor orders', async (t) => {
    const { app, council } = await start();
    t.after(() => app.close());
    const detail = await json<PaperDetail>(council(`/api/papers/GRDrs-316-2021${AS_OF}`));
    assert.ok(detail.movements.length > 0 && detail.money.length > 0);
    assert.ok(detail.movements.every((one) => one.request === null));
    assert.equal(detail.orders, null);
  });
});
