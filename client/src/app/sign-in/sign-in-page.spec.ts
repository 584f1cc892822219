import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { SignInPage } from './sign-in-page.ts';

const accounts = [
  { login: 'rat', name: 'Mitglied des Gemeinderats', role: 'council', description: 'Liest Berichte.' },
];
/** What a browser would take somewhere else, or to a deed (T14). */
const ELSEWHERE = [
  ...['//evil.example', '/\\evil.example', '\\\\evil.example', '\\/evil.example', 'https://evil.example'],
  ...[
    'http:evil.example',
    'https:/evil.example',
    'HTTPS://evil.example',
    '///evil.example',
    '/\t/evil.example',
  ],
  ...['/\n/evil.example', '\t//evil.example', ' //evil.example', 'javascript:alert(1)', 'data:text/html,x'],
  ...['evil.example', '@evil.example', '/.//evil.example', '/x/..//evil.example', '/api/session', '', '#x'],
];
const turn = () => new Promise((resolve) => setTimeout(resolve));

async function show(demo: boolean, weiter?: string, more: { provider?: string } = {}) {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const http = TestBed.inject(HttpTestingController);
  const navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
  const fixture = TestBed.createComponent(SignInPage);
  fixture.componentRef.setInput('weiter', weiter);
  const settle = async () => {
    for (let round = 0; round < 3; round += 1) {
      fixture.detectChanges();
      await turn();
    }
  };
  await settle();
  http
    .expectOne('/api/session')
    .flush({ user: null, actions: [], demo, provider: more.provider ? { name: more.provider } : null });
  await settle();
  return { http, navigate, settle, element: fixture.nativeElement as HTMLElement };
}

async function signIn(weiter?: string) {
  const page = await show(true, weiter);
  page.http.expectOne('/api/demo-accounts').flush(accounts);
  await page.settle();
  page.element.querySelector<HTMLButtonElement>('li button')?.click();
  const request = page.http.expectOne('/api/session/demo');
  return { ...page, request };
}

async function whereTo(weiter?: string): Promise<unknown> {
  const { http, request, settle, navigate } = await signIn(weiter);
  expect(request.request.body).toEqual({ login: 'rat' });
  request.flush({});
  await settle();
  http
    .expectOne('/api/session')
    .flush({ user: { id: 1, login: 'rat', name: 'X', role: 'council' }, actions: [], demo: true });
  await settle();
  return navigate.calls.mostRecent().args[0];
}

/** A part of the page that is loaded when it is seen. */
async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !holds(); round += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('SignInPage', () => {
  it('signs in to the demo with one click and leads to where the role begins', async () => {
    expect(await whereTo()).toBe('/berichte');
  });

  it('leads back to the page that needed the sign-in', async () => {
    expect(await whereTo('/projekte/41?stichtag=2021-03-31')).toBe('/projekte/41?stichtag=2021-03-31');
  });

  it('never leads to another site', async () => {
    for (const elsewhere of ELSEWHERE) {
      expect(await whereTo(elsewhere))
        .withContext(elsewhere)
        .toBe('/berichte');
      TestBed.resetTestingModule();
    }
  });

  it('says what the server refused and lets the person try again', async () => {
    const { request, settle, element } = await signIn();
    request.flush(
      { code: 'too-many-attempts', title: 'Zu viele Versuche. Bitte warten Sie.', status: 429, traceId: 't' },
      { status: 429, statusText: 'Too Many Requests' },
    );
    await settle();
    expect(element.querySelector('[role=alert]')?.textContent).toContain('Zu viele Versuche');
    expect(element.querySelector<HTMLButtonElement>('li button')?.disabled).toBeFalse();
  });

  it('offers the accounts that are kept here outside the demo, and none of the demo', async () => {
    const { element, http, settle, navigate } = await show(false, '/budget');
    http.expectNone('/api/demo-accounts');
    await until(() => element.querySelector('#login') !== null);
    expect(element.querySelector('a.btn')).toBeNull();
    for (const [id, text] of [
      ['login', 'pruefung'],
      ['password', 'kiesel wolke ofen'],
      ['code', '123 456'],
    ] as const) {
      const field = element.querySelector<HTMLInputElement>(`#${id}`);
      if (!field) throw new Error(id);
      field.value = text;
      field.dispatchEvent(new Event('input'));
    }
    await settle();
    element.querySelector('form')?.dispatchEvent(new Event('submit'));
    const sent = http.expectOne('/api/session/local');
    expect(sent.request.body).toEqual({ login: 'pruefung', password: 'kiesel wolke ofen', code: '123 456' });
    expect(JSON.stringify(sessionStorage)).not.toContain('kiesel');
    sent.flush({});
    await settle();
    http.expectOne('/api/session').flush({ user: null, actions: [], demo: false, provider: null });
    await settle();
    expect(navigate.calls.mostRecent().args[0]).toBe('/budget');
  });

  it('says how long to wait when there were too many tries', async () => {
    const { element, http, settle } = await show(false);
    await until(() => element.querySelector('#login') !== null);
    for (const field of element.querySelectorAll('input')) {
      field.value = 'x';
      field.dispatchEvent(new Event('input'));
    }
    await settle();
    element.querySelector('form')?.dispatchEvent(new Event('submit'));
    const title = 'Zu viele Versuche. Bitte warten Sie.';
    const detail = 'Der nächste Versuch geht in 8 Sekunden.';
    http
      .expectOne('/api/session/local')
      .flush(
        { code: 'too-many-attempts', title, detail, status: 429, traceId: 't' },
        { status: 429, statusText: 'x' },
      );
    await settle();
    expect(element.querySelector('[role=alert]')?.textContent).toContain(detail);
  });

  it('puts the identity provider first and the accounts that are kept here below a disclosure', async () => {
    const { element } = await show(false, '/budget', { provider: 'Stadt-Konto' });
    await until(() => element.querySelector('a.btn.main') !== null);
    expect(element.querySelector('a.btn.main')?.textContent).toBe('Stadt-Konto');
    expect(element.querySelector('details')?.open).toBeFalse();
    await until(() => element.querySelector('details #login') !== null);
    expect(element.querySelector('details #login')).not.toBeNull();
  });
});
