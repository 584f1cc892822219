import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../../db/database.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { transact } from '../../db/transact.ts';
import { postingPass } from '../../ledger/posting-pass.sql.ts';
import { importsTieOut } from '../checks.sql.ts';
import { applyFile, planFile, profileOf } from '../any-file.ts';
import { saveProfile } from '../profiles/stored-profiles.sql.ts';
import { testBy, writtenState } from '../test-imports.ts';

const PROJECT_HEAD = 'Nummer;Projekt;Beschreibung;Amt;Handlungsfeld;Stufe;Beginn;Ende';
const POSITION_HEAD =
  'Stelle;Bezeichnung;Entgeltgruppe;Anteil;Amt;Handlungsfeld;Stufe;bewilligt am;geplant ab;kw';
const INDICATOR_HEAD = 'Kennzahl;Name;Stand;Wert;Einheit;Modell;Quelle';

function csv(profile: string, ...lines: string[]) {
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
  return { profile, fileName: `${profile}.csv`, bytes };
}

async function addStructure(db: Database): Promise<void> {
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
}

forEachDatabase((open) => {
  test('Adds projects as planned, shows changes before and after, and keeps the old values', async () => {
    const db = await open();
    await addStructure(db);
    const rows = [
      'P-1;eAkte;Akten;010;IT;I;01.03.2021;31.12.2021',
      'P-2;Netz;;010;IT;I;01.01.2021;30.06.2021',
    ];
    const first = csv('projektliste', PROJECT_HEAD, ...rows);
    const plan = await planFile(db.read, first);
    assert.deepEqual([plan.rowsRead, plan.add, plan.change, plan.applicable], [2, 2, 0, true]);
    await applyFile(db, testBy, { ...first, expectedPlanSha256: plan.planSha256 });
    assert.equal((await applyFile(db, testBy, first)).first, false);
    const changed = csv(
      'projektliste',
      PROJECT_HEAD,
      rows[0] ?? '',
      'P-2;Netz;;010;IT;I;01.01.2021;31.07.2021',
    );
    const second = await planFile(db.read, changed);
    assert.deepEqual([second.add, second.change, second.same], [0, 1, 1]);
    assert.deepEqual(second.rows[0]?.changes, [{ field: 'Ende', before: '2021-06-30', after: '2021-07-31' }]);
    await applyFile(db, testBy, changed);
    const projects = await db.read
      .selectFrom('project as p')
      .innerJoin('project_state as s', 's.project_id', 'p.id')
      .select(['p.number', 'p.ends_on', 'p.version', 's.state'])
      .orderBy('p.number')
      .execute();
    assert.deepEqual(projects, [
      { number: 'P-1', ends_on: '2021-12-31', version: 1, state: 'planned' },
      { number: 'P-2', ends_on: '2021-07-31', version: 2, state: 'planned' },
    ]);
    const history = await db.read
      .selectFrom('history')
      .orderBy('seq', 'desc')
      .select(['before', 'after'])
      .executeTakeFirstOrThrow();
    assert.match(history.before ?? '', /"key":"P-2","Ende":"2021-06-30"/u);
    assert.match(history.after ?? '', /"key":"P-2","Ende":"2021-07-31"/u);
    assert.deepEqual((await importsTieOut(db.read, await postingPass(db.read, db.engine))).faults, []);
  });

  test('Names every fault of a project list at once and writes nothing', async () => {
    const db = await open();
    await addStructure(db);
    const state = await writtenState(db);
    const input = csv(
      'projektliste',
      PROJECT_HEAD,
      'P-1;eAkte;;010;IT;I;01.03.2021;31.12.2021',
      'P-1;anders;;010;IT;I;01.03.2021;31.12.2021',
      ';Netz;;10;Mensch;I;31.02.2021;2021',
      'P-3;Ende;;010;IT;I;01.03.2021;28.02.2021',
    );
    const plan = await planFile(db.read, input);
    assert.deepEqual(
      plan.errors.map((error) => [error.line, error.column, error.text, error.message]),
      [
        [3, 'Nummer', 'P-1', 'Steht schon in Zeile 2, dort mit anderem Inhalt (Name).'],
        [4, 'Nummer', '', 'Nummer fehlt.'],
        [4, 'Beginn', '31.02.2021', 'Dieses Datum gibt es nicht.'],
        [4, 'Ende', '2021', 'Erwartet wird ein Datum in der Form TT.MM.JJJJ.'],
        [5, 'Ende', '28.02.2021', 'Das Ende liegt vor dem Beginn (01.03.2021).'],
      ],
    );
    await assert.rejects(applyFile(db, testBy, input), { code: 'rows-invalid' });
    assert.deepEqual(await writtenState(db), state);
  });

  test('Reads posts with four decimals and a kw date, and refuses an office nobody knows', async () => {
    const db = await open();
    await addStructure(db);
    const good = csv(
      'stellenplan',
      POSITION_HEAD,
      'S-1;Entwicklung;EG 11;0,7525;010;IT;I;19.12.2019;01.04.2020;31.12.2024',
      'S-2;Betrieb;A 11;1;010;IT;I;19.12.2019;01.04.2020;',
    );
    await applyFile(db, testBy, good);
    const posts = await db.read
      .selectFrom('position')
      .select(['number', 'fte_ten_thousandths as fte', 'kw_on'])
      .orderBy('number')
      .execute();
    assert.deepEqual(posts, [
      { number: 'S-1', fte: 7_525, kw_on: '2024-12-31' },
      { number: 'S-2', fte: 10_000, kw_on: null },
    ]);
    const bad = csv(
      'stellenplan',
      POSITION_HEAD,
      'S-3;x;EG 9;0,75251;10;IT;I;19.12.2019;01.04.2020;',
      'S-4;x;EG 9;0,5;77;IT;I;19.12.2019;01.04.2020;',
    );
    const plan = await planFile(db.read, bad);
    assert.deepEqual(
      plan.errors.map((error) => [error.line, error.column, error.message]),
      [
        [2, 'Anteil', 'Erlaubt sind höchstens 4 Nachkommastellen.'],
        [3, 'Amt', 'Das Amt „77“ gibt es nicht.'],
      ],
    );
    assert.deepEqual((await importsTieOut(db.read, await postingPass(db.read, db.engine))).faults, []);
  });

  test('Keeps indicators with their model version; a corrected value is a newer row', async () => {
    const db = await open();
    const first = csv(
      'kennzahlen',
      INDICATOR_HEAD,
      'OZG-REIFE;Reifegrad;30.06.2021;2,75;Stufe;OZG 0–4 (2021);Erhebung'.replace('–', '-'),
    );
    await applyFile(db, testBy, first);
    const corrected = {
      ...first,
      bytes: Buffer.from(first.bytes.toString('latin1').replace('2,75', '2,80')),
    };
    const plan = await planFile(db.read, corrected);
    assert.deepEqual(plan.rows[0]?.changes, [{ field: 'Wert', before: '2.75', after: '2.8' }]);
    await applyFile(db, testBy, corrected);
    const rows = await db.read.selectFrom('indicator').select(['value', 'model']).orderBy('id').execute();
    assert.deepEqual(rows, [
      { value: '2.75', model: 'OZG 0-4 (2021)' },
      { value: '2.8', model: 'OZG 0-4 (2021)' },
    ]);
    assert.deepEqual((await importsTieOut(db.read, await postingPass(db.read, db.engine))).faults, []);
  });

  test('Dates that cannot be meant are refused with their place, and a profile may have them told', async () => {
    const db = await open();
    await addStructure(db);
    const state = await writtenState(db);
    const today = toIsoDate('2021-07-02');
    const input = {
      ...csv(
        'projektliste',
        PROJECT_HEAD,
        'P-1;eAkte;;010;IT;I;01.03.2099;31.12.2099',
        'P-2;Netz;;010;IT;I;01.03.1921;31.12.2021',
        'P-3;Portal;;010;IT;I;01.03.2021;31.12.2021',
      ),
      today,
    };
    const ahead = (day: string): string =>
      `Der ${day} liegt mehr als 30 Jahre nach dem Tag des Einlesens (02.07.2021).`;
    const expected = [
      [2, 'Beginn', '01.03.2099', ahead('01.03.2099')],
      [2, 'Ende', '31.12.2099', ahead('31.12.2099')],
      [3, 'Beginn', '01.03.1921', 'Der 01.03.1921 liegt vor dem 01.01.1990.'],
    ];
    const plan = await planFile(db.read, input);
    const told = (rows: typeof plan.errors) =>
      rows.map((error) => [error.line, error.column, error.text, error.message]);
    assert.deepEqual(told(plan.errors), expected);
    await assert.rejects(applyFile(db, testBy, input), { code: 'rows-invalid' });
    // Without a date of its own an import is judged by the day it is applied on.
    const { today: _today, ...undated } = input;
    await assert.rejects(applyFile(db, testBy, undated), { code: 'rows-invalid' });
    assert.deepEqual(await writtenState(db), state);
    const profile = {
      ...(await profileOf(db.read, 'projektliste')),
      plausibility: { past: 'told', ahead: 'told' },
    };
    await saveProfile(
      db,
      testBy,
      { code: 'projektliste', version: 0 },
      { profile, reason: '2099 heißt unbefristet' },
    );
    const again = await planFile(db.read, input);
    assert.deepEqual([told(again.errors), told(again.warnings)], [[], expected]);
    assert.deepEqual(again.notices.slice(0, 2), [
      '2 Daten: Das Datum liegt mehr als 30 Jahre voraus.',
      '1 Datum: Das Datum liegt vor 1990.',
    ]);
    await applyFile(db, testBy, input);
    assert.deepEqual((await importsTieOut(db.read, await postingPass(db.read, db.engine))).faults, []);
  });
});
