import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Problem } from '#shared/errors.ts';
import { ROLES, can } from '#shared/permissions.ts';
import { toCents } from '#shared/money.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { requestVerb } from './requests.cli.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import { handlerOf } from '../request-kinds.ts';
import { fourEyesHeld, pairsBalance } from '../requests/checks.sql.ts';
import { TEST_CLOCK, startTestRequests, submitted, transferInput, writerOf } from './test-requests.ts';

async function approvals(db: Database): Promise<number> {
  return (await db.read.selectFrom('approval').select('id').execute()).length;
}

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as Problem).code;

/** Refused by the database itself, whatever the code above it does. */
async function refusedRaw(db: Database, statement: ReturnType<typeof sql>, why: RegExp): Promise<void> {
  await assert.rejects(
    db.writeTransaction((query) => statement.execute(query)),
    (error: Error) => why.test(error.message),
  );
}

forEachDatabase((open, engine) => {
  test('P7: no role, administrators included, approves its own request by any way in', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const input = (await transferInput(t, 100)) as Parameters<typeof submitRequest>[3];
    for (const role of ROLES) {
      const asks = { id: 1, login: '', role, office: null, breakGlass: false };
      const about = { requestKind: 'movement' } as const;
      // At the choke point itself, whatever the routes let in.
      if (!can(asks, 'requests:write', about)) {
        const refused = submitRequest(db, await writerOf(db, role), handlerOf, input);
        await assert.rejects(refused, { code: 'forbidden' }, role);
        continue;
      }
      const code = can(asks, 'requests:decide', about) ? 'four-eyes' : 'forbidden';
      const { id, version } = await submitRequest(db, await writerOf(db, role), handlerOf, input);
      const fetch = await t.as(role);
      const answer = await fetch(`/api/requests/${id}/approve`, {
        method: 'POST',
        json: {},
        ifMatch: version,
      });
      assert.equal(answer.status, 403, role);
      assert.equal(await codeOf(answer), code, role);
      const own = { id, version, decision: 'approved' as const, note: '' };
      await assert.rejects(decideRequest(db, await writerOf(db, role), handlerOf, own), { code });
      const atTheCommandLine = requestVerb.run({
        ...{ db, by: { clock: TEST_CLOCK, writer: { id: null, name: 'moves' } } },
        ...{ values: { as: role }, positionals: ['approve', String(id)] },
      });
      await assert.rejects(atTheCommandLine, { status: 403 });
    }
    assert.equal(await approvals(db), 0);
    await t.app.close();
  });

  test('P7: of two who approve at once exactly one decides', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const { id, version } = await submitted(await t.as('controller'), await transferInput(t, 100));
    const [two, three] = [await t.as('controller2'), await t.as('controller3')];
    const approve = (fetch: typeof two) =>
      fetch(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch: version });
    const answers = await Promise.all([approve(two), approve(three)]);
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409]);
    const loser = answers.find((answer) => answer.status === 409)!;
    assert.equal(await codeOf(loser), 'request-decided');
    assert.equal(await approvals(db), 1);
    const moved = await db.read.selectFrom('movement').where('request_id', '=', id).select('id').execute();
    assert.equal(moved.length, 2);
    await t.app.close();
  });

  test('A request that no longer fits is refused at the approval, and stays open', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const [one, two] = [await t.as('controller'), await t.as('controller2')];
    const { id, version } = await submitted(one, await transferInput(t, 100));
    await db.writeTransaction((query) =>
      query
        .insertInto('period')
        .values({ month: '2021-07', state: 'closed', request_id: null, recorded_seq: 1 })
        .execute(),
    );
    const answer = await two(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch: version });
    assert.deepEqual([answer.status, await codeOf(answer)], [409, 'period-closed']);
    const row = await db.read.selectFrom('request').select(['state', 'version']).executeTakeFirstOrThrow();
    assert.deepEqual(row, { state: 'open', version });
    assert.equal(await approvals(db), 0);
    await t.app.close();
  });

  test('The database itself refuses an approval by an author, a changed approval and a movement without one', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const { id } = await submitted(await t.as('controller'), await transferInput(t, 100));
    const { writer: one } = await writerOf(db, 'controller');
    const { writer: two } = await writerOf(db, 'controller2');
    const line = await t.line('105');
    const approval = (by: number, requestedBy: number) =>
      sql`insert into approval (request_id, revision, decision, requested_by, decided_by, recorded_seq)
          values (${id}, 1, 'approved', ${requestedBy}, ${by}, 1)`;
    await refusedRaw(db, approval(one.id, one.id), /four-eyes|CHECK|check/u);
    // Naming somebody else as the requester does not help.
    await refusedRaw(db, approval(one.id, two.id), /four-eyes/u);
    const movement = sql`insert into movement (line_id, kind, cents, effective_on, reason, request_id, origin, recorded_seq)
      values (${line}, 'A', 100, '2021-07-01', 'ohne Freigabe', ${id}, 'live', 1)`;
    await refusedRaw(db, movement, /four-eyes/u);
    const alone = sql`insert into movement (line_id, kind, cents, effective_on, reason, origin, recorded_seq)
      values (${line}, 'A', 100, '2021-07-01', 'ohne Antrag', 'live', 1)`;
    await refusedRaw(db, alone, /four-eyes/u);
    await db.writeTransaction((query) => approval(two.id, one.id).execute(query));
    await refusedRaw(db, sql`update approval set decided_by = ${one.id}`, /append-only|permission denied/u);
    await refusedRaw(db, sql`delete from approval`, /append-only|permission denied/u);
    await refusedRaw(
      db,
      sql`update request_revision set author_id = ${two.id}`,
      /append-only|permission denied/u,
    );
    assert.equal(await approvals(db), 1);
    await t.app.close();
  });

  test('A rejection needs a reason, and books nothing', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const { id, version } = await submitted(await t.as('controller'), await transferInput(t, 100));
    const two = await t.as('controller2');
    const bare = await two(`/api/requests/${id}/reject`, { method: 'POST', json: {}, ifMatch: version });
    assert.equal(bare.status, 400);
    const json = { note: 'Reicht nicht' };
    const answer = await two(`/api/requests/${id}/reject`, { method: 'POST', json, ifMatch: version });
    assert.equal(answer.status, 200);
    const movement = sql`insert into movement (line_id, kind, cents, effective_on, reason, request_id, origin, recorded_seq)
      values (${await t.line('105')}, 'A', ${toCents(100)}, ${toIsoDate('2021-07-01')}, 'abgelehnt', ${id}, 'live', 1)`;
    await refusedRaw(db, movement, /four-eyes/u);
    await t.app.close();
  });

  test('A movement that came past the guards is found by the check', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const { id } = await submitted(await t.as('controller'), await transferInput(t, 100));
    const held = async () => (await fourEyesHeld(db.read)).faults;
    assert.deepEqual(await held(), []);
    const unguarded =
      engine === 'sqlite'
        ? 'DROP TRIGGER movement_four_eyes'
        : 'ALTER TABLE movement DISABLE TRIGGER movement_four_eyes';
    await db.runScript(
      `${unguarded}; INSERT INTO movement (line_id, kind, cents, effective_on, reason, request_id, pair_key, origin, recorded_seq)
       VALUES (${await t.line('105')}, 'U', 100, '2021-07-01', 'daran vorbei', ${id}, 'U-allein', 'live', 1)`,
    );
    assert.deepEqual(await held(), [`Antrag ${id}: gebucht ohne Freigabe`]);
    assert.deepEqual((await pairsBalance(db.read)).faults, ['U-allein: 1,00 €']);
    await t.app.close();
  });
});
