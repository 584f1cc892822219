import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, toIsoDate } from '#shared/calendar.ts';
import { actualsByMonth, lineFigures, readLineFigures } from './figures.sql.ts';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { RandomLedger } from '../explain/test-random-ledger.ts';
import { numbersFrom, writeForecast } from '../explain/test-random-rows.ts';
import { addTestUsers } from '../session/test-users.ts';
import { forecastAmounts, reportedForecasts } from '../forecasts/forecasts.ts';

const START = toIsoDate('2021-01-04');
const LEDGERS = 6;
const CHANGES = 25;

/** What a process keeps and what is read anew line by line, of one snapshot: the same to the cent. */
async function assertSame(db: Database, below: (below: number) => number, lastSeq: number): Promise<void> {
  await db.snapshot(async (read) => {
    const asOf = addDays(START, below(400));
    const knownSeq = below(2) === 0 ? undefined : below(lastSeq + 1);
    const selection = { asOf, knownSeq };
    const kept = await lineFigures(read, selection);
    const plain = await readLineFigures(read, selection);
    assert.deepEqual(
      kept.map((line) => ({ ...line })),
      plain,
      `${asOf} as known at ${knownSeq ?? 'all'}`,
    );
    const ids = kept.filter(() => below(2) === 0).map((line) => line.id);
    const curve = async (from: typeof read) => [...(await actualsByMonth(from, ids, asOf, knownSeq))].sort();
    assert.deepEqual(await curve(read), await curve(db.read));
    const given = await reportedForecasts(read, selection);
    assert.deepEqual(
      [...(await forecastAmounts(read, selection))].sort(),
      [...given].map(([line, { cents }]) => [line, { cents }]).sort(),
    );
  });
}

forEachDatabase((open) => {
  test('What is kept of a random ledger is what is read line by line, at every date by both clocks, whoever writes', async () => {
    for (let seed = 1; seed <= LEDGERS; seed += 1) {
      const db = await open();
      // Another process that keeps facts of the same database, and hears of nothing but what it reads there.
      const other = await openDatabase(db.url);
      try {
        db.keepFacts();
        other.keepFacts();
        await addTestUsers(db);
        const ledger = new RandomLedger(db, seed);
        const below = numbersFrom(seed + 100);
        await ledger.on(START, (tx) => ledger.structure(tx, 5));
        for (let change = 0; change < CHANGES; change += 1) {
          await ledger.on(addDays(START, change), (tx) => ledger.change(tx));
          if (below(4) === 0) {
            const line = ledger.lines[below(ledger.lines.length)] ?? 0;
            const given = { line, cents: below(9_000_000), on: addDays(START, below(60)), note: 'Test' };
            await ledger.on(addDays(START, change), (tx) => writeForecast(tx, given));
          }
          if (below(3) > 0) await assertSame(db, below, change + 2);
          if (below(3) === 0) await assertSame(other, below, change + 2);
        }
        for (const one of [db, other]) await assertSame(one, below, CHANGES + 2);
      } finally {
        await other.close();
      }
    }
  });
});
