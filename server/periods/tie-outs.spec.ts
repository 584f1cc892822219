import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { ControlFileResult, PeriodList, TieOutDetail } from '#shared/periods/period-views.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { verify } from '../verify/verify.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { testBy } from '../imports/test-imports.ts';
import { findProfile } from '../imports/profiles/profiles.ts';
import { findRecordProfile } from '../imports/profiles/record-profiles.ts';
import { reassign } from '../reconciliation/assign.sql.ts';
import { reconciledPostings } from './reconciled.sql.ts';
import { bring, testClock, withMarch } from './test-periods.ts';

const MARCH_EH = 'year=2021&period=03&ledger=result';
const PLACE = { year: 2021, period: '03', ledger: 'result' };
const OPEN = { closed: false, confirmedCents: null };

async function json<T>(answer: Promise<Response>, status = 200): Promise<T> {
  const response = await answer;
  const body = (await response.json()) as T;
  assert.equal(response.status, status, JSON.stringify(body));
  return body;
}

const post = (as: TestFetch, path: string, body: unknown) => as(path, { method: 'POST', json: body });

function sendFile(as: TestFetch, text: string, profile = 'sap-summen'): Promise<Response> {
  return as(`/api/imports/control-totals?profile=${profile}&name=summen.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(text, 'latin1')),
  });
}

const SUMS = (amount: string) =>
  [
    'Geschäftsjahr;Periode;Stand;Objekt;Sachkonto;Bezeichnung;Ist',
    `2021;3;31.03.2021;7.100110.001;44010000;Lizenzen;${amount}`,
    `;;;Summe;;;${amount}`,
    '',
  ].join('\r\n');

async function addSecondController(db: Database): Promise<void> {
  await transact(db, testBy, async (tx) => {
    await tx.query
      .insertInto('app_user')
      .values({
        login: 'controller2',
        name: 'Zwei',
        role: 'controller',
        description: '',
        recorded_seq: tx.seq,
      })
      .execute();
    return { result: null, change: { action: 'user.add', entity: 'app_user', entityId: 'controller2' } };
  });
}

forEachDatabase((open) => {
  test('SAP − assigned − open − excluded is 0,00 wherever a posting goes, and 0,01 is found per account', async () => {
    const db = await withMarch(open);
    const app = await startTestApp(db, { clock: testClock });
    const as = await app.as('controller');
    const before = await json<TieOutDetail>(as(`/api/tie-outs?${MARCH_EH}`));
    assert.deepEqual(
      [before.tieOut.sapCents, before.tieOut.sapSource, before.tieOut.differenceCents],
      [1_375_050, 'files', 0],
    );
    const [first, second] = await db.read.selectFrom('posting').select(['id', 'cents', 'line_id']).execute();
    assert.ok(first && second);
    await transact(db, testBy, async (tx) => {
      const half = { target: 'line' as const, lineId: first.line_id, cents: 1_000_000 as never };
      const rest = { target: 'open' as const, lineId: null, cents: (first.cents - 1_000_000) as never };
      await reassign(tx, [{ postingId: first.id, to: [half, rest], method: 'split', reason: 'halb' }]);
      const out = { target: 'excluded' as const, lineId: null, cents: second.cents };
      await reassign(tx, [{ postingId: second.id, to: [out], method: 'exclude', reason: 'fremd' }]);
      return { result: null, change: { action: 'note', entity: 'note', entityId: 1 } };
    });
    const moved = await json<TieOutDetail>(as(`/api/tie-outs?${MARCH_EH}`));
    assert.deepEqual(
      [moved.tieOut.assignedCents, moved.tieOut.openCents, moved.tieOut.excludedCents, moved.tieOut.postings],
      [1_000_000, 250_000, 125_050, 2],
    );
    assert.equal(moved.tieOut.differenceCents, 0);
    const entry = { ...PLACE, account: '44010000', cents: 1_375_051, note: 'Liste aus SAP' };
    const off = await json<TieOutDetail>(post(as, '/api/control-totals', entry));
    assert.deepEqual([off.tieOut.differenceCents, off.tieOut.partsOff], [0, 1]);
    const confirm = { ...PLACE, sapCents: 1_375_050, postings: 2 };
    const refused = await json<Problem>(post(as, '/api/tie-outs', confirm), 422);
    assert.match(refused.errors?.[0]?.message ?? '', /1 Teilsumme weicht von SAP ab/u);
    assert.deepEqual(
      (await verify(db)).checks.filter((check) => !check.ok),
      [],
    );
    await app.close();
  });

  test('A stored profile reads control totals too; one that reads records is named as such', async () => {
    const db = await withMarch(open);
    const app = await startTestApp(db, { clock: testClock });
    const as = await app.as('controller');
    const store = (code: string, profile: unknown): Promise<Response> =>
      as(`/api/import-profiles/${code}`, {
        ...{ method: 'POST', headers: { 'if-match': '"0"' } },
        json: { profile, reason: 'Eigener Stand' },
      });
    const own = { ...findProfile('sap-summen'), code: 'summen-eigen', title: 'Summen, eigen' };
    assert.equal((await store('summen-eigen', own)).status, 200);
    const taken = await json<ControlFileResult>(sendFile(as, SUMS('13.750,50'), 'summen-eigen'));
    assert.deepEqual(taken.periods, [{ ...PLACE, ...OPEN, cents: 1_375_050, differenceCents: 0 }]);
    assert.equal((await store('kennzahlen', findRecordProfile('kennzahlen'))).status, 200);
    await json<Problem>(sendFile(as, SUMS('13.750,50'), 'kennzahlen'), 400);
    await app.close();
  });

  test('A file of totals is read as control totals, posts nothing, and the newest counts', async () => {
    const db = await withMarch(open);
    const app = await startTestApp(db, { clock: testClock });
    const as = await app.as('controller');
    const postings = (await db.read.selectFrom('posting').select('id').execute()).length;
    const wrong = await json<ControlFileResult>(sendFile(as, SUMS('13.750,51')));
    assert.deepEqual(wrong.periods, [{ ...PLACE, ...OPEN, cents: 1_375_051, differenceCents: 1 }]);
    await bring(db, '2021-03', ['held']);
    await assert.rejects(bring(db, '2021-03', ['closed']), {
      code: 'rule-violated',
      errors: [
        { path: 'state', message: 'Periode 03/2021, Ergebnishaushalt: Differenz zu SAP 0,01 €.' },
        { path: 'state', message: 'Periode 03/2021, Ergebnishaushalt: 1 Teilsumme weicht von SAP ab.' },
      ],
    });
    const right = await json<ControlFileResult>(sendFile(as, SUMS('13.750,50')));
    assert.deepEqual([right.first, right.periods[0]?.differenceCents], [true, 0]);
    assert.equal((await json<ControlFileResult>(sendFile(as, SUMS('13.750,50')))).first, false);
    assert.equal((await db.read.selectFrom('posting').select('id').execute()).length, postings);
    const bad = await json<Problem>(sendFile(as, SUMS('1e9')), 422);
    assert.equal(bad.code, 'rows-invalid');
    assert.equal((await json<Problem>(sendFile(as, SUMS('1,00'), 'sap-ist'), 400)).code, 'invalid-parameter');
    const off = SUMS('13.750,50').replace('Summe;;;13.750,50', 'Summe;;;13.750,49');
    assert.equal((await json<Problem>(sendFile(as, off), 422)).code, 'control-total-mismatch');
    const detail = await json<TieOutDetail>(as(`/api/tie-outs?${MARCH_EH}`));
    assert.deepEqual(
      detail.controlTotals.map((row) => [row.cents, row.givenBy, row.fileName]),
      [
        [1_375_050, 'file', 'summen.csv'],
        [1_375_051, 'file', 'summen.csv'],
      ],
    );
    await bring(db, '2021-03', ['closed']);
    await app.close();
  });

  test('What is confirmed is reconciled: locked against taking back until lifted, and only what was seen is confirmed', async () => {
    const db = await withMarch(open);
    const app = await startTestApp(db, { clock: testClock });
    const as = await app.as('controller');
    const ids = (await db.read.selectFrom('posting').select('id').orderBy('id').execute()).map(
      (row) => row.id,
    );
    assert.equal((await reconciledPostings(db.read, ids)).size, 0);
    const stale = { ...PLACE, sapCents: 1, postings: 2 };
    assert.equal((await json<Problem>(post(as, '/api/tie-outs', stale), 409)).code, 'conflict');
    const confirmed = await json<TieOutDetail>(
      post(as, '/api/tie-outs', { ...PLACE, sapCents: 1_375_050, postings: 2 }),
    );
    assert.equal(confirmed.tieOut.confirmed?.since, 0);
    const locked = await reconciledPostings(db.read, ids);
    assert.deepEqual([...locked.keys()].sort(), ids);
    assert.equal(locked.get(ids[0] ?? 0)?.period, '03/2021');
    const reverse = () =>
      transact(db, testBy, async (tx) => {
        const { id, ...row } = await tx.query
          .selectFrom('posting')
          .where('id', '=', ids[0] ?? 0)
          .selectAll()
          .executeTakeFirstOrThrow();
        await tx.query
          .insertInto('posting')
          .values({ ...row, row_key: 'x', reverses_id: id, recorded_seq: tx.seq })
          .execute();
        return { result: null, change: { action: 'note', entity: 'note', entityId: 1 } };
      });
    await assert.rejects(reverse(), { message: 'reconciled' });
    const lift = { ...PLACE, reason: 'Korrektur aus SAP' };
    await json<TieOutDetail>(post(as, '/api/tie-outs/lift', lift));
    assert.equal((await reconciledPostings(db.read, ids)).size, 0);
    // Alone nobody lifts and confirms anew.
    const again = { ...PLACE, sapCents: 1_375_050, postings: 2 };
    const refused = await json<Problem>(post(as, '/api/tie-outs', again), 422);
    assert.match(refused.detail ?? '', /selbst aufgehoben/u);
    assert.equal((await reconciledPostings(db.read, ids)).size, 0);
    await addSecondController(db);
    const other = await app.as('controller2');
    await json<TieOutDetail>(post(other, '/api/tie-outs', again));
    await assert.rejects(reverse(), { message: 'reconciled' });
    await json<TieOutDetail>(post(other, '/api/tie-outs/lift', lift));
    await reverse();
    await app.close();
  });

  test('A closed period opens only by two people, once per request, and its tie-out is lifted', async () => {
    const db = await withMarch(open);
    await addSecondController(db);
    const app = await startTestApp(db, { clock: testClock });
    const [one, two] = [await app.as('controller'), await app.as('controller2')];
    await json<TieOutDetail>(post(one, '/api/tie-outs', { ...PLACE, sapCents: 1_375_050, postings: 2 }));
    await bring(db, '2021-03', ['held', 'closed']);
    const wish = { kind: 'reopen-period', reason: 'Rechnung fehlt', payload: { month: '2021-03' } };
    type Answer = { id: number; version: number };
    const request = await json<Answer>(post(one, '/api/requests', wish), 201);
    const decide = (as: TestFetch, id: number, version: number) =>
      as(`/api/requests/${id}/approve`, {
        method: 'POST',
        ifMatch: version,
        json: { note: '' },
      });
    const own = await json<Problem>(decide(one, request.id, request.version), 403);
    assert.equal(own.code, 'four-eyes');
    const twin = await json<Answer>(post(one, '/api/requests', wish), 201);
    assert.equal((await decide(two, request.id, request.version)).status, 200);
    const list = await json<PeriodList>(one('/api/periods?year=2021'));
    const march = list.periods.find((row) => row.month === '2021-03');
    assert.deepEqual(
      [march?.state, march?.changed?.requestId, march?.ledgers[0]?.confirmed],
      ['open', request.id, null],
    );
    const again = await json<Problem>(decide(two, request.id, request.version), 409);
    assert.equal(again.code, 'request-decided');
    assert.equal((await json<Problem>(decide(two, twin.id, twin.version), 409)).code, 'conflict');
    await bring(db, '2021-03', ['held', 'closed']);
    // The first request is used up: it opens nothing a second time, not even by raw SQL.
    const raw = transact(db, testBy, async (tx) => {
      const set = { state: 'open' as const, request_id: request.id, recorded_seq: tx.seq };
      await tx.query.updateTable('period').set(set).where('month', '=', '2021-03').execute();
      return { result: null, change: { action: 'note', entity: 'note', entityId: 1 } };
    });
    await assert.rejects(raw, { message: 'four-eyes' });
    assert.deepEqual(
      (await verify(db)).checks.filter((check) => !check.ok),
      [],
    );
    await app.close();
  });
});
