import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Table } from './table.ts';
import type { TableHead } from './table.ts';

@Component({
  selector: 'mc-page',
  imports: [Table],
  template: `<div style="width: 300px">
    <mc-table caption="Bestellungen" [heads]="heads()" [empty]="empty()" [style.--table-min]="width()">
      <tbody>
        <tr>
          <th scope="row">B-1</th>
          <td class="r">5,00</td>
        </tr>
      </tbody>
    </mc-table>
    <mc-table caption="Eigene Köpfe" [captioned]="true" unit="in €">
      <thead>
        <tr>
          <th scope="col" class="own">Zeile</th>
        </tr>
      </thead>
    </mc-table>
  </div>`,
})
class Page {
  readonly heads = signal<readonly TableHead[]>([
    'Nummer',
    { word: '€', numeric: true },
    { word: 'Ändern', hidden: true },
  ]);
  readonly empty = signal('');
  readonly width = signal('0');
}

describe('Table', () => {
  async function drawn() {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const [first, second] = (fixture.nativeElement as HTMLElement).querySelectorAll('mc-table');
    return { fixture, page: fixture.componentInstance, first: first!, second: second! };
  }

  /** Sizes are told after a frame. */
  async function measured(until: () => boolean): Promise<void> {
    for (let frame = 0; frame < 100 && !until(); frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
      TestBed.tick();
    }
  }

  it('names the table and its columns, figures at the right', async () => {
    const { first } = await drawn();
    expect(first.querySelector('table > caption')?.textContent.trim()).toBe('Bestellungen');
    const heads = [...first.querySelectorAll('table > thead > tr > th[scope=col]')];
    expect(heads.map((head) => head.textContent.trim())).toEqual(['Nummer', '€', 'Ändern']);
    expect(heads.map((head) => head.className)).toEqual(['', 'r', '']);
    expect(heads[2]?.querySelector('.vh')).not.toBeNull();
    expect(first.querySelector('table > tbody th[scope=row]')?.textContent).toBe('B-1');
  });

  it('takes the heads of a page that draws its own', async () => {
    const { second } = await drawn();
    expect(second.querySelectorAll('thead').length).toBe(1);
    expect(second.querySelector('table > thead th.own')).not.toBeNull();
    expect(second.querySelector('caption')?.className).toBe('');
    expect(second.querySelector('caption')?.textContent).toMatch(/^\s*Eigene Köpfe\s+in €\s*$/u);
  });

  it('says one sentence instead of a table without rows', async () => {
    const { fixture, page, first } = await drawn();
    page.empty.set('Es gibt keine Bestellung.');
    await fixture.whenStable();
    expect(first.textContent.trim()).toBe('Es gibt keine Bestellung.');
    expect(first.querySelector('table')).toBeNull();
  });

  it('is a region for the keyboard only while it is wider than its place', async () => {
    const { page, first } = await drawn();
    const region = (): Element => first.querySelector('.scroll')!;
    await measured(() => region().hasAttribute('tabindex'));
    expect(region().hasAttribute('tabindex')).toBeFalse();
    expect(region().hasAttribute('role')).toBeFalse();
    page.width.set('900px');
    TestBed.tick();
    await measured(() => region().hasAttribute('tabindex'));
    expect(region().getAttribute('tabindex')).toBe('0');
    expect(region().getAttribute('role')).toBe('region');
    expect(region().getAttribute('aria-label')).toBe('Tabelle: Bestellungen');
    expect(region().hasAttribute('data-scrolls')).toBeTrue();
  });
});
