import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { verify } from '../verify/verify.ts';
import { activeRules, addRuleVersion } from '../reconciliation/rules.sql.ts';
import { candidateIds } from '../reconciliation/candidates.sql.ts';
import type { RuleCondition } from '#shared/reconciliation/rule.ts';
import { applyFile, planFile } from './any-file.ts';
import { addAccountMap, testBy } from './test-imports.ts';

const ITEMS =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';
const ORDERS = 'Bestellung;fällig;Bestelldatum;Objekt;Sachkonto;Text;Kreditor;Bestellwert';
const LINES = 'Haushaltsjahr;Teilhaushalt;Objekt;Bezeichnung;Sachkonto;Ansatz';
const SUMS = 'Geschäftsjahr;Periode;Stand;Objekt;Sachkonto;Bezeichnung;Ist';
const PROJECTS = 'Nummer;Projekt;Beschreibung;Amt;Handlungsfeld;Stufe;Beginn;Ende';

function csv(profile: string, head: string, ...rows: string[]) {
  const text = `${[head, ...rows].join('\r\n')}\r\n`;
  return { profile, fileName: `${profile}.csv`, bytes: Buffer.from(text, 'latin1') };
}

interface Item {
  company?: string;
  document?: string;
  position?: string;
  account?: string;
  object?: string;
  costCentre?: string;
  order?: string;
  amount?: string;
}
function item(one: Item): string {
  const { company = '1000', document = '9900000001', position = '001', account = '44010000' } = one;
  const { object = '510365', costCentre = '', order = '', amount = '1.000,00' } = one;
  return `${company};2021;${document};${position};15.06.2021;;6;${account};${object};;${costCentre};Probe;;${order};${amount}`;
}
const items = (...rows: Item[]) => {
  const cents = rows.reduce((sum, row) => sum + Number((row.amount ?? '1.000,00').replace(/\D/gu, '')), 0);
  const total = `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
  return csv('sap-ist', ITEMS, ...rows.map(item), `Summe;;;;;;;;;;;;;;${total}`);
};

async function read(
  db: Database,
  file: ReturnType<typeof csv>,
): Promise<Awaited<ReturnType<typeof planFile>>> {
  const plan = await planFile(db.read, file);
  assert.equal(plan.applicable, true, JSON.stringify(plan.errors));
  await applyFile(db, testBy, { ...file, expectedPlanSha256: plan.planSha256 });
  return plan;
}

const orderSums = (db: Database) =>
  db.read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .select(['c.order_number as number', 'e.kind', 'e.cents'])
    .orderBy('e.id')
    .execute();

forEachDatabase((open) => {
  test('An order is one order, whatever zeros a file writes in front, and its invoice releases it', async () => {
    const db = await open();
    await addAccountMap(db);
    const row = (number: string) => `${number};2021;01.06.2021;510365;44010000;Lizenz;K1;1.000,00`;
    await read(db, csv('sap-bestellungen', ORDERS, row('4599000001')));
    for (const spelled of [
      '04599000001',
      '00004599000001',
      "'4599000001",
      '4599000001.0',
      '4599\u00ad000001',
    ]) {
      const plan = await planFile(db.read, csv('sap-bestellungen', ORDERS, row(spelled)));
      assert.deepEqual([plan.add, plan.change, plan.same], [0, 0, 1], spelled);
    }
    await read(db, items({ document: '9910000005', order: '0004599000001', amount: '500,00' }));
    assert.deepEqual(
      (await orderSums(db)).map((one) => [one.number, one.kind, one.cents]),
      [
        ['4599000001', 'ordered', 100_000],
        ['4599000001', 'released', 50_000],
      ],
    );
    assert.equal((await verify(db)).ok, true);
  });

  test('A document line counts once, however its numbers are written', async () => {
    const db = await open();
    await addAccountMap(db);
    await read(db, items({}));
    const spellings: Item[] = [
      { document: "'9900000001" },
      { document: '99000\u00ad00001' },
      { document: '\u00a09900000001 ' },
      { document: '9900000001.0' },
      { document: '0009900000001' },
      { document: '"=""9900000001"""' },
      { company: '01000' },
      { company: '1000.0' },
      { position: '1' },
      { position: '000001' },
      { account: '0044010000' },
      { object: '000000510365' },
      { object: '', costCentre: '0000510365' },
    ];
    for (const spelled of spellings) {
      const plan = await planFile(db.read, items(spelled));
      assert.deepEqual([plan.add, plan.change, plan.same], [0, 0, 1], JSON.stringify(spelled));
    }
    const other = await planFile(db.read, items({ document: '9900000002' }));
    assert.equal(other.add, 1);
  });

  test('A sign that looks like another is refused, named with its place', async () => {
    const db = await open();
    await addAccountMap(db);
    const plan = await planFile(db.read, items({ document: '99000\u009500001' }));
    assert.deepEqual(
      plan.errors.map((error) => [error.line, error.column, error.message]),
      [[2, 'Belegnummer', 'Unerlaubtes Zeichen in einer Nummer: Zeichen (U+2022) an Stelle 6.']],
    );
  });

  test('Postings find line and rule, and sums their row, with and without zeros and in any case', async () => {
    const db = await open();
    await addAccountMap(db);
    const lines = [
      '2021;0100;7.100110.a01;Zeile;440;1,00',
      '2021;100;0000510365;Zeile;0440;1,00',
      'Summe;;;;;2,00',
    ];
    await read(db, csv('sap-ansatz', LINES, ...lines));
    const again = lines.map((line) =>
      line.replace('0100;', '100;').replace('a01', 'A01').replace('0000510365', '510365'),
    );
    const plan = await planFile(db.read, csv('sap-ansatz', LINES, ...again));
    assert.deepEqual([plan.add, plan.change, plan.same], [0, 0, 2]);
    const subBudgets = await db.read.selectFrom('sub_budget').select('code').execute();
    assert.deepEqual(
      subBudgets.map((one) => one.code),
      ['0100'],
      'one sub-budget, as the city wrote it first',
    );
    const posted = await read(
      db,
      items(
        { document: '1', object: '7.100110.A01', account: '0044010000' },
        { document: '2', object: '', costCentre: '0000510365' },
        { document: '3', object: '', costCentre: '0000777' },
      ),
    );
    assert.equal(posted.unassignedRows, 1);
    const conditions: RuleCondition[] = [{ field: 'costObject', test: 'is', value: '000777' }];
    assert.equal((await candidateIds(db.read, [{ conditions }])).length, 1);
    await transact(db, testBy, async (tx) => {
      const target = { kind: 'line' as const, number: '510365/440', milestoneId: null };
      const rule = { code: 'R1', version: 1, priority: 5, conditions, target, active: true };
      await addRuleVersion(tx, { ...rule, reason: 'Probe', authorId: null, origin: 'invented' });
      return { result: undefined, change: { action: 'seed', entity: 'rule', entityId: 'R1' } };
    });
    assert.equal((await activeRules(db.read)).length, 1);
    const ruled = await planFile(db.read, items({ document: '4', object: '', costCentre: '0000000777' }));
    assert.deepEqual([ruled.unassignedRows, ruled.rows[0]?.budgetLine], [0, '510365/440']);
    const sum = (object: string) => `2021;5;31.05.2021;${object};44010000;Summe;10,00`;
    await read(db, csv('sap-summen', SUMS, sum('510365')));
    const sums = await planFile(db.read, csv('sap-summen', SUMS, sum('0000510365')));
    assert.deepEqual([sums.add, sums.change, sums.same], [0, 0, 1]);
  });

  test('A project or post is the same in any case, and stays as it was written first', async () => {
    const db = await open();
    const since = { valid_from: toIsoDate('2020-01-01'), valid_to: null, origin: 'invented' as const };
    await transact(db, testBy, async ({ query, seq }) => {
      const all = { ...since, recorded_seq: seq };
      await query
        .insertInto('office')
        .values({ code: '010', name: 'Amt', ...all })
        .execute();
      await query
        .insertInto('field_of_action')
        .values({ code: 'IT', name: 'IT', position: 1, ...all })
        .execute();
      const stage = { code: 'I', name: 'I', first_year: 2020, last_year: 2021 };
      await query
        .insertInto('stage')
        .values({ ...stage, ...all })
        .execute();
      return { result: undefined, change: { action: 'seed', entity: 'structure', entityId: 'test' } };
    });
    const row = (number: string, office: string) => `${number};Netz;;${office};IT;I;01.01.2021;31.12.2021`;
    await read(db, csv('projektliste', PROJECTS, row('P-004', '010')));
    for (const spelled of ['p-004', "'P-004", 'P\u00ad-004', 'P-004\u00a0', 'P\u0096004']) {
      const plan = await planFile(db.read, csv('projektliste', PROJECTS, row(spelled, '10')));
      assert.deepEqual([plan.add, plan.change, plan.same], [0, 0, 1], spelled);
    }
    const twice = await planFile(db.read, csv('projektliste', PROJECTS, row('Q-1', '10'), row('q-1', '010')));
    assert.equal(twice.add, 1);
  });
});
