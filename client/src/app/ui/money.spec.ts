import { TestBed } from '@angular/core/testing';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { Money, moneyText } from './money.ts';
import type { MoneyUnit } from './money.ts';

function draw(value: Cents | null, unit: MoneyUnit = 'euro', balance = false): HTMLElement {
  const fixture = TestBed.createComponent(Money);
  fixture.componentRef.setInput('value', value);
  fixture.componentRef.setInput('unit', unit);
  fixture.componentRef.setInput('balance', balance);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

describe('money', () => {
  it('is exact to the cent, with U+2212 as minus', () => {
    expect(moneyText(toCents(123_456_789), 'euro')).toBe('1.234.567,89');
    expect(moneyText(toCents(-5), 'euro')).toBe('−0,05');
  });

  it('rounds in overviews and grids only', () => {
    expect(moneyText(toCents(1_076_838_944), 'millions')).toBe('10,77');
    expect(moneyText(toCents(41_049_999), 'thousands')).toBe('410');
  });

  it('writes a plus only on changes', () => {
    expect(moneyText(toCents(266_000_000), 'millions', true)).toBe('+2,66');
    expect(moneyText(toCents(-47_000_000), 'millions', true)).toBe('−0,47');
    expect(moneyText(toCents(0), 'millions', true)).toBe('0,00');
  });

  it('keeps nothing apart from zero', () => {
    expect(draw(null).textContent).toBe('–');
    expect(draw(toCents(0)).textContent).toBe('0,00');
    expect(draw(toCents(0)).classList).toContain('zero');
  });

  it('gives the exact figure of a rounded one', () => {
    expect(draw(toCents(1_076_838_944), 'millions').title).toBe('10.768.389,44 €');
    expect(draw(toCents(1_076_838_944)).title).toBe('');
  });

  it('is red only where a negative amount is a shortfall', () => {
    expect(draw(toCents(-100)).classList).not.toContain('neg');
    expect(draw(toCents(-100), 'euro', true).classList).toContain('neg');
  });
});
