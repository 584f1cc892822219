import { TestBed } from '@angular/core/testing';
import type { ComponentFixture } from '@angular/core/testing';
import { councilReport } from '#shared/reports/council-report.ts';
import type { CouncilFacts } from '#shared/reports/council-facts.ts';
import { BARE, PROGRAMME, project } from '#shared/reports/test-facts.ts';
import { blocksOf } from './blocks.ts';
import { CouncilDocument } from './council-document.ts';

function draw(facts: CouncilFacts, sha256 = ''): ComponentFixture<CouncilDocument> {
  const fixture = TestBed.createComponent(CouncilDocument);
  fixture.componentRef.setInput('report', councilReport(facts, '9105/2021'));
  fixture.componentRef.setInput('sha256', sha256);
  fixture.detectChanges();
  return fixture;
}

const many = Array.from({ length: 70 }, (_, index) => project(`P-${100 + index}`, 'green'));

describe('CouncilDocument', () => {
  it('asks one numbered question after the other, and the contents lead there', () => {
    const element = draw(PROGRAMME).nativeElement as HTMLElement;
    const heads = [...element.querySelectorAll('section > h2[id^=frage]')];
    const links = [...element.querySelectorAll('nav a')];
    expect(heads.length).toBe(8);
    expect(links.map((link) => link.getAttribute('href'))).toEqual(heads.map((head) => `#${head.id}`));
    expect(heads[0]?.textContent).toContain('Wie viel Geld');
  });

  it('says in a sentence what there is not, and draws no empty table', () => {
    const element = draw(BARE).nativeElement as HTMLElement;
    expect(element.textContent).toContain('In diesem Datenbestand sind keine Projekte erfasst.');
    expect(element.querySelectorAll('table').length).toBe(0);
  });

  it('shows a light as symbol, word and trend', () => {
    const block = (draw(PROGRAMME).nativeElement as HTMLElement).querySelector('.block h3');
    expect(block?.textContent).toContain('rot');
    expect(block?.querySelector('use')?.getAttribute('href')).toBe('#l-r');
  });

  it('folds a long list until it is asked for', () => {
    const fixture = draw({ ...PROGRAMME, projects: many });
    const element = fixture.nativeElement as HTMLElement;
    const button = element.querySelector<HTMLButtonElement>('[aria-controls=liste-projekte]');
    const list = element.querySelector('#liste-projekte');
    expect(button?.getAttribute('aria-expanded')).toBe('false');
    expect(list?.classList.contains('closed')).toBeTrue();
    button?.click();
    fixture.detectChanges();
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    expect(list?.classList.contains('closed')).toBeFalse();
  });

  it('draws a list longer than two sheets of paper only once it is open, a shorter one for print too', () => {
    const [long, short] = [many, many.slice(0, 20)].map((projects) => draw({ ...PROGRAMME, projects }));
    const rows = (of: typeof long): number =>
      (of?.nativeElement as HTMLElement).querySelectorAll('#liste-projekte tbody tr').length;
    expect([rows(long), rows(short)]).toEqual([0, 20]);
    (long?.nativeElement as HTMLElement)
      .querySelector<HTMLButtonElement>('[aria-controls=liste-projekte]')
      ?.click();
    long?.detectChanges();
    expect(rows(long)).toBe(70);
  });

  it('names the hash it was issued with', () => {
    const element = draw(PROGRAMME, 'ab'.repeat(32)).nativeElement as HTMLElement;
    expect(element.querySelector('.hash')?.textContent).toMatch(/^(abab ){15}abab$/u);
  });

  it('gives the printed page its running head and takes it away again', () => {
    const fixture = draw(PROGRAMME);
    const { style } = document.documentElement;
    expect(style.getPropertyValue('--print-left')).toContain('GRDrs 9105/2021');
    expect(style.getPropertyValue('--print-right')).toContain('Beispieldaten');
    fixture.destroy();
    expect(style.getPropertyValue('--print-left')).toBe('');
  });

  it('shows text that looks like markup as text', () => {
    const facts = {
      ...PROGRAMME,
      projects: [project('P-100', 'red', { sentence: '<img src=x onerror=alert(1)>' })],
    };
    const element = draw(facts).nativeElement as HTMLElement;
    expect(element.querySelector('img')).toBeNull();
    expect(element.textContent).toContain('<img src=x');
  });
});

describe('blocksOf', () => {
  it('heads a block with number and name and leaves out what is not said', () => {
    const table = councilReport(PROGRAMME, '').tables.find((one) => one.id === 'abweichungen');
    const [block] = table ? blocksOf(table) : [];
    expect(block?.heading).toBe('P-047 Kfz-Zulassung online');
    expect(block?.light?.light).toBe('red');
    expect(block?.entries.map((entry) => entry.label)).toEqual([
      'Abweichung',
      'Grund',
      'Entscheidung',
      'Zuständig',
      'GRDrs',
    ]);
  });
});
