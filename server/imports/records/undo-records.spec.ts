import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { transact } from '../../db/transact.ts';
import { addRisk } from '../../risks/write-risks.sql.ts';
import { applyFile } from '../any-file.ts';
import { sample, testBy } from '../test-imports.ts';
import {
  accountFile,
  AKTE,
  green,
  listed,
  mapped,
  NETZ,
  notes,
  refusal,
  start,
  takeBack,
} from './test-undo-records.ts';

forEachDatabase((open) => {
  test('Projects that a file brought stand in no list after it is taken back, and its file brings them again', async (t) => {
    const given = await start(t, await open());
    const { id } = await given.brings('projektliste', AKTE, NETZ);
    assert.deepEqual(await listed(given), ['P-1 eAkte', 'P-2 Netz']);
    assert.match((await notes(given, id))[0] ?? '', /^Zurückgenommen: 2 Datensätze.*: P-1, P-2\.$/u);
    await takeBack(given, id);
    assert.deepEqual(await listed(given), []);
    const search = await given.controller('/api/search?q=eAkte');
    assert.equal(search.status, 200);
    assert.doesNotMatch(await search.text(), /"P-1"/u);
    const rows = await given.db.read.selectFrom('project').select('number').orderBy('id').execute();
    assert.deepEqual(rows, [{ number: 'P-1' }, { number: 'P-2' }], 'nothing is deleted');
    await green(given.db);
    assert.match(await refusal(given, id), /P-1 wurde schon zurückgenommen/u);
    const again = await given.brings('projektliste', AKTE, NETZ);
    assert.deepEqual([again.first, again.id === id], [true, false]);
    assert.deepEqual(await listed(given), ['P-1 eAkte', 'P-2 Netz']);
    await green(given.db);
    assert.equal((await given.brings('projektliste', AKTE, NETZ)).first, false);
    await takeBack(given, again.id);
    assert.deepEqual(await listed(given), []);
    await green(given.db);
  });

  test('A changed project has its values of before again, its name from the day of the file', async (t) => {
    const given = await start(t, await open());
    const first = await given.brings('projektliste', AKTE, NETZ);
    const second = await given.brings(
      'projektliste',
      AKTE,
      NETZ.replace('Netz', 'Netze').replace('30.06', '31.07'),
    );
    assert.deepEqual(await listed(given), ['P-1 eAkte', 'P-2 Netze']);
    assert.ok(
      (await notes(given, first.id)).includes(`Bleibt: P-2 wurde später geändert: Einlesung ${second.id}.`),
    );
    await takeBack(given, second.id);
    assert.deepEqual(await listed(given), ['P-1 eAkte', 'P-2 Netz']);
    const { ends_on: endsOn } = await given.db.read
      .selectFrom('project')
      .where('number', '=', 'P-2')
      .select('ends_on')
      .executeTakeFirstOrThrow();
    assert.equal(endsOn, '2021-06-30');
    const names = await given.db.read
      .selectFrom('project_fact as f')
      .innerJoin('project as p', 'p.id', 'f.project_id')
      .where('p.number', '=', 'P-2')
      .where('f.field', '=', 'name')
      .orderBy('f.id')
      .select('f.value')
      .execute();
    assert.deepEqual(
      names.map((row) => row.value),
      ['Netz', 'Netze', 'Netz'],
      'both facts stay',
    );
    await green(given.db);
    assert.match(await refusal(given, second.id), /P-2 wurde schon zurückgenommen/u);
    await takeBack(given, first.id);
    assert.deepEqual(await listed(given), []);
    await green(given.db);
  });

  test('What is needed or was edited since stays, named by its number, and the rest goes', async (t) => {
    const given = await start(t, await open());
    const { id } = await given.brings('projektliste', AKTE, NETZ, NETZ.replace('P-2', 'P-3'));
    const [risky, edited] = await given.db.read.selectFrom('project').select('id').orderBy('id').execute();
    assert.ok(risky && edited);
    await transact(given.db, testBy, async (tx) => {
      await addRisk(tx, {
        ...{ projectId: risky.id, kind: 'risk', openedOn: toIsoDate('2021-05-01'), origin: 'live' },
        ...{ title: 'Verzug', probability: 2, impact: 2, measure: 'Puffer', owner: 'Amt 17' },
        ...{ dueOn: null, paperId: null },
      });
      return { result: undefined, change: { action: 'test', entity: 'project', entityId: risky.id } };
    });
    const edit = await given.office(`/api/projects/${edited.id}?asOf=2021-07-02`, {
      method: 'PATCH',
      json: { name: 'Netzwerk' },
      ifMatch: 1,
    });
    assert.equal(edit.status, 200, await edit.text());
    const told = await notes(given, id);
    assert.ok(told.includes('Bleibt: P-1 wird gebraucht: 1 Risiko.'), told.join('\n'));
    assert.ok(told.includes('Bleibt: P-2 wurde später geändert: am Projekt.'));
    await takeBack(given, id);
    assert.deepEqual(await listed(given), ['P-1 eAkte', 'P-2 Netzwerk']);
    await green(given.db);
    assert.match(await refusal(given, id), /P-1 wird gebraucht[\s\S]*P-3 wurde schon zurückgenommen/u);
  });

  test('A post goes while nothing happened to it, and comes back as the same post', async (t) => {
    const given = await start(t, await open());
    const rows = [1, 2].map((n) => `S-${n};Betrieb;A 11;1;010;IT;I;19.12.2019;01.04.2020;`);
    const { id } = await given.brings('stellenplan', ...rows);
    const [held] = await given.db.read.selectFrom('position').select('id').orderBy('id').execute();
    assert.ok(held);
    await transact(given.db, testBy, async (tx) => {
      await tx.query
        .insertInto('position_event')
        .values({
          ...{ position_id: held.id, kind: 'created', effective_on: toIsoDate('2020-04-01') },
          ...{
            share_ten_thousandths: null,
            grade_to: null,
            date_to: null,
            origin: 'live',
            recorded_seq: tx.seq,
          },
        })
        .execute();
      return { result: undefined, change: { action: 'test', entity: 'position', entityId: held.id } };
    });
    await takeBack(given, id);
    const posts = async () => {
      const text = await (await given.controller('/api/positions?asOf=2021-07-02')).text();
      return [...new Set(text.match(/S-\d/gu))];
    };
    assert.deepEqual(await posts(), ['S-1']);
    await green(given.db);
    const changed = await given.brings('stellenplan', ...rows.map((row) => row.replace('A 11', 'A 12')));
    assert.deepEqual(await posts(), ['S-1', 'S-2']);
    await green(given.db);
    await takeBack(given, changed.id);
    const grades = await given.db.read.selectFrom('position').orderBy('id').select('grade').execute();
    assert.deepEqual(grades[0], { grade: 'A 11' }, 'restored');
    assert.deepEqual(await posts(), ['S-1']);
    await green(given.db);
  });

  test('An indicator taken back leaves the value of before, and the file brings its value again', async (t) => {
    const given = await start(t, await open());
    const row = 'OZG-REIFE;Reifegrad;30.06.2021;2,75;Stufe;OZG (2021);Erhebung';
    const first = await given.brings('kennzahlen', row);
    const second = await given.brings('kennzahlen', row.replace('2,75', '2,80'));
    assert.match(await refusal(given, first.id), new RegExp(`später geändert: Einlesung ${second.id}`, 'u'));
    await takeBack(given, second.id);
    assert.equal((await given.brings('kennzahlen', row)).first, false, 'the value of before stands');
    assert.equal((await given.brings('kennzahlen', row.replace('2,75', '2,80'))).first, true);
    await green(given.db);
  });

  test('An account map goes while no file was read by it', async (t) => {
    const given = await start(t, await open());
    const before = await mapped(given.db);
    const read = await accountFile(given, '9991');
    assert.equal((await mapped(given.db)).length, before.length + 1);
    await takeBack(given, read);
    assert.deepEqual(await mapped(given.db), before);
    await green(given.db);
    const again = await accountFile(given, '9991');
    assert.equal((await mapped(given.db)).length, before.length + 1);
    const file = { profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') };
    const money = await applyFile(given.db, testBy, file);
    const words = new RegExp(`9991 \\(ab .*\\) wird gebraucht: Einlesung ${money.import.id}`, 'u');
    assert.match(await refusal(given, again), words);
    await green(given.db);
  });
});
