import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { addTestPortfolio } from '../projects/test-portfolio.ts';
import { addTestUsers } from '../session/test-users.ts';
import { addHistory } from './test-history.ts';
import { verify } from './verify.ts';

/** Changes the data as somebody with the database's own password could, past every guard of ours. */
async function tamper(db: Database, statement: string): Promise<void> {
  const before =
    db.engine === 'sqlite' ? 'DROP TRIGGER history_no_update; DROP TRIGGER history_no_delete;' : '';
  const after =
    db.engine === 'sqlite'
      ? `CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
         CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;`
      : '';
  await db.runScript(`${before} ${statement}; ${after}`);
}

async function failing(db: Database): Promise<string[]> {
  const { checks } = await verify(db);
  return checks.filter((check) => !check.ok).map((check) => check.name);
}

forEachDatabase((open, engine) => {
  test('An untouched database is green', async () => {
    const db = await open();
    await addTestUsers(db);
    await addHistory(db, 5);
    assert.deepEqual(await failing(db), []);
    assert.equal((await verify(db)).ok, true);
  });

  test('One changed byte of any column of any history row is found', async () => {
    const db = await open();
    await addHistory(db, 6);
    const columns = [
      'at',
      'actor',
      'action',
      'entity',
      'entity_id',
      'reason',
      'before',
      'after',
      'prev_hash',
      'hash',
    ];
    let found = 0;
    for (const [index, column] of columns.entries()) {
      const seq = (index % 6) + 1;
      const row = await db.read
        .selectFrom('history')
        .selectAll()
        .where('seq', '=', seq)
        .executeTakeFirstOrThrow();
      const value = String(row[column as keyof typeof row]);
      const at = (index * 7) % value.length;
      const changed = `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`;
      const set = (text: string) =>
        tamper(db, `update history set "${column}" = '${text}' where seq = ${seq}`);
      await set(changed);
      if ((await failing(db)).includes('history-chain')) found += 1;
      await set(value);
    }
    assert.equal(found, columns.length);
    assert.deepEqual(await failing(db), []);
  });

  test('A removed history row is found', async () => {
    const db = await open();
    await addHistory(db, 4);
    await tamper(db, 'delete from history where seq = 2');
    assert.deepEqual(await failing(db), ['history-chain']);
  });

  test('A missing guard against changes is found', async () => {
    const db = await open();
    await db.runScript(
      engine === 'sqlite' ? 'DROP TRIGGER posting_no_update' : 'GRANT UPDATE ON posting TO moves_app',
    );
    assert.deepEqual(await failing(db), ['integrity']);
  });

  test('A stored total that is off by a cent is found', async () => {
    const db = await open();
    await db.writeTransaction((query) =>
      sql`insert into actual_month (line_id, ledger, fiscal_year, month, recorded_seq, cents, postings) values (0, 'result', 2021, '2021-06', 1, 1, 0)`.execute(
        query,
      ),
    );
    assert.deepEqual(await failing(db), ['stored-totals']);
  });

  test('A stored day that is off by a cent is found, of a line and of all lines together', async () => {
    const db = await open();
    const add = (line: number, seq: number) =>
      db.writeTransaction((query) =>
        sql`insert into actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
          values (${line}, '2021-06-01', 'result', 2021, ${seq}, 1, 0, 0)`.execute(query),
      );
    await add(-2, 1);
    assert.deepEqual(await failing(db), ['stored-totals']);
    await add(0, 2);
    assert.deepEqual(await failing(db), ['stored-days', 'stored-totals']);
  });

  test('A project without a state, which no page would show, is found', async () => {
    const db = await open();
    await addTestPortfolio(db, (await addTestUsers(db))['project-lead']);
    assert.equal((await failing(db)).includes('project-states'), false);
    await db.writeTransaction(async (query) => {
      const row = await query.selectFrom('project').selectAll().executeTakeFirstOrThrow();
      await query
        .insertInto('project')
        .values({ ...row, id: 999, number: 'P-999' })
        .execute();
    });
    assert.ok((await failing(db)).includes('project-states'));
  });
});
