import assert from 'node:assert/strict';
import type { ApplyResult, UploadResult } from '#shared/imports/imports.ts';
import type { SourceResult } from '#shared/sources/sources.ts';
import { startTestRequests } from '../../approvals/test-requests.ts';
import type { Database } from '../../db/database.ts';
import type { OpenTestDatabase } from '../../db/test-databases.ts';
import type { TestFetch } from '../../http/test-app.ts';
import { importProfiles } from '../profiles/profiles.ts';
import { addAccountMap } from '../test-imports.ts';

export const PLAN = importProfiles().find((profile) => profile.code === 'sap-ansatz');

/** Appropriations of 2021, which the test budget has, and of 2023, which it has not. */
export const file = (year: number, euro: string, object = '7.100999.001'): Buffer =>
  Buffer.from(
    [
      'Haushaltsjahr;Teilhaushalt;Objekt;Bezeichnung;Sachkonto;Ansatz',
      `${year};100;${object};Nachschlag;440;${euro}`,
      `Summe;;;;;${euro}`,
    ].join('\r\n'),
  );

export async function start(open: OpenTestDatabase) {
  const db = await open();
  const t = await startTestRequests(db);
  await addAccountMap(db);
  return { db, t, one: await t.as('controller'), two: await t.as('controller2') };
}

export async function applied(fetch: TestFetch, profile: string, bytes: Buffer): Promise<ApplyResult> {
  const upload = await fetch(`/api/imports/uploads?profile=${profile}&name=ansatz.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  assert.equal(upload.status, 201, await upload.clone().text());
  const { uploadId, plan } = (await upload.json()) as UploadResult;
  const json = { planSha256: plan.planSha256 };
  const answer = await fetch(`/api/imports/uploads/${uploadId}/apply`, { method: 'POST', json });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as ApplyResult;
}

export const saveProfile = (fetch: TestFetch, code: string, source: string) =>
  fetch(`/api/import-profiles/${code}`, {
    method: 'POST',
    ifMatch: 0,
    json: { profile: { ...PLAN, code, source }, reason: 'Probe' },
  });

export async function added(fetch: TestFetch, code: string, system = code): Promise<SourceResult> {
  const json = { code, name: code, system, reason: 'Zweites System' };
  const answer = await fetch('/api/sources', { method: 'POST', json });
  assert.equal(answer.status, 201, await answer.clone().text());
  return (await answer.json()) as SourceResult;
}

export async function approved(fetch: TestFetch, id: number | null): Promise<void> {
  const answer = await fetch(`/api/requests/${id ?? 0}/approve`, { method: 'POST', json: {}, ifMatch: 1 });
  assert.equal(answer.status, 200, await answer.clone().text());
}

export const importedCents = async (db: Database): Promise<number[]> =>
  (
    await db.read
      .selectFrom('movement')
      .where('import_id', 'is not', null)
      .orderBy('id')
      .select('cents')
      .execute()
  ).map((row) => row.cents);
