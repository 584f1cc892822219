import { ratioText } from '#shared/projects/earned-value.ts';
import { officeText, milestoneLine } from '#shared/projects/project-words.ts';
import { viewOf } from '#shared/projects/project-views.ts';
import { tabOf } from './project-tabs.ts';
import { toIsoDate } from '#shared/calendar.ts';

describe('The project pages', () => {
  it('take an unknown view or tab as the first', () => {
    expect(viewOf('abweichend').label).toBe('Gemeldet ≠ berechnet');
    expect(viewOf('../etc').key).toBe('alle');
    expect(tabOf('budget').label).toBe('Budget');
    expect(tabOf('x').key).toBe('status');
  });

  it('say a missing forecast, never "unchanged"', () => {
    const next = {
      id: 1,
      name: 'Los 2',
      baselineOn: toIsoDate('2021-05-31'),
      forecastOn: null,
      slipDays: null,
      overdueDays: 0,
    };
    expect(milestoneLine(next)).toBe('fehlt, Basis 31.05.2021');
    expect(milestoneLine({ ...next, forecastOn: toIsoDate('2021-08-23'), slipDays: 84 })).toBe(
      '23.08.2021, +84\u00a0T',
    );
    const passed = { ...next, forecastOn: toIsoDate('2021-08-23'), slipDays: 99, overdueDays: 15 };
    expect(milestoneLine(passed)).toBe('23.08.2021 überschritten, +99\u00a0T');
    expect(milestoneLine({ ...next, forecastOn: next.baselineOn, slipDays: 0 })).toBe(
      '31.05.2021, wie Basis',
    );
  });

  it('write ratios from thousandths and offices by their number', () => {
    expect([ratioText(667), ratioText(1423), ratioText(-5), ratioText(null)]).toEqual([
      '0,667',
      '1,423',
      '−0,005',
      '–',
    ]);
    expect([officeText('51'), officeText('DO.IT')]).toEqual(['Amt 51', 'DO.IT']);
  });
});
