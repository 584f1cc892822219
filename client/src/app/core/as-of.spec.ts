import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { toIsoDate } from '#shared/calendar.ts';
import { AsOf } from './as-of.ts';
import { Session } from './session.ts';

@Component({ selector: 'mc-dated-page', template: '' })
class Page {}

const state = {
  asOf: '2021-06-30',
  demo: true,
  postedUntil: null,
  importedAt: null,
  reportsOverdue: 0,
  projects: 0,
};

async function start(url: string) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([
        { path: 'a', component: Page },
        { path: 'b', component: Page },
        { path: 'abgleich', component: Page },
      ]),
    ],
  });
  const http = TestBed.inject(HttpTestingController);
  await TestBed.inject(Router).navigateByUrl(url);
  const session = TestBed.inject(Session).ensureLoaded();
  http
    .expectOne('/api/session')
    .flush({ user: { id: 1, login: 'x', name: 'X', role: 'controller' }, actions: [], demo: true });
  await session;
  const asOf = TestBed.inject(AsOf);
  // Requests stay open in these tests, so stability cannot be awaited; two turns let effect and router finish.
  const settle = async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      TestBed.tick();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  TestBed.tick();
  return { http, asOf, router: TestBed.inject(Router), settle };
}

describe('AsOf', () => {
  it('takes the date that the server suggests and writes it into the address', async () => {
    const { http, asOf, router, settle } = await start('/a');
    expect(asOf.date()).toBeNull();
    http.expectOne('/api/data-state').flush(state);
    await settle();
    expect(asOf.date()).toBe(toIsoDate('2021-06-30'));
    expect(router.url).toBe('/a?stichtag=2021-06-30');
  });

  it('takes the date of the address', async () => {
    const { http, asOf } = await start('/a?stichtag=2021-03-31');
    expect(asOf.date()).toBe(toIsoDate('2021-03-31'));
    http.expectOne('/api/data-state?asOf=2021-03-31');
  });

  it('ignores a date that does not exist', async () => {
    const { http, asOf } = await start('/a?stichtag=2021-02-30');
    expect(asOf.date()).toBeNull();
    http.expectOne('/api/data-state');
  });

  it('keeps the date when another page is opened without one', async () => {
    const { router, settle } = await start('/a?stichtag=2021-03-31');
    await router.navigateByUrl('/b');
    await settle();
    expect(router.url).toBe('/b?stichtag=2021-03-31');
  });

  it('carries the day of knowledge along, and does not let it count where people work', async () => {
    const { http, asOf, router, settle } = await start('/a?stichtag=2021-06-30&bekannt=2021-03-31');
    http.expectOne('/api/data-state?asOf=2021-06-30&knownOn=2021-03-31').flush(state);
    expect(asOf.clocks()).toEqual({ asOf: '2021-06-30', knownOn: '2021-03-31' });
    await router.navigateByUrl('/abgleich?stichtag=2021-06-30');
    await settle();
    http.expectOne('/api/data-state?asOf=2021-06-30').flush(state);
    expect(asOf.worksNow()).toBe(true);
    expect(asOf.clocks()).toEqual({ asOf: '2021-06-30' });
    expect(router.url).toContain('bekannt=2021-03-31');
    await router.navigateByUrl('/b?stichtag=2021-06-30');
    await settle();
    expect(asOf.clocks()).toEqual({ asOf: '2021-06-30', knownOn: '2021-03-31' });
  });

  it('keeps the filters of the page when the date changes', async () => {
    const { asOf, router, settle } = await start('/a?stichtag=2021-03-31&f.light=rot');
    asOf.choose(toIsoDate('2021-06-30'));
    await settle();
    expect(router.parseUrl(router.url).queryParams).toEqual({ stichtag: '2021-06-30', 'f.light': 'rot' });
  });
});
