import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { applyImport } from '../imports/money/apply-import.sql.ts';
import { testBy, writtenState } from '../imports/test-imports.ts';
import { bring, ist, testClock, withMarch } from './test-periods.ts';
import type { SapRow } from './test-periods.ts';

/** One posting on 20.03.2021, past the importer, as a program with a bug would write it. */
function rawPosting(db: Database, key: string): Promise<number> {
  return transact(db, { clock: testClock, writer: { id: null, name: 'raw' } }, async (tx) => {
    const like = await tx.query.selectFrom('posting').selectAll().limit(1).executeTakeFirstOrThrow();
    const { id: _id, ...row } = like;
    const posting = { ...row, row_key: key, posted_on: toIsoDate('2021-03-20'), recorded_seq: tx.seq };
    await tx.query.insertInto('posting').values(posting).execute();
    return { result: tx.seq, change: { action: 'note', entity: 'note', entityId: key } };
  });
}

forEachDatabase((open) => {
  test('200 writers race with one close: none writes into the month after it, late ones are refused or count later', async () => {
    const db = await withMarch(open);
    await bring(db, '2021-03', ['held', 'open']);
    const raw = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => rawPosting(db, `raw-${from + index}`));
    const imports = Array.from({ length: 10 }, (_, index) => {
      const row: SapRow = [`520000000${index}`, '29.03.2021', '44010000', '10,00'];
      return applyImport(db, testBy, ist([row], `r${index}.csv`));
    });
    const early = raw(0, 95);
    // Straight from open to closed, so that only the guards stand between the writers and the month.
    const closing = transact(db, testBy, async (tx) => {
      await sql`update period set state = 'closed', version = version + 1, recorded_seq = ${tx.seq}
        where month = '2021-03'`.execute(tx.query);
      return { result: tx.seq, change: { action: 'period.close', entity: 'period', entityId: '2021-03' } };
    });
    const writers = [...early, ...raw(95, 190)];
    const done = await Promise.allSettled([...writers, ...imports]);
    const closedSeq = await closing;
    const after = await db.read
      .selectFrom('posting')
      .where('posted_on', '>=', toIsoDate('2021-03-01'))
      .where('posted_on', '<=', toIsoDate('2021-03-31'))
      .where('recorded_seq', '>', closedSeq)
      .select('id')
      .execute();
    assert.deepEqual(after, []);
    const refused = done.filter((one) => one.status === 'rejected');
    assert.ok(refused.length > 0 && refused.length < 200, `${refused.length} refused`);
    for (const one of refused) assert.equal((one.reason as Error).message, 'period-closed');
    const late = await db.read
      .selectFrom('posting')
      .where('sap_posted_on', 'is not', null)
      .select('posted_on')
      .execute();
    assert.ok(late.every((row) => row.posted_on === '2021-04-01'));
    const inTime = await db.read
      .selectFrom('posting')
      .where('recorded_seq', '<', closedSeq)
      .where('posted_on', '<', toIsoDate('2021-04-01'))
      .select('id')
      .execute();
    // Two of March, then each writer exactly once: in time, later, or refused.
    assert.equal(inTime.length - 2 + late.length + refused.length, 200);
    assert.equal(done.length, 200);
    await assert.rejects(rawPosting(db, 'raw-late'), { message: 'period-closed' });
  });

  test('A closed month takes no fact by raw SQL, whoever writes and however far the date lies back', async () => {
    const db = await withMarch(open);
    await bring(db, '2021-03', ['held', 'closed']);
    const state = await writtenState(db);
    await assert.rejects(rawPosting(db, 'raw'), { message: 'period-closed' });
    const line = await db.read.selectFrom('budget_line').select('id').limit(1).executeTakeFirstOrThrow();
    const posting = await db.read
      .selectFrom('posting')
      .select(['id', 'fiscal_year'])
      .limit(1)
      .executeTakeFirstOrThrow();
    const day = toIsoDate('2021-03-31');
    const facts: ((tx: Parameters<Parameters<typeof transact>[2]>[0]) => Promise<unknown>)[] = [
      (tx) =>
        tx.query
          .insertInto('movement')
          .values({
            line_id: line.id,
            kind: 'N',
            cents: toCents(1),
            effective_on: day,
            reason: 'zurückdatiert',
            council_paper_id: null,
            counter_line_id: null,
            pair_key: null,
            import_id: null,
            row_key: null,
            occurrence: null,
            reverses_id: null,
            origin: 'live',
            recorded_seq: tx.seq,
          })
          .execute(),
      (tx) =>
        tx.query
          .insertInto('assignment')
          .values({
            posting_id: posting.id,
            target: 'open',
            line_id: null,
            cents: toCents(1),
            postings: 1,
            effective_on: day,
            ledger: 'result',
            fiscal_year: 2021,
            method: 'manual',
            rule_id: null,
            milestone_id: null,
            origin: 'live',
            recorded_seq: tx.seq,
          })
          .execute(),
      (tx) => sql`update period set state = 'open' where month = '2021-03'`.execute(tx.query),
      (tx) => sql`update period set month = '2031-03' where month = '2021-03'`.execute(tx.query),
      (tx) => sql`delete from period where month = '2021-03'`.execute(tx.query),
    ];
    for (const [index, fact] of facts.entries()) {
      const written = transact(db, testBy, async (tx) => {
        await fact(tx);
        return { result: null, change: { action: 'note', entity: 'note', entityId: index } };
      });
      await assert.rejects(written, `Tatsache ${index}`);
    }
    assert.deepEqual(await writtenState(db), state);
  });
});
