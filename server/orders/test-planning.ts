import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startTestRequests } from '../approvals/test-requests.ts';
import type { TestRequests } from '../approvals/test-requests.ts';
import type { Database } from '../db/database.ts';
import type { TestFetch } from '../http/test-app.ts';

/** The test budget with its two controllers. */
export interface World {
  test: TestRequests;
  controller: TestFetch;
  second: TestFetch;
}

/** Line 105 is declared transferable in both years. */
export async function world(t: TestContext, db: Database): Promise<World> {
  const test = await startTestRequests(db);
  t.after(() => test.app.close());
  // 105/2020 is declared transferable and spent nothing: A 500.000,00 − 131.250,00 carried already.
  await db.writeTransaction((query) =>
    query.updateTable('budget_line').set({ transferable: 1 }).where('number', '=', '105').execute(),
  );
  return { test, controller: await test.as('controller'), second: await test.as('controller2') };
}

export async function get<T>(fetch: TestFetch, path: string): Promise<T> {
  const response = await fetch(path);
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return (await response.json()) as T;
}

export const approve = (fetch: TestFetch, request: { id: number; version: number }) =>
  fetch(`/api/requests/${request.id}/approve`, { method: 'POST', json: {}, ifMatch: request.version });
