import { passesFilter } from './grid-filter.ts';

const money = (value: number | null, typed: string) =>
  passesFilter({ kind: 'cents', unit: 'euro' }, value, typed);
const thousands = (value: number, typed: string) =>
  passesFilter({ kind: 'cents', unit: 'thousands' }, value, typed);
const date = (value: string | null, typed: string) => passesFilter({ kind: 'date' }, value, typed);
const text = (value: string, typed: string) => passesFilter({ kind: 'text' }, value, typed);

describe('passesFilter', () => {
  it('lets everything through while nothing is typed', () => {
    expect(money(null, ' ')).toBeTrue();
  });

  it('finds every word in any order and any case', () => {
    expect(text('eAkte Jugendamt · P-041 · Amt 51', 'jugendamt EAKTE')).toBeTrue();
    expect(text('eAkte Jugendamt', 'eakte Bauamt')).toBeFalse();
  });

  it('compares money exactly', () => {
    expect(money(-1, '< 0')).toBeTrue();
    expect(money(0, '< 0')).toBeFalse();
    expect(money(123_456, '>= 1.234,56')).toBeTrue();
    expect(money(123_455, '>= 1.234,56')).toBeFalse();
    expect(money(123_456, '= 1.234,56')).toBeTrue();
  });

  it('reads what is typed in the unit that is shown', () => {
    expect(thousands(150_000, '>= 1,5')).toBeTrue();
    expect(thousands(149_999, '>= 1,5')).toBeFalse();
    expect(thousands(-4_500_000, '-45')).toBeTrue();
  });

  it('compares shares in ten-thousandths and slips in days', () => {
    expect(passesFilter({ kind: 'fte' }, 5000, '>= 0,5')).toBeTrue();
    expect(passesFilter({ kind: 'days' }, 84, '> 60 T')).toBeTrue();
  });

  it('knows dates by day, from, until and month', () => {
    expect(date('2021-07-31', 'bis 31.07.2021')).toBeTrue();
    expect(date('2021-08-01', 'bis 31.07.2021')).toBeFalse();
    expect(date('2021-08-01', 'ab 01.08.2021')).toBeTrue();
    expect(date('2021-08-01', '08.2021')).toBeTrue();
  });

  it('finds what has no value by the dash and by nothing else', () => {
    expect(date(null, '–')).toBeTrue();
    expect(date(null, 'bis 31.07.2021')).toBeFalse();
    expect(date('2021-08-01', '–')).toBeFalse();
  });

  it('lets nothing through a comparison it cannot read', () => {
    expect(money(100, '> viel')).toBeFalse();
  });

  it('takes a light by its whole word', () => {
    expect(passesFilter({ kind: 'light' }, 'rot', 'rot')).toBeTrue();
    expect(passesFilter({ kind: 'light' }, 'grün', 'rot')).toBeFalse();
  });
});
