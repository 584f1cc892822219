import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { addTestUsers } from '../session/test-users.ts';
import { verify } from './verify.ts';

async function addHistory(db: Database, rows: number): Promise<void> {
  for (let i = 1; i <= rows; i += 1) {
    await transact(db, { clock: systemClock, writer: { id: null, name: 'prüfer' } }, () =>
      Promise.resolve({
        result: null,
        change: {
          action: 'note',
          entity: 'note',
          entityId: i,
          reason: `Grund ${i}`,
          before: { i },
          after: { i: i + 1 },
        },
      }),
    );
  }
}

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
      sql`insert into actual_month (line_id, ledger, fiscal_year, month, cents, postings) values (0, 'result', 2021, '2021-06', 1, 0)`.execute(
        query,
      ),
    );
    assert.deepEqual(await failing(db), ['stored-totals']);
  });
});
