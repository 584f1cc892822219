import { toIsoDate } from '#shared/calendar.ts';
import { toFte } from '#shared/fte.ts';
import { toCents } from '#shared/money.ts';
import { dateColumn, fteColumn, headOf, lightColumn, moneyColumn, textColumn } from './grid-column.ts';
import type { GridColumn } from './grid-column.ts';
import { copyCell, copyTable } from './grid-copy.ts';
import { sumText } from './grid-sum.ts';

interface Row {
  name: string;
  cents: number | null;
}
const name = textColumn<Row>({ key: 'name', label: 'Projekt', value: (row) => row.name });
const money = moneyColumn<Row>({
  key: 'v',
  label: 'verfügbar',
  unit: 'thousands',
  sum: true,
  cents: (row) => (row.cents === null ? null : toCents(row.cents)),
});

describe('copying from a grid', () => {
  it('gives exact numbers a sheet can calculate with, not the rounded ones on the screen', () => {
    expect(copyCell(money, { name: '', cents: -123_456_789 })).toBe('-1234567,89');
    expect(copyCell(money, { name: '', cents: 5 })).toBe('0,05');
    expect(copyCell(money, { name: '', cents: null })).toBe('');
  });

  it('gives shares, dates and lights as they are read', () => {
    const row = {};
    expect(copyCell(fteColumn({ key: 'a', label: '', fte: () => toFte(634_500) }), row)).toBe('63,4500');
    expect(copyCell(dateColumn({ key: 'a', label: '', date: () => toIsoDate('2021-06-30') }), row)).toBe(
      '30.06.2021',
    );
    expect(copyCell(lightColumn({ key: 'a', label: '', light: () => 'none' }), row)).toBe('fehlt');
  });

  it('keeps text from becoming a formula or another cell', () => {
    expect(copyCell(name, { name: '=1+1', cents: 0 })).toBe("'=1+1");
    expect(copyCell(name, { name: '-@x', cents: 0 })).toBe("'-@x");
    expect(copyCell(name, { name: 'a\tb\nc', cents: 0 })).toBe('a b c');
  });

  it('writes the head and the rows in their order', () => {
    const rows = [
      { name: 'B', cents: 100 },
      { name: 'A', cents: 0 },
    ];
    expect(copyTable([name, money], rows)).toBe('Projekt\tverfügbar, €\nB\t1,00\nA\t0,00');
  });

  it('names the unit its values have, whatever the screen shows, and gives each figure of a cell its own', () => {
    const two: GridColumn<Row> = {
      ...money,
      label: 'Budget · verfügbar',
      figures: [
        { label: 'Budget', value: () => 7_300_000 },
        { label: 'verfügbar', value: (row) => row.cents },
      ],
    };
    expect(headOf(two)).toBe('Budget · verfügbar, Tsd. €');
    expect(copyTable([two], [{ name: '', cents: -5 }])).toBe('Budget, €\tverfügbar, €\n73000,00\t-0,05');
  });

  it('adds what is shown exactly', () => {
    const rows = [
      { name: '', cents: 149_999 },
      { name: '', cents: 1 },
      { name: '', cents: null },
    ];
    expect(sumText(money, rows)).toBe('2');
    expect(sumText(name, rows)).toBeNull();
  });
});
