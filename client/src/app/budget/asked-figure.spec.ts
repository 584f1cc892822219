import { askedFromAddress, askedToAddress } from './asked-figure.ts';
import type { AskedFigure } from './asked-figure.ts';

describe('a figure in the address', () => {
  const FIGURES: AskedFigure[] = [
    { owner: { of: 'line', id: 60 }, figure: 'V' },
    { owner: { of: 'group', ledger: 'result', side: 'expense', code: '100-A' }, figure: 'F' },
    { owner: { of: 'group', ledger: 'cash', side: 'income', code: 'a:b' }, figure: 'O' },
    { owner: { of: 'sum', ledger: 'costing', side: 'expense' }, figure: 'I' },
  ];
  for (const asked of FIGURES) {
    it(`comes back from ${askedToAddress(asked)}`, () => {
      expect(askedFromAddress(askedToAddress(asked))).toEqual(asked);
    });
  }

  for (const text of [
    undefined,
    '',
    'zeile:60',
    'zeile:0:V',
    'zeile:x:V',
    'summe:both:V',
    'zeile:1:X',
    'summe:result:V',
    'summe:result:both:V',
    'gruppe:result:expense:V',
  ]) {
    it(`opens nothing for „${text}“`, () => expect(askedFromAddress(text)).toBeNull());
  }
});
