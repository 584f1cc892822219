import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { RequestPreview } from '#shared/approvals/requests.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { RecordProfile } from '#shared/imports/record-profile.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import { submitted } from '../../approvals/test-requests.ts';
import type { Database } from '../../db/database.ts';
import { transact } from '../../db/transact.ts';
import { verify } from '../../verify/verify.ts';
import { startTestApp } from '../../http/test-app.ts';
import type { TestFetch } from '../../http/test-app.ts';
import { addSecondController, addTestUsers } from '../../session/test-users.ts';
import { applyFile } from '../any-file.ts';
import { applyRecords } from './apply-records.sql.ts';
import { accountMapOf } from '../money/account-map.sql.ts';
import { addAccountMap, testBy } from '../test-imports.ts';

const HEADS = {
  projektliste: 'Nummer;Projekt;Beschreibung;Amt;Handlungsfeld;Stufe;Beginn;Ende',
  stellenplan: 'Stelle;Bezeichnung;Entgeltgruppe;Anteil;Amt;Handlungsfeld;Stufe;bewilligt am;geplant ab;kw',
  kennzahlen: 'Kennzahl;Name;Stand;Wert;Einheit;Modell;Quelle',
};

export const AKTE = 'P-1;eAkte;Akten;010;IT;I;01.03.2021;31.12.2021';
export const NETZ = 'P-2;Netz;;010;IT;I;01.01.2021;30.06.2021';

export interface World {
  db: Database;
  controller: TestFetch;
  second: TestFetch;
  office: TestFetch;
  /** Reads a file in and answers with the number of its import, and whether it was a new one. */
  brings: (profile: keyof typeof HEADS, ...rows: string[]) => Promise<{ id: number; first: boolean }>;
}

export async function start(t: TestContext, db: Database): Promise<World> {
  await addTestUsers(db);
  await addSecondController(db);
  await addAccountMap(db);
  const since = { valid_from: toIsoDate('2020-01-01'), valid_to: null, origin: 'invented' as const };
  await transact(db, testBy, async (tx) => {
    const seq = { recorded_seq: tx.seq };
    await tx.query
      .insertInto('office')
      .values({ code: '010', name: 'Amt', ...since, ...seq })
      .execute();
    await tx.query
      .insertInto('field_of_action')
      .values({ code: 'IT', name: 'IT', position: 1, ...since, ...seq })
      .execute();
    await tx.query
      .insertInto('stage')
      .values({ code: 'I', name: 'I', first_year: 2020, last_year: 2021, ...since, ...seq })
      .execute();
    return { result: undefined, change: { action: 'seed', entity: 'structure', entityId: 'test' } };
  });
  const app = await startTestApp(db, { clock: { now: () => '2021-07-02T08:00:00.000Z' as Instant } });
  t.after(() => app.close());
  const brings: World['brings'] = async (profile, ...rows) => {
    const bytes = Buffer.from(`${[HEADS[profile], ...rows].join('\r\n')}\r\n`, 'latin1');
    const applied = await applyFile(db, testBy, { profile, fileName: `${profile}.csv`, bytes });
    return { id: applied.import.id, first: applied.first };
  };
  return {
    ...{ db, brings, office: await app.as('programme-office') },
    ...{ controller: await app.as('controller'), second: await app.as('controller2') },
  };
}

const wish = (importId: number) => ({ kind: 'undo-import', reason: 'falsche Datei', payload: { importId } });

export async function notes(given: World, importId: number): Promise<string[]> {
  const { kind, payload } = wish(importId);
  const answer = await given.controller('/api/requests/preview', { method: 'POST', json: { kind, payload } });
  assert.equal(answer.status, 200, await answer.clone().text());
  return ((await answer.json()) as RequestPreview).effect.notes;
}

/** Two people want it. */
export async function takeBack(given: World, importId: number): Promise<void> {
  const request = await submitted(given.controller, wish(importId));
  const approve = (as: TestFetch) =>
    as(`/api/requests/${request.id}/approve`, { method: 'POST', json: {}, ifMatch: request.version });
  assert.equal((await approve(given.controller)).status, 403, 'not by who asked');
  const answer = await approve(given.second);
  assert.equal(answer.status, 200, await answer.text());
}

export async function refusal(given: World, importId: number): Promise<string> {
  const answer = await given.controller('/api/requests', { method: 'POST', json: wish(importId) });
  assert.equal(answer.status, 422);
  return ((await answer.json()) as Problem).errors?.map((error) => error.message).join('\n') ?? '';
}

export async function listed(given: World): Promise<string[]> {
  const answer = await given.controller('/api/projects?asOf=2021-07-02');
  assert.equal(answer.status, 200);
  return ((await answer.json()) as ProjectList).projects.map(({ number, name }) => `${number} ${name}`);
}

/** Of the frame that the SAP files are read by. */
const ACCOUNTS = RecordProfile.parse({
  ...{ code: 'konten', title: 'Konten', description: 'Konten', kind: 'account-map', source: 'WESEL-KONTEN' },
  ...{ format: 'csv', encoding: 'windows-1252', separator: ';', headerRow: 1, leaveOut: [] },
  fields: { prefix: 'Konto', name: 'Bezeichnung' },
  constants: { frame: 'BW', validFrom: '2021-01-01', ledger: 'result', kind: 'material' },
  dateFormat: 'yyyy-mm-dd',
});

/** Reads a file of one account in; answers with the number of its import. */
export async function accountFile({ db }: World, account: string): Promise<number> {
  const bytes = Buffer.from(`Konto;Bezeichnung\r\n${account};Test\r\n`, 'latin1');
  const by = { clock: testBy.clock, writer: testBy.writer };
  const input = { profile: ACCOUNTS.code, fileName: 'konten.csv', bytes };
  const applied = await applyRecords(db, by, ACCOUNTS, input);
  assert.equal(applied.first, true);
  return applied.import.id;
}

/** The account prefixes by which the SAP files are read. */
export async function mapped(db: Database): Promise<string[]> {
  return [...(await accountMapOf(db.read, 'BW')).keys()].sort();
}

export async function green(db: Database): Promise<void> {
  const { ok, checks } = await verify(db);
  assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
}
