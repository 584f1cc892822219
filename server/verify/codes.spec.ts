import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { IsoDate } from '#shared/calendar.ts';
import { postingContent } from '#shared/imports/row-key.ts';
import { migrate } from '../db/migrate.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { postingsByKey } from '../imports/imports.sql.ts';
import { testBy } from '../imports/test-imports.ts';
import { postingPass } from '../ledger/posting-pass.sql.ts';
import { oneSpelling, textsFit } from './codes.sql.ts';

forEachDatabase((_, __, openOld) => {
  test('What an earlier program counted under two spellings is named with document and amount', async () => {
    const db = await openOld();
    await migrate(db);
    const { faults } = await oneSpelling(db.read, db);
    assert.ok(
      faults.some((fault) => /Beleg \d+\/001 von 2021 zählt 4-mal \(zusammen 4\.000,00 €\)/u.test(fault)),
    );
    const order = '4599000001 mit 1.000,00 €, 04599000001 mit 1.000,00 €';
    assert.ok(faults.includes(`Bestellung, fällig 2021, unter mehreren Schreibweisen: ${order}`));
    assert.ok(
      faults.some((fault) => /^Projekt unter mehreren Schreibweisen: P-004 \(.*\), p-004 \(/u.test(fault)),
    );
    assert.ok(faults.some((fault) => fault.includes('„99000‹U+00AD›00001“ mit 1.000,00 €')));
    assert.equal(faults.length, 3);
  });

  test('A text that no file can hold is named with its sign', async () => {
    const db = await openOld();
    await migrate(db);
    const { faults } = await textsFit(db.read, db, await postingPass(db.read, db.engine));
    assert.equal(faults.length, 1);
    assert.match(
      faults[0] ?? '',
      /^Projekt P-010: Zeichen, das es in Unicode nicht gibt \(U\+FFFE\) an Stelle \d+$/u,
    );
  });

  for (const column of ['text', 'vendor', 'cost_object', 'account'] as const)
    test(`A posting whose ${column} no file can hold is named with its amount`, async () => {
      const db = await openOld();
      await migrate(db);
      const { id, ...posting } = await db.read
        .selectFrom('posting')
        .orderBy('id')
        .selectAll()
        .executeTakeFirstOrThrow();
      assert.ok(id > 0);
      const later = {
        posted_on: '2030-06-15' as IsoDate,
        sap_posted_on: null,
        fiscal_year: 2030,
        period: '06',
      };
      const bad = { ...posting, ...later, row_key: 'planted', reverses_id: null, [column]: 'a\u0007b' };
      await db.writeTransaction((query) => query.insertInto('posting').values(bad).execute());
      const { faults } = await textsFit(db.read, db, await postingPass(db.read, db.engine));
      const [, found = ''] = faults.sort((a) => (a.startsWith('Buchung') ? 1 : -1));
      assert.match(found, /^Buchung \d+ \(.* €\): Steuerzeichen \(U\+0007\) an Stelle 2$/u);
      assert.equal(faults.length, 2);
    });

  test('The migration gives keys and orders their canonical form, and the same rows are found again', async () => {
    const db = await openOld();
    const { id, ...first } = await db.read
      .selectFrom('posting')
      .where('document_number', '=', '9900000001')
      .selectAll()
      .executeTakeFirstOrThrow();
    assert.ok(id > 0);
    const old = {
      ...first,
      row_key: "1000|2021|'009977000001.0|1",
      document_number: "'009977000001.0",
      cost_object: '0000510365',
      order_number: '0007000000001',
      content_sha256: 'as an earlier program reckoned it',
    };
    const order = { order_number: '0007000000001', text: 'x', due_year: 2021, ordered_on: first.posted_on };
    await db.writeTransaction(async (query) => {
      const own = { origin: 'invented' as const, recorded_seq: first.recorded_seq };
      await query.insertInto('posting').values(old).execute();
      await query
        .insertInto('commitment')
        .values({ ...order, line_id: null, ...own })
        .execute();
    });
    await migrate(db);
    const [found] = await postingsByKey(db.read, [first.source], ['1000|2021|9977000001|1']);
    const row = { postedOn: first.posted_on, object: '510365', account: first.account, cents: first.cents };
    assert.equal(found?.content, createHash('sha256').update(postingContent(row)).digest('hex'));
    const orders = await db.read
      .selectFrom('commitment as c')
      .innerJoin('posting as p', 'p.order_number', 'c.order_number')
      .where('c.order_number', '=', '7000000001')
      .select(['p.document_number as document'])
      .execute();
    assert.deepEqual(orders, [{ document: '9977000001' }]);
    await assert.rejects(
      transact(db, testBy, async ({ query }) => {
        await query.updateTable('posting').set({ row_key: 'x' }).execute();
        return { result: undefined, change: { action: 'seed', entity: 'posting', entityId: 'x' } };
      }),
      'postings still cannot be changed',
    );
  });
});
