import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCents } from '#shared/money.ts';
import type { Database } from '../db/database.ts';
import { sumOfCents, countRows } from '../db/sums.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { addAccountMap, testBy } from './test-imports.ts';

const HEADER =
  'Betrag in Hauswährung;PSP-Element;Innenauftrag;Kostenstelle;Sachkonto;Text;Geschäftsjahr;Buchungsdatum;Belegdatum;Periode;Buchungskreis;Belegnummer;Position;Kreditor;Einkaufsbeleg';

type Row = [document: number, euro: number];
/** One history: what each of three files says, one row per document. */
type History = Row[][];

const HISTORIES = 200;
const row = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: -3, max: 4 }));
const file = fc.uniqueArray(row, { selector: ([document]) => document, maxLength: 6 });
const histories = fc.array(fc.array(file, { minLength: 3, maxLength: 3 }), {
  minLength: HISTORIES,
  maxLength: HISTORIES,
});

/** All histories' files of one turn in one file: each history has a company code of its own. */
function turnFile(all: readonly History[], turn: number) {
  const lines = all.flatMap((history, at) =>
    (history[turn] ?? []).map(([document, euro]) => {
      const amount = euro < 0 ? `${-euro},00-` : `${euro},00`;
      return `${amount};7.1;;;44010000;Text;2021;05.03.2021;05.03.2021;3;${1_000 + at};${document};1;;`;
    }),
  );
  const sum = all.flatMap((history) => history[turn] ?? []).reduce((total, [, euro]) => total + euro, 0);
  return {
    profile: 'sap-ist',
    fileName: `turn-${turn}.csv`,
    bytes: Buffer.from(`${[HEADER, ...lines].join('\r\n')}\r\n`, 'latin1'),
    controlTotalCents: toCents(sum * 100),
  };
}

/** What stands in the books of each company after some turns: a document counts as it was first told. */
function expected(all: readonly History[], turns: number): Map<string, [number, number]> {
  return new Map(
    all.flatMap((history, at) => {
      const book = new Map<number, number>();
      for (const rows of history.slice(0, turns))
        for (const [document, euro] of rows) book.set(document, book.get(document) ?? euro);
      const cents = [...book.values()].reduce((sum, euro) => sum + euro * 100, 0);
      return book.size === 0 ? [] : [[String(1_000 + at), [book.size, cents]] as const];
    }),
  );
}

async function posted(db: Database): Promise<Map<string, [number, number]>> {
  const rows = await db.read
    .selectFrom('posting')
    .groupBy('company_code')
    .select((eb) => ['company_code', countRows().as('n'), sumOfCents(eb.ref('cents')).as('cents')])
    .execute();
  return new Map(rows.map((one) => [one.company_code ?? '', [one.n, one.cents]]));
}

const sorted = (sums: Map<string, [number, number]>) => [...sums].sort(([a], [b]) => (a < b ? -1 : 1));

forEachDatabase((open) => {
  test(`${HISTORIES} histories of three files agree with a second bookkeeper, and nothing counts twice`, async (t) => {
    const seed = 20210331;
    t.diagnostic(`seed ${seed}`);
    const [all = []] = fc.sample(histories, { numRuns: 1, seed });
    const db = await open();
    await addAccountMap(db);
    for (const turn of [0, 1, 2]) {
      const input = turnFile(all, turn);
      await applyImport(db, testBy, input);
      assert.deepEqual(sorted(await posted(db)), sorted(expected(all, turn + 1)));
      assert.equal((await applyImport(db, testBy, input)).first, false);
      // Saved again with a blank line: another file, the same content.
      const saved = { ...input, bytes: Buffer.concat([input.bytes, Buffer.from('\r\n')]) };
      assert.equal((await applyImport(db, testBy, saved)).first, false);
      assert.deepEqual(sorted(await posted(db)), sorted(expected(all, turn + 1)));
    }
  });
});
