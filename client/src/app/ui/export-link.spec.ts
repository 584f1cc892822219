import { TestBed } from '@angular/core/testing';
import { ExportLink } from './export-link.ts';

describe('ExportLink', () => {
  it('downloads exactly the filter it names, and leaves out what is not chosen', async () => {
    const fixture = TestBed.createComponent(ExportLink);
    fixture.componentRef.setInput('path', '/api/postings.xlsx');
    fixture.componentRef.setInput('filter', { year: 2021, ledger: '', subBudget: undefined, line: 7 });
    fixture.componentRef.setInput('what', 'Buchungen 2021');
    await fixture.whenStable();
    const link = (fixture.nativeElement as HTMLElement).querySelector('a');
    expect(link?.getAttribute('href')).toBe('/api/postings.xlsx?year=2021&line=7');
    expect(link?.getAttribute('aria-label')).toBe('Excel: Buchungen 2021');
  });
});
