import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accountMap } from './account-map.ts';
import type { ExistingRow } from './match.ts';
import { planned as planOf, TestFile } from './test-plan.ts';
import { ImportProfile, neededHeaders } from './profile.ts';
import { rowReader } from './row-reader.ts';
import { toIsoDate } from '../calendar.ts';

/** A row of a made-up file: which document (or text) it is, and how much. */
type Row = [name: string, euro: number];

const BASE = {
  code: 'probe',
  title: 'Probe',
  description: '',
  kind: 'actuals',
  layout: 'items',
  source: 'PROBE',
  format: 'csv',
  encoding: 'utf-8',
  separator: ';',
  headerRow: 1,
  constants: { fiscalYear: 2021, postedOn: '2021-03-01' },
  number: { decimal: ',', thousands: '.', minus: 'both' },
  unit: 'EUR',
  sign: 'expense-positive',
  emptyAmount: 'refused',
  dateFormat: 'dd.mm.yyyy',
  leaveOut: [],
  totalsRow: null,
  controlTotal: 'optional',
  accountFrame: 'BW',
  assignment: ['account'],
};
const COLUMNS = { amount: 'Betrag', object: ['Objekt'], account: 'Konto', text: 'Text' };
const DOCUMENTS = ImportProfile.parse({
  ...BASE,
  columns: { ...COLUMNS, companyCode: 'BK', documentNumber: 'Beleg', lineItem: 'Pos' },
});
const IDENTICAL = ImportProfile.parse({ ...BASE, columns: COLUMNS });
const ACCOUNTS = accountMap([
  { prefix: '4', ledger: 'result', kind: 'material', validFrom: toIsoDate('2020-01-01'), validTo: null },
]);
const same = (text: string): string => text;

function planned(
  profile: ImportProfile,
  rows: readonly Row[],
  existing: readonly ExistingRow[],
): ReturnType<typeof planOf> {
  const file = new TestFile(rowReader(profile, ACCOUNTS, 'probe.csv'), same);
  rows.forEach(([name, euro], at) => {
    const cells: Record<string, string> = {
      Betrag: `${euro},00`,
      Objekt: 'O',
      Konto: '44',
      Text: name,
      BK: '1',
      Beleg: name.charCodeAt(0).toString(),
      Pos: '1',
    };
    const texts = neededHeaders(profile).map((header) => cells[header] ?? '');
    file.add({ line: at + 2, cells: texts });
  });
  return planOf(file, { profile, existing });
}

/** What applying does, as far as matching can see: new rows stand in the data; a faulty file leaves no trace. */
function applied(plan: ReturnType<typeof planOf>, existing: readonly ExistingRow[]): ExistingRow[] {
  if (plan.errors.length > 0) return [...existing];
  const adds = plan.entries.filter((entry) => entry.outcome === 'add');
  const added = adds.map(({ keyed, occurrence }) => ({
    key: keyed.key,
    content: keyed.content,
    occurrence,
  }));
  return [...existing, ...added];
}

/** The second bookkeeper knows no keys and no digests: he keeps a book per document, or counts equal slips. */
class DocumentBook {
  readonly book = new Map<string, number>();
  get size(): number {
    return this.book.size;
  }
  read(rows: readonly Row[]): { added: number; sum: number; refused: boolean } {
    const told = new Map<string, Set<number>>();
    for (const [name, euro] of rows) told.set(name, (told.get(name) ?? new Set()).add(euro));
    if ([...told.values()].some((amounts) => amounts.size > 1)) return { added: 0, sum: 0, refused: true };
    let [added, sum] = [0, 0];
    for (const [name, euro] of rows) {
      if (this.book.has(name)) continue;
      this.book.set(name, euro);
      added += 1;
      sum += euro;
    }
    return { added, sum, refused: false };
  }
}

class SlipBook {
  readonly book: string[] = [];
  get size(): number {
    return this.book.length;
  }
  read(rows: readonly Row[]): { added: number; sum: number; refused: boolean } {
    const unused = [...this.book];
    let [added, sum] = [0, 0];
    for (const [name, euro] of rows) {
      const slip = `${name} ${euro}`;
      const at = unused.indexOf(slip);
      if (at >= 0) unused.splice(at, 1);
      else {
        this.book.push(slip);
        added += 1;
        sum += euro;
      }
    }
    return { added, sum, refused: false };
  }
}

const row = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: -2, max: 3 }));
const files = fc.array(fc.array(row, { maxLength: 6 }), { minLength: 1, maxLength: 4 });

function follow(profile: ImportProfile, book: DocumentBook | SlipBook, all: readonly Row[][]): void {
  let existing: ExistingRow[] = [];
  for (const rows of all) {
    const plan = planned(profile, rows, existing);
    const expected = book.read(rows);
    assert.equal(plan.errors.length > 0, expected.refused);
    const { add, change, same: known, rejected, leftOut } = plan.counts;
    assert.equal(add + change + known + rejected + leftOut, rows.length);
    if (!expected.refused) assert.deepEqual([add, plan.addCents], [expected.added, expected.sum * 100]);
    existing = applied(plan, existing);
    assert.equal(existing.length, book.size);
    assert.equal(planned(profile, rows, existing).counts.add, expected.refused ? plan.counts.add : 0);
  }
}

test('Documents: 10,000 histories of files agree with a second bookkeeper', () => {
  fc.assert(
    fc.property(files, (all) => {
      follow(DOCUMENTS, new DocumentBook(), all);
    }),
    { numRuns: 10_000 },
  );
});

test('Rows without a number: 10,000 histories of files agree with one who counts slips', () => {
  fc.assert(
    fc.property(files, (all) => {
      follow(IDENTICAL, new SlipBook(), all);
    }),
    { numRuns: 10_000 },
  );
});
