import { toIsoDate } from '#shared/calendar.ts';
import type { Clock, Instant } from '#shared/calendar.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import type { Database } from '../db/database.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestApp, TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';

export const TEST_CLOCK: Clock = { now: () => '2021-07-01T08:00:00.000Z' as Instant };

/** A small budget, a user per role and a second controller, in a database whose setup is complete. */
export interface TestRequests {
  app: TestApp;
  /** Id of a line by its number and year. */
  line: (number: string, year?: number) => Promise<number>;
  as: (login: string) => Promise<TestFetch>;
}

export async function startTestRequests(db: Database): Promise<TestRequests> {
  const users = await addTestUsers(db);
  await addTestBudget(db);
  await db.writeTransaction(async (query) => {
    const { recorded_seq } = await query
      .selectFrom('app_user')
      .where('id', '=', users.controller)
      .select('recorded_seq')
      .executeTakeFirstOrThrow();
    for (const [role, number] of [
      ['controller', 2],
      ['controller', 3],
      ['admin', 2],
    ] as const) {
      await query
        .insertInto('app_user')
        .values({ login: `${role}${number}`, name: `Test ${role} ${number}`, role, recorded_seq })
        .execute();
    }
    await query.insertInto('meta').values({ key: 'setup', value: 'complete' }).execute();
  });
  const app = await startTestApp(db, { clock: TEST_CLOCK });
  return {
    app,
    as: (login) => app.as(login),
    line: async (number, year = 2021) => {
      const row = await db.read
        .selectFrom('budget_line')
        .where('number', '=', number)
        .where('year', '=', year)
        .select('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },
  };
}

/** A transfer inside cover group 100-A, in cents. */
export async function transferInput(test: TestRequests, cents: number) {
  return {
    kind: 'movement',
    reason: 'Lizenzen früher beschafft',
    payload: {
      movement: 'U',
      fromLineId: await test.line('105'),
      toLineId: await test.line('103'),
      cents,
      effectiveOn: toIsoDate('2021-07-01'),
    },
  };
}

export async function submitted(fetch: TestFetch, json: unknown): Promise<{ id: number; version: number }> {
  const answer = await fetch('/api/requests', { method: 'POST', json });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { id: number; version: number };
}

/** An account as writer, for the choke point below HTTP. */
export async function writerOf(db: Database, login: string) {
  const { id } = await db.read
    .selectFrom('app_user')
    .where('login', '=', login)
    .select('id')
    .executeTakeFirstOrThrow();
  return { clock: TEST_CLOCK, writer: { id, name: login } };
}
