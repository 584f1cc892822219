import { TestBed } from '@angular/core/testing';
import { toCents } from '#shared/money.ts';
import { BulletBar, axisSteps, bulletGeometry } from './bullet-bar.ts';

const mio = (amount: number) => toCents(amount * 100_000_000);

describe('bullet bar', () => {
  it('puts Obligo behind Ist and the ceiling at the end', () => {
    const bar = bulletGeometry(mio(20), mio(10), mio(5), mio(12));
    expect(bar.actual).toEqual({ from: 0, width: 50 });
    expect(bar.commitment).toEqual({ from: 50, width: 25 });
    expect(bar.ceiling).toBe(100);
    expect(bar.plan).toBe(60);
  });

  it('shows an overrun beyond the tick of the ceiling', () => {
    const bar = bulletGeometry(mio(10), mio(15), mio(5), null);
    expect(bar.ceiling).toBe(50);
    expect(bar.actual.width + bar.commitment.width).toBe(100);
  });

  it('survives a ceiling of zero and credits', () => {
    const bar = bulletGeometry(mio(0), mio(-1), mio(0), null);
    expect(bar.actual.width).toBe(0);
    expect(Number.isFinite(bar.ceiling)).toBeTrue();
  });

  it('divides the axis into whole millions where it can', () => {
    expect(axisSteps(mio(18))).toEqual([0, 6, 12, 18].map(mio));
    expect(axisSteps(mio(64))).toEqual([0, 16, 32, 48, 64].map(mio));
    expect(axisSteps(mio(4))).toEqual([0, 1, 2, 3, 4].map(mio));
    expect(axisSteps(toCents(7))).toEqual([toCents(0), toCents(7)]);
    expect(axisSteps(mio(0))).toEqual([]);
  });

  it('says all its figures in one label', () => {
    const fixture = TestBed.createComponent(BulletBar);
    const inputs = { name: 'Breitband', ceiling: mio(4), actual: mio(2), commitment: mio(1), plan: mio(3) };
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
    const label = (fixture.nativeElement as HTMLElement).querySelector('svg')?.getAttribute('aria-label');
    expect(label).toBe(
      'Breitband: Ist 2,00, Obligo 1,00, nicht gebunden 1,00 von 4,00 Mio. Euro; Plan zum Stichtag 3,00',
    );
  });
});
