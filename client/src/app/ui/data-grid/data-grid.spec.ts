import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Light } from '#shared/light.ts';
import { toCents } from '#shared/money.ts';
import { DataGrid } from './data-grid.ts';
import { lightColumn, moneyColumn, textColumn } from './grid-column.ts';

interface Row {
  id: number;
  name: string;
  light: Light;
  cents: number;
}

@Component({
  selector: 'mc-grid-page',
  imports: [DataGrid],
  template: `<mc-data-grid
    label="Projekte"
    noun="Projekte"
    singular="Projekt"
    [rows]="rows()"
    [columns]="columns"
    [rowId]="id"
    (rowOpened)="opened.push($event.name)"
  />`,
})
class Page {
  readonly rows = signal<Row[]>([
    { id: 1, name: 'eAkte', light: 'green', cents: 100 },
    { id: 2, name: 'Breitband', light: 'red', cents: -250 },
    { id: 3, name: 'Netze', light: 'red', cents: 50 },
  ]);
  readonly opened: string[] = [];
  readonly id = (row: Row) => row.id;
  readonly columns = [
    textColumn<Row>({ key: 'name', label: 'Projekt', value: (row) => row.name, sort: 'asc' }),
    lightColumn<Row>({ key: 'light', label: 'Gesamt', light: (row) => row.light }),
    moneyColumn<Row>({ key: 'v', label: 'verfügbar', cents: (row) => toCents(row.cents), sum: true }),
  ];
}

async function open(url: string) {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: 'p', component: Page }])] });
  const harness = await RouterTestingHarness.create();
  const page = await harness.navigateByUrl(url, Page);
  const element = harness.fixture.nativeElement as HTMLElement;
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve, 260));
    await harness.fixture.whenStable();
  };
  await settle();
  const names = () =>
    [...element.querySelectorAll('.ag-row[row-id]:not(.sum-row)')]
      .toSorted((a, b) => Number(a.getAttribute('row-index')) - Number(b.getAttribute('row-index')))
      .map((row) => row.querySelector('.l1')?.textContent);
  const said = () => element.querySelector('.foot [role=status]')?.textContent;
  const foot = () => element.querySelector('.sum-row')?.textContent;
  const type = async (column: string, text: string) => {
    const field = element.querySelector<HTMLInputElement>(`[aria-label="${column} filtern"]`);
    if (!field) throw new Error('Es gibt kein Filterfeld.');
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await settle();
  };
  const reset = async () => {
    [...element.querySelectorAll('button')]
      .find((button) => button.textContent.includes('zurücksetzen'))
      ?.click();
    await settle();
  };
  return { element, page, settle, names, said, foot, type, reset, router: TestBed.inject(Router) };
}

describe('DataGrid', () => {
  it('sorts as the column says and announces it', async () => {
    const { names, said } = await open('/p');
    expect(names()).toEqual(['Breitband', 'eAkte', 'Netze']);
    expect(said()).toBe('3 Projekte');
  });

  it('restores filter and sorting from the address and adds up what is shown', async () => {
    const { element, names, said } = await open('/p?f.light=rot&sort=-v');
    expect(names()).toEqual(['Netze', 'Breitband']);
    expect(said()).toBe('Projekte: 2 von 3, sortiert nach verfügbar absteigend');
    expect(element.querySelector('.sum-row')?.textContent).toBe('Summe der 2 Projekte−2,00');
  });

  it('writes a typed filter into the address and can take it back', async () => {
    const { said, type, reset, router } = await open('/p');
    await type('verfügbar', '< 0');
    expect(said()).toBe('Projekte: 1 von 3');
    expect(router.parseUrl(router.url).queryParams).toEqual({ 'f.v': '< 0' });
    await reset();
    expect(said()).toBe('3 Projekte');
    expect(router.url).toBe('/p');
  });

  it('speaks at its foot of what is shown: after a filter, other rows, other figures and a reset', async () => {
    const { foot, page, type, reset, settle } = await open('/p');
    expect(foot()).toBe('Summe der 3 Projekte−1,00');
    await type('verfügbar', '> 0');
    expect(foot()).toBe('Summe der 2 Projekte1,50');
    page.rows.update((rows) => rows.filter((row) => row.id !== 3));
    await settle();
    expect(foot()).toBe('Summe: 1 Projekt1,00');
    page.rows.update((rows) => rows.map((row) => ({ ...row, cents: row.cents + 1000 })));
    await settle();
    expect(foot()).toBe('Summe der 2 Projekte18,50');
    await reset();
    page.rows.set([]);
    await settle();
    expect(foot()).toBe('Summe der 0 Projekte0,00');
  });

  it('follows the address when it changes from outside, as Back does', async () => {
    const { foot, names, said, router, settle, element } = await open('/p?f.v=%3E%200');
    await router.navigateByUrl('/p?f.name=netze&sort=-v');
    await settle();
    expect(names()).toEqual(['Netze']);
    expect(foot()).toBe('Summe: 1 Projekt0,50');
    expect(element.querySelector<HTMLInputElement>('[aria-label="verfügbar filtern"]')?.value).toBe('');
    expect(element.querySelector<HTMLInputElement>('[aria-label="Projekt filtern"]')?.value).toBe('netze');
    await router.navigateByUrl('/p?sort=-v');
    await settle();
    expect(names()).toEqual(['eAkte', 'Netze', 'Breitband']);
    expect(said()).toBe('3 Projekte, sortiert nach verfügbar absteigend');
  });

  it('says a filter in words, and says when it was not understood', async () => {
    const { element, names, type } = await open('/p');
    await type('verfügbar', '>0,75');
    expect(element.querySelector('.chip')?.textContent.trim()).toBe('verfügbar: über 0,75\u00a0€');
    await type('verfügbar', '> viel');
    expect(element.querySelector('[role=alert]')?.textContent).toContain('„> viel“ nicht verstanden');
    expect(names().length).toBe(3);
    expect(element.querySelector('[aria-label="verfügbar filtern"]')?.getAttribute('aria-invalid')).toBe(
      'true',
    );
  });

  it('opens a row by click and by Enter', async () => {
    const { element, page, settle } = await open('/p');
    const cell = element.querySelector<HTMLElement>('[row-id="3"] [col-id="name"]');
    cell?.click();
    cell?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settle();
    expect(page.opened).toEqual(['Netze', 'Netze']);
  });

  it('speaks German and names the first cell as the head of its row', async () => {
    const { element } = await open('/p');
    expect(element.querySelector('[role=rowheader]')?.textContent).toBe('Breitband');
    expect(element.querySelector('[role=region]')?.getAttribute('aria-label')).toBe('Projekte');
  });
});
