import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BudgetPage } from '#shared/budget/budget.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import { applyFile } from '../imports/any-file.ts';
import { addAccountMap, testBy } from '../imports/test-imports.ts';
import { addTestUsers } from '../session/test-users.ts';

/** In no order at all; each is told apart from its neighbours by one sign. */
const OBJECTS = ['B1', 'a1', 'Ä1', '7.10', '7_10', '7-10', '7.9', '10', '9', '9a', 'THH 1', 'THH_1', 'THH-1'];
const SUB_BUDGETS = ['b', 'A', 'Ä', '100', '20', 'T_1', 'T-1'];
const PROJECTS = ['P-1000', 'P-99', 'P-9', 'Z-1', 'Ä-1', 'p-10'];

const csv = (profile: string, lines: readonly string[]) => ({
  profile,
  fileName: `${profile}.csv`,
  bytes: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'),
});

async function addStructure(db: Database): Promise<void> {
  const since = { valid_from: toIsoDate('2020-01-01'), valid_to: null, origin: 'invented' as const };
  await addAccountMap(db);
  await transact(db, testBy, async ({ query, seq }) => {
    const all = { ...since, recorded_seq: seq };
    await query
      .insertInto('office')
      .values({ code: '10', name: 'Amt', ...all })
      .execute();
    await query
      .insertInto('field_of_action')
      .values({ code: 'IT', name: 'IT', position: 1, ...all })
      .execute();
    await query
      .insertInto('stage')
      .values({ code: 'I', name: 'I', first_year: 2020, last_year: 2021, ...all })
      .execute();
    return { result: undefined, change: { action: 'seed', entity: 'structure', entityId: 'test' } };
  });
}

forEachDatabase((open) => {
  test('Codes stand in natural German order on every database, whatever order it sorts by itself', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addStructure(db);
    const rows = [
      ...OBJECTS.map((object) => `2021;100;${object};Zeile;440;1,00`),
      ...SUB_BUDGETS.map((code, n) => `2021;${code};X${n};Zeile;440;1,00`),
    ];
    const head = 'Haushaltsjahr;Teilhaushalt;Objekt;Bezeichnung;Sachkonto;Ansatz';
    await applyFile(db, testBy, csv('sap-ansatz', [head, ...rows, `Summe;;;;;${rows.length},00`]));
    const projects = PROJECTS.map((number) => `${number};Projekt;;10;IT;I;01.01.2021;31.12.2021`);
    const projectHead = 'Nummer;Projekt;Beschreibung;Amt;Handlungsfeld;Stufe;Beginn;Ende';
    await applyFile(db, testBy, csv('projektliste', [projectHead, ...projects]));
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const budget = (await (await controller('/api/budget?asOf=2021-12-31')).json()) as BudgetPage;
    const lines = budget.ledgers.flatMap((ledger) => ledger.groups.flatMap((group) => group.lines));
    assert.deepEqual(
      lines.map((line) => line.costObject).filter((object) => !object.startsWith('X')),
      ['7_10', '7-10', '7.9', '7.10', '9', '9a', '10', 'a1', 'Ä1', 'B1', 'THH 1', 'THH_1', 'THH-1'],
    );
    assert.deepEqual(
      budget.subBudgets.map((one) => one.code),
      ['20', '100', 'A', 'Ä', 'b', 'T_1', 'T-1'],
    );
    const page = (await (await controller('/api/projects?asOf=2021-12-31')).json()) as ProjectList;
    assert.deepEqual(
      page.projects.map((project) => project.number),
      ['Ä-1', 'P-9', 'p-10', 'P-99', 'P-1000', 'Z-1'],
    );
  });
});
