import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import { migrate } from '../db/migrate.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import type { TestFetch } from '../http/test-app.ts';
import { startTestRequests, submitted } from '../approvals/test-requests.ts';

const PAPER = {
  number: 500,
  year: 2021,
  entry: { title: 'Mehrbedarf', body: 'Gemeinderat', sessionOn: '2021-06-30' },
};

async function start(open: OpenTestDatabase) {
  const db = await open();
  const t = await startTestRequests(db);
  const giver = await t.line('131');
  const ids = new Map([
    ['103', await t.line('103')],
    ['105', await t.line('105')],
  ]);
  const json = (number: string, cents: number, paper: unknown = null) => ({
    kind: 'movement',
    reason: 'Mehrbedarf',
    payload: {
      ...{ movement: 'B', lineId: ids.get(number), cover: [{ lineId: giver, cents }] },
      ...{ effectiveOn: '2021-07-01', paper },
    },
  });
  return { db, t, json, one: await t.as('controller'), two: await t.as('controller2') };
}

/** Where it is refused and why; '' = it is not. */
async function refusal(answer: Response): Promise<string> {
  if (answer.status < 300) return '';
  const { errors = [] } = (await answer.json()) as Problem;
  return errors.map((error) => `${error.path}: ${error.message}`).join();
}
const asks = async (fetch: TestFetch, json: unknown): Promise<string> =>
  refusal(await fetch('/api/requests', { method: 'POST', json }));

const approve = (fetch: TestFetch, id: number, version: number): Promise<Response> =>
  fetch(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch: version });

const check = async (db: Database) => (await verify(db)).checks.find((one) => one.name === 'excess-limit');

forEachDatabase((open, _, openOld) => {
  test('An excess counts with all that its line got in the year, and the request shows the sums', async () => {
    const { db, t, json, one, two } = await start(open);
    const first = await submitted(one, json('103', 3_000_000));
    assert.equal((await approve(two, first.id, first.version)).status, 200);
    assert.match(
      await asks(one, json('103', 2_000_000)),
      /^payload.paper: Ab 50.000,00 €.*Zeile 103 in 2021: bisher 30.000,00 €, mit diesem 50.000,00 €, Grenze 50.000,00 €/u,
    );
    const below = await submitted(one, json('103', 1_999_999));
    const detail = (await (await two(`/api/requests/${below.id}`)).json()) as RequestDetail;
    assert.ok(
      detail.effect?.notes.includes(
        'Über- und außerplanmäßig auf Zeile 103 in 2021: bisher 30.000,00 €, mit diesem 49.999,99 €, Grenze 50.000,00 € (§ 84 GemO).',
      ),
    );
    assert.equal((await approve(two, below.id, below.version)).status, 200);
    const paper = await submitted(one, json('103', 4_999_999, PAPER));
    assert.equal((await approve(two, paper.id, paper.version)).status, 200);
    assert.equal((await check(db))?.ok, true);
    await t.app.close();
  });

  test('Open requests count until they are withdrawn, and a need split over a cover group is one', async () => {
    const { t, json, one } = await start(open);
    const first = await submitted(one, json('103', 3_000_000));
    assert.match(
      await asks(one, json('103', 2_000_000)),
      new RegExp(`davon offen 30.000,00 € \\(Antrag ${first.id}\\)`, 'u'),
    );
    assert.match(await asks(one, json('105', 2_000_000)), /Deckungskreis 100-A in 2021: bisher 30.000,00 €/u);
    const back = await one(`/api/requests/${first.id}/withdraw`, { method: 'POST', ifMatch: first.version });
    assert.equal(back.status, 200);
    assert.equal(await asks(one, json('105', 2_000_000)), '');
    await t.app.close();
  });

  test('A new wording counts with all others and not beside itself', async () => {
    const { t, json, one } = await start(open);
    const first = await submitted(one, json('103', 2_000_000));
    const edit = async (cents: number, version: number): Promise<string> => {
      const { payload, reason } = json('103', cents);
      return refusal(
        await one(`/api/requests/${first.id}`, {
          method: 'PATCH',
          json: { payload, reason },
          ifMatch: version,
        }),
      );
    };
    assert.equal(await edit(4_999_999, first.version), '', 'not 20.000,00 more');
    assert.equal(await edit(2_500_000, first.version + 1), '');
    await submitted(one, json('105', 2_400_000));
    assert.match(await edit(2_600_000, first.version + 2), /payload.paper/u);
    await t.app.close();
  });

  test('At the approval counts what was decided meanwhile', async () => {
    const { db, t, json, one, two } = await start(open);
    const small = await submitted(one, json('103', 2_000_000));
    const large = await submitted(one, json('103', 4_000_000, PAPER));
    assert.equal((await approve(two, large.id, large.version)).status, 200);
    const answer = await approve(two, small.id, small.version);
    assert.equal(answer.status, 422);
    assert.match(await refusal(answer), /bisher 40.000,00 €, mit diesem 60.000,00 €/u);
    assert.equal((await check(db))?.ok, true);
    await t.app.close();
  });

  test('A later request does not stop an earlier one', async () => {
    const { t, json, one, two } = await start(open);
    const small = await submitted(one, json('103', 2_000_000));
    await submitted(one, json('103', 4_000_000, PAPER));
    assert.equal((await approve(two, small.id, small.version)).status, 200);
    await t.app.close();
  });

  test('An older database tells what went beyond the limit without a paper', async () => {
    const db = await openOld();
    await migrate(db);
    const found = await check(db);
    assert.match(
      found?.detail ?? '',
      /Antrag 5: 49.999,99 € .* Zeile 144 in 2021 ohne Drucksache, zusammen 79.999,99 € .*; Antrag 6: 49.999,99 € .* zusammen 129.999,98 €/u,
    );
  });
});
