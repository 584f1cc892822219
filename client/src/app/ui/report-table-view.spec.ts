import { TestBed } from '@angular/core/testing';
import type { ReportTable } from '#shared/report-table.ts';
import { reportCellText } from '#shared/report-cell.ts';
import { ReportTableView } from './report-table-view.ts';

const table: ReportTable = {
  id: 't',
  title: 'Ansatz und Ist',
  sentence: '',
  columns: [
    { key: 'name', label: 'Projekt', kind: 'text' },
    { key: 'light', label: 'Gesamt', kind: 'light' },
    { key: 'cents', label: 'Ist', kind: 'cents' },
    { key: 'quota', label: 'Quote', kind: 'quota' },
  ],
  rows: [
    { kind: 'group', cells: { name: 'Mensch' } },
    {
      kind: 'row',
      cells: { name: 'eAkte', light: { light: 'red', trend: null }, cents: -5, quota: { part: 1, of: 0 } },
    },
    { kind: 'total', cells: { name: 'Summe', cents: 0 }, sums: [1] },
  ],
  notes: ['Beträge in Euro.'],
};

function draw(of = table): HTMLElement {
  const fixture = TestBed.createComponent(ReportTableView);
  fixture.componentRef.setInput('table', of);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

describe('ReportTableView', () => {
  it('is a table with caption, column heads and row heads', () => {
    const element = draw();
    expect(element.querySelector('caption')?.textContent).toMatch(/^\s*Ansatz und Ist\s+in €\s*$/u);
    expect(element.querySelectorAll('thead th[scope=col]').length).toBe(4);
    expect([...element.querySelectorAll('th[scope=row]')].map((head) => head.textContent.trim())).toEqual([
      'eAkte',
      'Summe',
    ]);
    expect(element.querySelector('th[scope=rowgroup]')?.getAttribute('colspan')).toBe('4');
  });

  it('sets numbers right and marks sums', () => {
    const element = draw();
    const cells = [...element.querySelectorAll('tbody tr:nth-child(2) td')];
    expect(cells.map((cell) => cell.classList.contains('r'))).toEqual([false, true, true]);
    expect(element.querySelector('tr.sum')).not.toBeNull();
  });

  it('puts a column under another, leaves out what is for the sheet, and rounds with the exact amount at hand', () => {
    const element = draw({
      ...table,
      unit: 'millions',
      columns: [
        { key: 'number', label: 'Nr.', kind: 'text', under: 'name' },
        { key: 'name', label: 'Projekt', kind: 'text' },
        { key: 'year', label: 'Jahr', kind: 'year', sheetOnly: true },
        { key: 'cents', label: 'Ist', kind: 'cents' },
      ],
      rows: [{ kind: 'row', cells: { number: 'P-041', name: 'eAkte', year: 2021, cents: 123_456_789 } }],
    });
    expect(element.querySelectorAll('thead th').length).toBe(2);
    expect(element.querySelector('tbody th .second')?.textContent).toBe('P-041');
    expect(element.querySelector('td')?.textContent.trim()).toBe('1,23');
    expect(element.querySelector('td')?.title).toBe('1.234.567,89 €');
    expect(element.querySelector('caption')?.textContent).toContain('in Mio. €');
  });

  it('keeps zero, nothing and undefined apart', () => {
    expect(reportCellText(0, 'cents')).toBe('0,00');
    expect(reportCellText(null, 'cents')).toBe('–');
    expect(reportCellText({ part: 1, of: 0 }, 'quota')).toBe('–');
    expect(reportCellText({ part: 598, of: 1000 }, 'quota')).toBe('59,8\u00a0%');
  });

  it('writes every kind in German', () => {
    expect(reportCellText(980_000, 'fte')).toBe('98,0000');
    expect(reportCellText('2021-06-30', 'date')).toBe('30.06.2021');
    expect(reportCellText(84, 'days')).toBe('+84\u00a0T');
    expect(reportCellText(12_345, 'integer')).toBe('12.345');
    expect(reportCellText(2021, 'year')).toBe('2021');
    expect(reportCellText({ light: 'none', trend: null }, 'light')).toBe('fehlt');
  });
});
