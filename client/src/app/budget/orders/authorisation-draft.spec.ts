import { Reader } from '../../core/reader.ts';
import { emptyAuthorisation, partsSum, readAuthorisation } from './authorisation-draft.ts';

describe('readAuthorisation', () => {
  const full = {
    ...emptyAuthorisation(2021, '30.06.2021'),
    lineId: 7,
    parts: [
      { dueYear: '2022', cents: '100.000,00' },
      { dueYear: '2023', cents: '-40.000,50' },
    ],
    paper: 'GRDrs 316/2021',
  };

  it('begins with the year after the line', () => {
    expect(emptyAuthorisation(2021, '').parts).toEqual([{ dueYear: '2022', cents: '' }]);
  });

  it('sums the parts into the whole, reductions with their sign', () => {
    const reader = new Reader();
    const payload = readAuthorisation(full, reader);
    expect(reader.faults).toEqual([]);
    expect(payload.parts.map((part) => Number(part.cents))).toEqual([10_000_000, -4_000_050]);
    expect(Number(payload.totalCents)).toBe(5_999_950);
    expect(Number(partsSum(full))).toBe(5_999_950);
    expect(payload.paper?.number).toBe(316);
  });

  it('names every fault at once, at its field', () => {
    const parts = [{ dueYear: '22', cents: 'viel' }];
    const reader = new Reader();
    readAuthorisation({ ...full, lineId: null, parts, effectiveOn: 'bald', paper: '316' }, reader);
    expect(reader.faults.map((fault) => fault.path)).toEqual([
      'payload.lineId',
      'payload.parts.0.dueYear',
      'payload.parts.0.cents',
      'payload.effectiveOn',
      'payload.paper',
    ]);
  });
});
