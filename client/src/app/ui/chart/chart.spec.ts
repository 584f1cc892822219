import { DeferBlockBehavior, TestBed } from '@angular/core/testing';
import { toIsoDate } from '#shared/calendar.ts';
import { LineChart } from './chart.ts';
import { readPalette } from './chart-palette.ts';

describe('LineChart', () => {
  it('says its message and has its table before anything is drawn', async () => {
    TestBed.configureTestingModule({ deferBlockBehavior: DeferBlockBehavior.Manual });
    const fixture = TestBed.createComponent(LineChart);
    const point = { on: toIsoDate('2021-06-30'), value: 1 };
    fixture.componentRef.setInput('message', '63,45 von 98,00 Stellen sind besetzt.');
    fixture.componentRef.setInput('data', {
      unit: 'fte',
      asOf: point.on,
      series: [{ name: 'besetzt', style: 'actual', points: [point] }],
    });
    fixture.componentRef.setInput('table', {
      id: 'p',
      title: 'Stellen',
      sentence: '',
      columns: [{ key: 'a', label: 'Zustand', kind: 'text' }],
      rows: [{ kind: 'row', cells: { a: 'besetzt' } }],
      notes: [],
    });
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    expect(element.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
      '63,45 von 98,00 Stellen sind besetzt.',
    );
    expect(element.querySelector('canvas')).toBeNull();
    expect(element.querySelector('details table tbody')?.textContent).toContain('besetzt');
  });
});

describe('readPalette', () => {
  it('resolves the tokens to colours a canvas can read, per theme', () => {
    const root = document.documentElement;
    root.dataset['theme'] = 'light';
    const light = readPalette(document.body);
    root.dataset['theme'] = 'dark';
    const dark = readPalette(document.body);
    delete root.dataset['theme'];
    expect(light.accent).toBe('rgb(23, 80, 138)');
    expect(dark.accent).toBe('rgb(141, 189, 234)');
    expect(document.querySelector('body > span')).toBeNull();
  });
});
