import { TestBed } from '@angular/core/testing';
import { ProfileListEditor } from './profile-list-editor.ts';
import { EDITED_LISTS } from './profile-list-fields.ts';
import { moved, rowsOf, withCell, withRows } from './profile-lists.ts';
import type { EditedList, Json, ListField } from './profile-lists.ts';

const listOf = (key: EditedList['key']) => EDITED_LISTS.find((one) => one.key === key) as EditedList;
const field = (key: EditedList['key'], path: string) =>
  listOf(key).fields.find((one) => one.path === path) as ListField;

const RULES = [
  { test: { column: 'Konto', is: 'equals', value: '78910000' }, reason: 'Verrechnung' },
  { test: { column: 'Text', is: 'empty' }, reason: 'leer' },
];

describe('a list of a profile', () => {
  it('keeps what was compared when one text becomes several, and drops it when nothing is compared', () => {
    const [rule] = RULES as Json[];
    const many = withCell(rule ?? {}, field('leaveOut', 'test.is'), 'one-of');
    expect(many['test']).toEqual({ column: 'Konto', is: 'one-of', values: ['78910000'] });
    const two = withCell(many, field('leaveOut', 'test.values'), '78910000; 78920000;');
    expect((two['test'] as Json)['values']).toEqual(['78910000', '78920000']);
    expect(withCell(two, field('leaveOut', 'test.is'), 'zero')['test']).toEqual({
      column: 'Konto',
      is: 'zero',
    });
  });

  it('turns a test round and back', () => {
    const not = withCell(RULES[1] ?? {}, field('leaveOut', 'test.not'), 'true');
    expect((not['test'] as Json)['not']).toBeTrue();
    expect(withCell(not, field('leaveOut', 'test.not'), '')).toEqual(RULES[1] as never);
  });

  it('leaves out of a row what is empty, and reads a year as a number', () => {
    const amount = withCell({ column: 'Ansatz 2017' }, field('amounts', 'fiscalYear'), '2017');
    expect(amount).toEqual({ column: 'Ansatz 2017', fiscalYear: 2017 });
    expect(withCell(amount, field('amounts', 'fiscalYear'), '')).toEqual({ column: 'Ansatz 2017' });
  });

  it('leaves no empty list where the profile allows none, and leaveOut where it needs one', () => {
    expect(withRows({ rowChecks: [{ name: 'x' }] }, listOf('rowChecks'), [])).toEqual({});
    expect(withRows({ leaveOut: RULES }, listOf('leaveOut'), [])).toEqual({ leaveOut: [] });
  });

  it('takes a totals row off as null, and a part that the profile holds alone in and out of it', () => {
    const totals = withRows({ totalsRow: null }, listOf('totalsRow'), [{ column: 'Objekt', is: 'empty' }]);
    expect(totals).toEqual({ totalsRow: [{ column: 'Objekt', is: 'empty' }] });
    expect(withRows(totals, listOf('totalsRow'), [])).toEqual({ totalsRow: null });
    const { empty } = listOf('direction');
    const direction = withRows({}, listOf('direction'), [empty]);
    expect(direction).toEqual({ direction: empty });
    const income = withCell(empty, field('direction', 'income.values'), 'Ertrag; E');
    expect(income['income']).toEqual({ values: ['Ertrag', 'E'] });
    expect(rowsOf(withRows(direction, listOf('direction'), [income]), listOf('direction'))).toEqual([income]);
    expect(withRows(direction, listOf('direction'), [])).toEqual({});
  });

  it('gives a named sum a second condition and takes it off again', () => {
    const first = { column: 'Konto', is: 'starts-with', value: '78' };
    const and = listOf('figures').fields.find((one) => one.label === 'und') as ListField;
    const both = withCell({ name: 'x', where: [first] }, and, 'equals');
    expect(both['where']).toEqual([first, { column: '', is: 'equals', value: '' }]);
    const not = withCell(both, field('figures', 'where.1.not'), 'true');
    expect((not['where'] as Json[])[1]).toEqual({ column: '', is: 'equals', value: '', not: true });
    expect(withCell(not, and, '')).toEqual({ name: 'x', where: [first] });
  });

  it('moves the amount column into the first of several amounts and back', () => {
    const one = { columns: { amount: 'Betrag', account: 'Konto' } };
    const several = withRows(one, listOf('amounts'), [{ column: '' }]);
    expect(several).toEqual({ columns: { account: 'Konto' }, amounts: [{ column: 'Betrag' }] });
    expect(withRows(several, listOf('amounts'), [])).toEqual(one);
  });

  it('moves a row by one place and never over the end', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
  });
});

describe('ProfileListEditor', () => {
  async function open(faults: { path: string; message: string }[] = []) {
    const fixture = TestBed.createComponent(ProfileListEditor);
    fixture.componentRef.setInput('list', listOf('leaveOut'));
    fixture.componentRef.setInput('profile', { leaveOut: RULES });
    fixture.componentRef.setInput('faults', faults);
    const said: Json[] = [];
    const kept: { profile: Json } = { profile: { leaveOut: RULES } };
    fixture.componentInstance.changed.subscribe((change) => {
      said.push(change({ leaveOut: RULES }));
      kept.profile = change(kept.profile);
    });
    await fixture.whenStable();
    return { element: fixture.nativeElement as HTMLElement, said, kept };
  }

  it('adds, moves and removes rows in the order they stand', async () => {
    const { element, said } = await open();
    const click = (name: string) => element.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.click();
    click('Auslassregel 2 nach oben');
    expect(said.at(-1)?.['leaveOut']).toEqual([...RULES].reverse());
    click('Auslassregel 1 entfernen');
    expect(said.at(-1)?.['leaveOut']).toEqual([RULES[1]]);
    element.querySelector<HTMLElement>('.add')?.click();
    expect((said.at(-1)?.['leaveOut'] as unknown[]).length).toBe(3);
    const before = said.length;
    click('Auslassregel 1 nach oben');
    expect(said.length).toBe(before);
  });

  it('loses nothing of two fields typed before the page is drawn again', async () => {
    const { element, kept } = await open();
    const type = (label: string, text: string): void => {
      const cell = element.querySelector<HTMLInputElement>(`[id="${label}"]`);
      if (!cell) throw new Error(`no cell ${label}`);
      cell.value = text;
      cell.dispatchEvent(new Event('input'));
    };
    type('pl-leaveOut.0.test.value', 'Pflege');
    type('pl-leaveOut.0.reason', 'nicht unser Vertrag');
    const [rule] = kept.profile['leaveOut'] as Json[];
    expect(rule?.['reason']).toBe('nicht unser Vertrag');
    expect((rule?.['test'] as Json)['value']).toBe('Pflege');
  });

  it('shows a fault at its cell, and one of the whole row under it', async () => {
    const { element } = await open([
      { path: 'leaveOut.0.test.value', message: 'Pflichtangabe' },
      { path: 'leaveOut.1', message: 'So geht es nicht.' },
    ]);
    const cell = element.querySelector('[id="pl-leaveOut.0.test.value"]');
    expect(cell?.getAttribute('aria-invalid')).toBe('true');
    expect(element.querySelectorAll('[role="group"]')[1]?.textContent).toContain('So geht es nicht.');
  });
});
