import { TestBed } from '@angular/core/testing';
import type { Light, Trend } from '#shared/light.ts';
import { LightMark } from './light-mark.ts';

function draw(inputs: {
  light: Light;
  trend?: Trend | null;
  computed?: Light | null;
  outlined?: boolean;
  wordless?: boolean;
}) {
  const fixture = TestBed.createComponent(LightMark);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  fixture.detectChanges();
  const element = fixture.nativeElement as HTMLElement;
  const symbols = [...element.querySelectorAll('use')].map((use) => use.getAttribute('href'));
  return { element, symbols, text: element.textContent.replaceAll(/\s+/gu, ' ').trim() };
}

describe('LightMark', () => {
  it('shows symbol, word and colour', () => {
    const { element, symbols, text } = draw({ light: 'red' });
    expect(symbols).toEqual(['#l-r']);
    expect(text).toBe('rot');
    expect(element.querySelector('.l-r')).not.toBeNull();
  });

  it('says the trend only to a screen reader', () => {
    const { element, symbols, text } = draw({ light: 'green', trend: 'up' });
    expect(symbols).toEqual(['#l-g', '#t-u']);
    expect(text).toBe('grün, Trend besser werdend');
    expect(element.querySelector('.trend .vh')?.textContent).toContain('besser');
  });

  it('shows the computed light outlined and only where it differs', () => {
    expect(draw({ light: 'yellow', computed: 'yellow' }).symbols).toEqual(['#l-y']);
    const other = draw({ light: 'yellow', computed: 'red' });
    expect(other.symbols).toEqual(['#l-y', '#l-rh']);
    expect(other.text).toBe('gelb≠, berechnet rot');
  });

  it('draws a missing report as its own light, not as unchanged', () => {
    expect(draw({ light: 'none' }).text).toBe('fehlt');
  });

  it('keeps the word readable where it is hidden from sight', () => {
    expect(draw({ light: 'red', wordless: true }).element.querySelector('.vh')?.textContent).toBe('rot');
  });
});
