import { TestBed } from '@angular/core/testing';
import { withField } from './profile-field.ts';
import type { ProfileField } from './profile-field.ts';
import { ProfileForm } from './profile-form.ts';
import { PROFILE_SECTIONS } from './profile-fields.ts';
import { EDITED_LISTS } from './profile-list-fields.ts';
import { pathOf, rowsOf, withCell, withRows } from './profile-lists.ts';
import type { EditedList, Json, ListField } from './profile-lists.ts';

const FIELDS = PROFILE_SECTIONS.flatMap((section) => section.fields);
const fieldAt = (path: string) => FIELDS.find((field) => field.path === path) as ProfileField;
const listOf = (key: EditedList['key'], at = 0) =>
  EDITED_LISTS.filter((list) => list.key === key)[at] as EditedList;
const cell = (key: EditedList['key'], path: string) =>
  listOf(key).fields.find((field) => field.path === path) as ListField;

describe('a setting of a profile', () => {
  it('is left out where nothing is said, and kept where the profile needs it', () => {
    expect(withField({ formulas: 'stored' }, fieldAt('formulas'), '')).toEqual({});
    expect(withField({ headerRows: 2 }, fieldAt('headerRows'), '3')).toEqual({ headerRows: 3 });
    expect(withField({ assignment: ['account'] }, fieldAt('assignment'), '')).toEqual({ assignment: [] });
    expect(withField({ number: { thousands: '.' } }, fieldAt('number.thousands'), '')).toEqual({
      number: { thousands: null },
    });
    expect(withField({ number: {} }, fieldAt('number.exponent'), 'true')).toEqual({
      number: { exponent: true },
    });
  });

  it('is one column, or several where another may stand in', () => {
    const one = withField({}, fieldAt('columns.account'), 'Konto');
    expect(one).toEqual({ columns: { account: 'Konto' } });
    expect(withField(one, fieldAt('columns.account'), 'Konto; Kostenart')).toEqual({
      columns: { account: ['Konto', 'Kostenart'] },
    });
  });

  it('says what is done with a row that contradicts itself, and nothing where it is as usual', () => {
    const told = withField({}, fieldAt('plausibility.period'), 'told');
    expect(told).toEqual({ plausibility: { period: 'told' } });
    expect(withField(told, fieldAt('plausibility.closingMonths'), '4')).toEqual({
      plausibility: { period: 'told', closingMonths: 4 },
    });
    expect(withField(told, fieldAt('plausibility.period'), '')).toEqual({});
    const sections = (kind: string) => PROFILE_SECTIONS.filter((one) => one.when?.({ kind }) ?? true);
    for (const kind of ['actuals', 'projects']) {
      const headings = sections(kind).map((one) => one.heading);
      expect(new Set(headings).size).toBe(headings.length);
    }
    expect(
      sections('projects')
        .flatMap((one) => one.fields)
        .map((field) => field.path),
    ).toContain('plausibility.ahead');
  });

  it('says signs at the amount for both sides or for none', () => {
    const minus = withField({ number: {} }, fieldAt('number.marks.minus'), 'H; Haben');
    expect(minus).toEqual({ number: { marks: { plus: [], minus: ['H', 'Haben'] } } });
    const both = withField(minus, fieldAt('number.marks.plus'), 'S');
    expect(both).toEqual({ number: { marks: { plus: ['S'], minus: ['H', 'Haben'] } } });
    expect(
      withField(withField(both, fieldAt('number.marks.plus'), ''), fieldAt('number.marks.minus'), ''),
    ).toEqual({ number: {} });
  });
});

describe('a part of a profile that is held by names', () => {
  it('becomes rows and back, without a loss', () => {
    const parts = { object: { take: 'before', mark: ' ' }, fiscalYear: { take: 'year' } };
    const rows = rowsOf({ parts }, listOf('parts'));
    expect(rows).toEqual([
      { key: 'object', take: 'before', mark: ' ' },
      { key: 'fiscalYear', take: 'year' },
    ]);
    expect(withRows({}, listOf('parts'), rows)).toEqual({ parts });
    const words = { kind: { Ertrag: 'income' }, amount: { '–': '0' } };
    expect(withRows({}, listOf('words'), rowsOf({ words }, listOf('words')))).toEqual({ words });
    expect(withRows({ words }, listOf('words'), [])).toEqual({});
  });

  it('keeps both rows of a name that stands twice while it is typed', () => {
    const rows = [
      { key: 'kind', from: 'Ertrag', to: 'income' },
      { key: 'kind', from: 'Ertrag', to: 'other' },
    ];
    expect(rowsOf(withRows({}, listOf('words'), rows), listOf('words')).length).toBe(2);
  });

  it('asks of a part only what it needs', () => {
    const middle = withCell({ key: 'object', take: 'before', mark: '-' }, cell('parts', 'take'), 'middle');
    expect(middle).toEqual({ key: 'object', take: 'middle', from: 1, count: 1 });
    expect(withCell(middle, cell('parts', 'take'), 'year')).toEqual({ key: 'object', take: 'year' });
  });

  it('says where its faults stand', () => {
    expect(pathOf(listOf('parts'), 0, { key: 'object' })).toBe('parts.object');
    expect(pathOf(listOf('words'), 0, { key: 'kind', from: 'Ertrag' })).toBe('words.kind.Ertrag');
  });
});

describe('ProfileForm', () => {
  const shown = async (profile: Json, faults: { path: string; message: string }[] = []) => {
    const fixture = TestBed.createComponent(ProfileForm);
    fixture.componentRef.setInput('profile', profile);
    fixture.componentRef.setInput('faults', faults);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  };

  it('offers what a file of its kind can have', async () => {
    const sheet = await shown({ kind: 'actuals', format: 'xlsx' });
    expect(sheet.querySelector('[id="pf-mergedCells"]')).not.toBeNull();
    expect(sheet.querySelector('[id="pf-separator"]')).toBeNull();
    const records = await shown({ kind: 'projects', format: 'csv', fields: { number: 'Nr' } });
    expect(records.querySelector('[id="pf-columns.object"]')).toBeNull();
    expect(records.querySelector<HTMLInputElement>('[id="pl-fields-0-value"]')?.value).toBe('Nr');
  });

  it('marks a fault at its field, at its list, or says it below', async () => {
    const form = await shown({ kind: 'actuals', format: 'csv', columns: {}, number: {} }, [
      { path: 'columns.account', message: 'Das Sachkonto fehlt.' },
      { path: 'amounts', message: 'Zwei Beträge haben denselben Namen.' },
      { path: 'layout', message: 'Ansätze sind Summen je Objekt und Konto.' },
    ]);
    expect(form.querySelector('[id="pf-columns.account"]')?.getAttribute('aria-invalid')).toBe('true');
    expect(form.querySelector('[id="ph-columns.account"]')?.textContent).toContain('Das Sachkonto fehlt.');
    expect(form.textContent).toContain('Zwei Beträge haben denselben Namen.');
    expect(form.querySelector('[role="alert"]')?.textContent).toContain('Ansätze sind Summen');
  });
});
