import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isAdditive, reportTableFaults } from './report-table.ts';
import type { ReportColumn, ReportRow, ReportTable } from './report-table.ts';

const COLUMNS: ReportColumn[] = [
  { key: 'name', label: 'Zeile', kind: 'text' },
  { key: 'A', label: 'A', kind: 'cents' },
  { key: 'N', label: 'N', kind: 'cents' },
  { key: 'F', label: 'F', kind: 'cents', derived: { plus: ['A', 'N'], minus: [] } },
  { key: 'I', label: 'I', kind: 'cents' },
  { key: 'V', label: 'V', kind: 'cents', derived: { plus: ['F'], minus: ['I'] } },
  { key: 'rate', label: 'Quote', kind: 'quota' },
];

function row(A: number, N: number, I: number, more: Partial<ReportRow> = {}): ReportRow {
  const cells = { name: 'x', A, N, F: A + N, I, V: A + N - I, rate: { part: I, of: A + N } };
  return { kind: 'row', cells, ...more };
}

function table(rows: ReportRow[]): ReportTable {
  return { id: 'budget', title: '', sentence: '', columns: COLUMNS, rows, notes: [] };
}

describe('report table', () => {
  test('Adds money, posts and counts, never dates, days or quotas', () => {
    const additive = (['text', 'integer', 'cents', 'fte', 'date', 'days', 'quota', 'light'] as const).filter(
      (kind) => isAdditive({ key: 'k', label: '', kind }),
    );
    assert.deepEqual(additive, ['integer', 'cents', 'fte']);
  });

  test('Finds nothing in a table that is right', () => {
    const rows = [row(100, 20, 30), row(50, 0, 60), row(150, 20, 90, { kind: 'total', sums: [0, 1] })];
    assert.deepEqual(reportTableFaults(table(rows)), []);
  });

  test('Names the row and column of a total that is one cent off', () => {
    const rows = [row(100, 0, 0), row(101, 0, 0, { kind: 'total', sums: [0] })];
    const faults = reportTableFaults(table(rows));
    assert.equal(faults[0], 'budget, Zeile 2, A: 101 statt 100');
    assert.equal(faults.length, 3);
  });

  test('Names a derived cell that does not follow from its row', () => {
    const wrong = row(100, 20, 30);
    wrong.cells['V'] = 91;
    assert.deepEqual(reportTableFaults(table([wrong])), ['budget, Zeile 1, V: 91 statt 90']);
  });

  test('Finds a sum that names itself or a row that is not there', () => {
    const faults = reportTableFaults(table([row(0, 0, 0, { kind: 'total', sums: [0, 7] })]));
    assert.deepEqual(faults, [
      'budget, Zeile 1: die Summe nennt Zeile 1',
      'budget, Zeile 1: die Summe nennt Zeile 8',
    ]);
  });

  test('An empty cell is no zero: it is neither checked nor added', () => {
    const unknown = row(0, 0, 0);
    unknown.cells['I'] = null;
    unknown.cells['V'] = null;
    const total = row(7, 0, 1, { kind: 'total', sums: [0, 1] });
    assert.deepEqual(reportTableFaults(table([unknown, row(7, 0, 1), total])), []);
  });

  test('Any cell of a right table changed by a cent is found', () => {
    const part = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part), { minLength: 1, maxLength: 8 }), (parts) => {
        const rows = parts.map(([A, N, I]) => row(A, N, I));
        const sum = (i: 0 | 1 | 2): number => parts.reduce((total, one) => total + one[i], 0);
        rows.push(row(sum(0), sum(1), sum(2), { kind: 'total', sums: parts.map((_, i) => i) }));
        assert.deepEqual(reportTableFaults(table(rows)), []);
        for (const one of rows) {
          for (const key of ['A', 'N', 'F', 'I', 'V']) {
            const before = Number(one.cells[key]);
            one.cells[key] = before + 1;
            assert.notDeepEqual(reportTableFaults(table(rows)), []);
            one.cells[key] = before;
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
