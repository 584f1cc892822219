import { stepBars } from './steps-bars.ts';

describe('bars from A to F', () => {
  it('begin where the one before ended and end in F', () => {
    const bars = stepBars([60, 20, 0, -30], 50);
    expect(bars.map((bar) => [bar.x, bar.width, bar.end, bar.style])).toEqual([
      ['0%', '75%', '75%', 'w-base'],
      ['75%', '25%', '100%', 'w-up'],
      ['100%', '0%', '100%', 'w-0'],
      ['62.5%', '37.5%', '62.5%', 'w-dn'],
      ['0%', '62.5%', '62.5%', 'w-base'],
    ]);
  });

  it('leave room at the left for what falls below zero', () => {
    const [first, second, total] = stepBars([50, -100], -50);
    expect(first?.x).toBe('50%');
    expect(second?.x).toBe('0%');
    expect([total?.x, total?.width]).toEqual(['0%', '50%']);
  });

  it('draw nothing for a group without money', () => {
    expect(stepBars([0, 0], 0).every((bar) => bar.width === '0%')).toBeTrue();
  });
});
