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
  return { element, page, settle, names, said, router: TestBed.inject(Router) };
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
    const { element, settle, said, router } = await open('/p');
    const field = element.querySelector<HTMLInputElement>('[aria-label="verfügbar filtern"]');
    if (!field) throw new Error('Es gibt kein Filterfeld.');
    field.value = '< 0';
    field.dispatchEvent(new Event('input'));
    await settle();
    expect(said()).toBe('Projekte: 1 von 3');
    expect(router.parseUrl(router.url).queryParams).toEqual({ 'f.v': '< 0' });
    [...element.querySelectorAll('button')]
      .find((button) => button.textContent.includes('zurücksetzen'))
      ?.click();
    await settle();
    expect(said()).toBe('3 Projekte');
    expect(router.url).toBe('/p');
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
