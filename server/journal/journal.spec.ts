import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCommitment } from '#shared/budget/figures.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { excludedActuals, lineFigures, unassignedActuals } from '../ledger/figures.sql.ts';
import type { Database, Queries } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { RandomLedger } from '../explain/test-random-ledger.ts';
import { leaveOut } from '../test-leave-out.ts';
import { journalText } from './write-journal.ts';

const POSTINGS = 2000;
const SEEDS_AT_ONCE = 10;
/** Another 40 with `npm run torture`. */
const LEDGERS = Number(process.env['TORTURE_LEDGERS'] ?? 10);
const HAS_HLEDGER = spawnSync('hledger', ['--version']).status === 0;

/** 2,000 postings in four imports with movements, orders, splits, exclusions, late postings and an undone import. */
async function book(db: Database, seed: number): Promise<void> {
  const ledger = new RandomLedger(db, seed);
  const day = toIsoDate('2021-01-04');
  await ledger.on(day, (tx) => ledger.structure(tx, 8));
  for (let round = 0; round < 4; round += 1) {
    await ledger.on(day, (tx) => ledger.import(tx, POSTINGS / 4));
    await ledger.on(day, (tx) => ledger.movements(tx, 12));
    await ledger.on(day, (tx) => ledger.newOrders(tx, 6));
    await ledger.on(day, (tx) => ledger.orderEntries(tx, 12));
    await ledger.on(day, (tx) => ledger.assign(tx, 60));
    if (round === 1) await ledger.on(day, (tx) => ledger.undo(tx));
  }
}

async function journalOf(db: Database): Promise<string> {
  return db.snapshot(async (read) => {
    let text = '';
    for await (const piece of journalText(read, undefined)) text += piece;
    return text;
  });
}

/** The totals as this program has them, in the names of the journal's accounts. Zero accounts are left out. */
async function totalsOf(read: Queries, asOf: IsoDate): Promise<Map<string, number>> {
  const totals = new Map<string, number>();
  const put = (account: string, cents: number): void => {
    if (cents !== 0) totals.set(account, cents);
  };
  for (const { year, ledger, number, figures } of await lineFigures(read, { asOf })) {
    for (const kind of ['A', 'N', 'E', 'B', 'Z', 'U'] as const)
      put(`Plan:${year}:${ledger}:${number}:${kind}`, figures[kind]);
    put(`Sperre:${year}:${ledger}:${number}`, figures.S);
    put(`O:${year}:${ledger}:${number}`, figures.O);
    put(`Ist:${year}:${ledger}:${number}`, figures.I);
  }
  for (const { ledger, fiscalYear, cents } of await unassignedActuals(read, asOf))
    put(`Ist:offen:${fiscalYear}:${ledger}`, cents);
  for (const { ledger, fiscalYear, cents } of await excludedActuals(read, asOf))
    put(`Ist:ausgeschlossen:${fiscalYear}:${ledger}`, cents);
  return totals;
}

/** `"account","1234.56 EUR"` → account and cents; refuses what is no such row. */
function balanceRow(row: string): [string, number] {
  const match = /^"(.*)","(-?)(\d+)\.(\d\d) EUR"$/u.exec(row);
  const zero = /^"(.*)","0"$/u.exec(row);
  if (zero) return [zero[1] ?? '', 0];
  assert.ok(match, `no row of hledger: ${row}`);
  const cents = Number(`${match[3]}${match[4]}`);
  return [match[1] ?? '', match[2] === '-' ? -cents : cents];
}

/** What hledger makes of journals at the end of a day, by journal and account; O from its orders, never below 0. */
function hledgerTotals(file: string, asOf: IsoDate): Map<string, Map<string, number>> {
  const args = ['-f', file, 'bal', '--flat', '-N', '-O', 'csv', '-e', nextDay(asOf)];
  const { status, stdout, stderr } = spawnSync('hledger', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr);
  const byBook = new Map<string, Map<string, number>>();
  for (const row of stdout.trim().split('\n').slice(1)) {
    const [name, cents] = balanceRow(row);
    const [seed = '', tree = '', ...rest] = name.split(':');
    if (tree === 'Gegenkonto' || tree === 'Vorbelastung') continue;
    const totals = byBook.get(seed) ?? new Map<string, number>();
    byBook.set(seed, totals);
    const account = tree === 'Bestellung' ? ['O', ...rest.slice(0, 3)].join(':') : [tree, ...rest].join(':');
    const none = toCents(0);
    const added =
      tree === 'Bestellung'
        ? openCommitment({ ordered: toCents(cents), released: none, cancelled: none })
        : cents;
    const sum = (totals.get(account) ?? 0) + added;
    if (sum === 0) totals.delete(account);
    else totals.set(account, sum);
  }
  return byBook;
}

const nextDay = (day: IsoDate): string => (day === '2021-12-31' ? '2022-01-01' : '2021-07-01');
const sorted = (totals: ReadonlyMap<string, number> | undefined): [string, number][] =>
  [...(totals ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));

forEachDatabase((open, engine) => {
  const seeds = engine === 'sqlite' ? LEDGERS : 3;
  for (let first = 1; first <= seeds; first += SEEDS_AT_ONCE) {
    const last = Math.min(seeds, first + SEEDS_AT_ONCE - 1);
    test(`hledger computes every total to the cent: seeds ${first} to ${last} of ${POSTINGS} postings`, async (t) => {
      if (!HAS_HLEDGER) {
        leaveOut(t, 'hledger is not installed: the totals are not recomputed by a second calculator');
        return;
      }
      const folder = mkdtempSync(join(tmpdir(), 'moves-journal-'));
      t.after(() => rmSync(folder, { recursive: true, force: true }));
      const file = join(folder, 'book.journal');
      const expected = new Map<string, Map<IsoDate, Map<string, number>>>();
      const days = [toIsoDate('2021-06-30'), toIsoDate('2021-12-31')];
      let text = '';
      for (let seed = first; seed <= last; seed += 1) {
        const db = await open();
        await book(db, seed);
        text += `apply account seed${seed}\n${await journalOf(db)}end apply account\n`;
        const at = new Map<IsoDate, Map<string, number>>();
        for (const day of days) at.set(day, await totalsOf(db.read, day));
        expected.set(`seed${seed}`, at);
      }
      writeFileSync(file, text);
      for (const day of days) {
        const found = hledgerTotals(file, day);
        for (const [seed, at] of expected) {
          assert.ok((at.get(day)?.size ?? 0) > 20, 'there is something to compare');
          assert.deepEqual(sorted(found.get(seed)), sorted(at.get(day)), `${seed} ${day}`);
        }
      }
    });
  }
});
