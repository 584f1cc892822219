import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { asked } from '../core/asked.ts';
import { AskedState } from './asked-state.ts';

interface Line {
  id: number;
  year: number;
}

@Component({
  selector: 'mc-page',
  imports: [AskedState],
  template: `<mc-asked [of]="answer" what="Zeilen" />
    @if (answer.value(); as line) {
      <p class="line">{{ line.id }} {{ line.year }}</p>
    }`,
})
class Page {
  readonly id = signal<number | null>(1);
  readonly year = signal<number | null>(2021);
  readonly answer = asked<Line>(
    () =>
      this.id() === null ? undefined : { url: '/api/line', params: { id: this.id(), year: this.year() } },
    { about: (line) => line.id === this.id() },
  );
}

describe('asked', () => {
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    server = TestBed.inject(HttpTestingController);
  });
  afterEach(() => server.verify());

  function open() {
    const fixture = TestBed.createComponent(Page);
    const element = fixture.nativeElement as HTMLElement;
    const settle = async (): Promise<void> => {
      await Promise.resolve();
      TestBed.tick();
      await Promise.resolve();
      TestBed.tick();
    };
    const text = (selector: string): string | undefined =>
      element.querySelector(selector)?.textContent.replace(/\s+/gu, ' ').trim();
    return { page: fixture.componentInstance, element, settle, text };
  }

  async function opened() {
    const all = open();
    TestBed.tick();
    server.expectOne('/api/line?id=1&year=2021').flush({ id: 1, year: 2021 });
    await all.settle();
    return all;
  }

  const fail = (address: string, code: 'internal' | 'not-found'): void =>
    server
      .expectOne(address)
      .flush(
        { code, title: 'Das ging nicht.', detail: '', traceId: 'T-7' },
        { status: code === 'internal' ? 500 : 404, statusText: code },
      );

  it('says what is on its way, then nothing beside the answer', async () => {
    const { text, settle, element } = open();
    TestBed.tick();
    expect(text('[role=status]')).toBe('Wird geladen: Zeilen …');
    server.expectOne('/api/line?id=1&year=2021').flush({ id: 1, year: 2021 });
    await settle();
    expect(text('.line')).toBe('1 2021');
    expect(element.querySelector('[role=status], [role=alert]')).toBeNull();
  });

  it('leaves out parameters that hold nothing', () => {
    const { page } = open();
    page.year.set(null);
    TestBed.tick();
    expect(server.expectOne('/api/line?id=1').request.params.has('year')).toBeFalse();
  });

  it('asks for nothing while there is no question', () => {
    const { page } = open();
    page.id.set(null);
    TestBed.tick();
    server.expectNone(() => true);
    expect(page.answer.loading()).toBeFalse();
  });

  it('keeps the last answer, marked, while the next is on its way', async () => {
    const { page, settle, text } = await opened();
    page.year.set(2022);
    TestBed.tick();
    await settle();
    expect(text('.line')).toBe('1 2021');
    expect(text('[role=status]')).toBe('Wird neu geladen: Zeilen …');
    expect(page.answer.fresh()).toBeUndefined();
    server.expectOne('/api/line?id=1&year=2022').flush({ id: 1, year: 2022 });
    await settle();
    expect(text('.line')).toBe('1 2022');
    expect(text('[role=status]')).toBeUndefined();
  });

  it('keeps no answer about something else', async () => {
    const { page, settle, text } = await opened();
    page.id.set(2);
    TestBed.tick();
    await settle();
    expect(text('.line')).toBeUndefined();
    expect(text('[role=status]')).toBe('Wird geladen: Zeilen …');
    server.expectOne('/api/line?id=2&year=2021').flush({ id: 2, year: 2021 });
    await settle();
    expect(text('.line')).toBe('2 2021');
  });

  it('says what failed and where, keeps the last answer, and asks again', async () => {
    const { page, settle, text, element } = await opened();
    page.year.set(2022);
    TestBed.tick();
    fail('/api/line?id=1&year=2022', 'internal');
    await settle();
    expect(text('.line')).toBe('1 2021');
    expect(text('[role=alert]')).toBe(
      'Das ging nicht.Nicht neu geladen: Zeilen. Hier steht weiter der zuletzt geladene Stand.Vorgang T-7',
    );
    element.querySelector('button')?.click();
    TestBed.tick();
    server.expectOne('/api/line?id=1&year=2022').flush({ id: 1, year: 2022 });
    await settle();
    expect(text('.line')).toBe('1 2022');
    expect(text('[role=alert]')).toBeUndefined();
  });

  it('offers no second question for what does not exist', async () => {
    const { settle, text, element } = open();
    TestBed.tick();
    fail('/api/line?id=1&year=2021', 'not-found');
    await settle();
    expect(text('[role=alert]')).toContain('Nicht geladen: Zeilen.');
    expect(element.querySelector('button')).toBeNull();
  });

  it('takes what a change answered as the newest', async () => {
    const { page, settle, text } = await opened();
    page.answer.put({ id: 1, year: 2030 });
    await settle();
    expect(text('.line')).toBe('1 2030');
    server.expectNone(() => true);
  });
});
