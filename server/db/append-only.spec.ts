import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addTestBudget } from '../budget/test-budget.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import type { Database, Engine } from './database.ts';
import { forEachDatabase } from './test-databases.ts';

/** Filled by the test budget, so that a guard that speaks for each row has rows to speak for. */
const TABLES = ['history', 'posting', 'movement', 'commitment_entry', '"import"'];

/** Every way SQL knows to change, replace or remove a row (promises.md P5); each ends in a refusal. */
function attempts(table: string, engine: Engine): string[] {
  const key = table === 'history' ? 'seq' : 'id';
  const column = table === 'history' ? 'actor' : 'origin';
  const upsert = `insert into ${table} select * from ${table} where true on conflict (${key}) do update set ${column} = 'x'`;
  const common = [
    `update ${table} set ${column} = 'x'`,
    `update ${table} set ${key} = ${key} + 1000`,
    `delete from ${table} where ${key} > 0`,
    `delete from ${table}`,
    upsert,
  ];
  if (engine === 'sqlite')
    return [
      ...common,
      `replace into ${table} select * from ${table}`,
      `insert or replace into ${table} select * from ${table}`,
      `update or replace ${table} set ${column} = 'x'`,
    ];
  return [
    ...common,
    `truncate ${table} cascade`,
    `merge into ${table} t using ${table} s on t.${key} = s.${key} when matched then update set ${column} = 'x'`,
    `drop trigger posting_period_open on posting`,
    `alter table ${table} disable trigger all`,
    `drop table ${table} cascade`,
  ];
}

async function contentOf(db: Database): Promise<string> {
  const parts: unknown[] = [];
  for (const table of TABLES)
    parts.push((await sql.raw(`select * from ${table} order by 1`).execute(db.read)).rows);
  return JSON.stringify(parts);
}

/** Statements as somebody would smuggle them in where the API takes a text. */
const SMUGGLED = [
  "'; update posting set cents = 0; --",
  '"; delete from posting; --',
  "100' or 1=1; drop table movement; --",
  '1); delete from history; --',
];

forEachDatabase((open, engine) => {
  test('No statement of the application changes, replaces or removes what was recorded', async () => {
    const db = await open();
    await addTestBudget(db);
    const before = await contentOf(db);
    for (const table of TABLES) {
      for (const statement of attempts(table, engine)) {
        await assert.rejects(
          db.writeTransaction((query) => sql.raw(statement).execute(query)),
          /append-only|permission denied|must be owner/u,
          statement,
        );
      }
    }
    assert.equal(await contentOf(db), before);
  });

  test('SQL that comes through the API stays a text', async () => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    const before = await contentOf(db);
    const app = await startTestApp(db);
    const controller = await app.as('controller');
    for (const text of SMUGGLED) {
      const at = encodeURIComponent(text);
      const answers = [
        await controller(`/api/budget?asOf=2021-06-30&subBudget=${at}`),
        await controller(`/api/budget/steps?asOf=2021-06-30&year=2021&ledger=result&group=${at}`),
        await controller(`/api/budget/lines/${at}`),
        await controller(`/api/history?entity=${at}`),
        await controller(`/api/imports/uploads?profile=${at}&name=x.csv`, { method: 'POST' }),
      ];
      for (const answer of answers) assert.ok(answer.status < 500, `${answer.url} ${answer.status}`);
    }
    assert.equal(await contentOf(db), before);
    await app.close();
  });
});
