import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ReportTable } from '../report-table.ts';
import { compareReports } from './compare-reports.ts';
import { correctionTable } from './correction-table.ts';
import { councilReport } from './council-report.ts';
import { PROGRAMME } from './test-facts.ts';

const table = (rows: readonly [string, number][], id = 'projekte'): ReportTable => ({
  ...{ id, title: 'Projekte', sentence: '', notes: [] },
  columns: [
    { key: 'number', label: 'Nr.', kind: 'text' },
    { key: 'name', label: 'Projekt', kind: 'text' },
    { key: 'I', label: 'Ist', kind: 'cents' },
  ],
  rows: rows.map(([number, I]) => ({ kind: 'row', cells: { number, name: `Projekt ${number}`, I } })),
});
const report = (...tables: ReportTable[]) => ({ tables });

test('A report differs in nothing from itself', () => {
  const whole = councilReport(PROGRAMME, '9105/2021');
  assert.deepEqual(compareReports(whole, whole), []);
});

test('Cells, new and missing rows and whole tables are told, each once', () => {
  const before = report(table([['P-1', 100], ['P-2', 200]]), table([], 'alt')); // prettier-ignore
  const after = report(table([['P-3', 300], ['P-1', 150]]), table([], 'neu')); // prettier-ignore
  const [projects, added, left] = compareReports(before, after);
  assert.deepEqual(projects?.added, ['P-3 Projekt P-3']);
  assert.deepEqual(projects.removed, ['P-2 Projekt P-2']);
  assert.deepEqual(projects.changes, [
    { row: 'P-1 Projekt P-1', column: 'Ist', kind: 'cents', before: 100, after: 150 },
  ]);
  assert.deepEqual([added?.id, added?.only, left?.id, left?.only], ['neu', 'after', 'alt', 'before']);
});

test('A row that is called otherwise is the same row under its number', () => {
  const after = table([['P-1', 100]]);
  after.rows[0]!.cells['name'] = 'Anders';
  const [only] = compareReports(report(table([['P-1', 100]])), report(after));
  assert.deepEqual(
    [only?.added, only?.removed, only?.changes.map(({ column }) => column)],
    [[], [], ['Projekt']],
  );
});

const numbered = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 5 })), {
  selector: ([number]) => number,
  maxLength: 20,
});
const named = (rows: readonly [number, number][]) => table(rows.map(([number, I]) => [`P-${number}`, I]));

test('The order of rows says nothing, and every difference of a row is found', () => {
  fc.assert(
    fc.property(numbered, numbered, (before, after) => {
      const [found] = compareReports(report(named(before)), report(named(after.toReversed())));
      const olds = new Map(before);
      const changed = after.filter(([number, I]) => olds.has(number) && olds.get(number) !== I);
      const added = after.filter(([number]) => !olds.has(number));
      const removed = before.filter(([number]) => after.every(([one]) => one !== number));
      assert.equal(found?.changes.length ?? 0, changed.length);
      assert.equal(found?.added.length ?? 0, added.length);
      assert.equal(found?.removed.length ?? 0, removed.length);
    }),
  );
});

test('A correction that lists more than anybody reads says how many it leaves out', () => {
  const many = (cents: number) =>
    table(Array.from({ length: 450 }, (_, index): [string, number] => [`P-${index}`, cents]));
  const correction = correctionTable(report(many(1)), report(many(2)));
  assert.equal(correction.rows.length, 300);
  assert.match(correction.sentence, /^450 Angaben sind anders/u);
  assert.match(correction.notes[0] ?? '', /^150 weitere Änderungen/u);
});
