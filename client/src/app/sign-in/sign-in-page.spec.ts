import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { SignInPage } from './sign-in-page.ts';

const accounts = [
  { login: 'rat', name: 'Mitglied des Gemeinderats', role: 'council', description: 'Liest Berichte.' },
];
const turn = () => new Promise((resolve) => setTimeout(resolve));

async function show(demo: boolean, weiter?: string) {
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
  http.expectOne('/api/session').flush({ user: null, actions: [], demo });
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

describe('SignInPage', () => {
  it('signs in to the demo with one click and leads to where the role begins', async () => {
    expect(await whereTo()).toBe('/berichte');
  });

  it('leads back to the page that needed the sign-in', async () => {
    expect(await whereTo('/projekte/41?stichtag=2021-03-31')).toBe('/projekte/41?stichtag=2021-03-31');
  });

  it('never leads to another site', async () => {
    expect(await whereTo('//evil.example')).toBe('/berichte');
    TestBed.resetTestingModule();
    expect(await whereTo('/\\evil.example')).toBe('/berichte');
    TestBed.resetTestingModule();
    expect(await whereTo('https://evil.example')).toBe('/berichte');
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

  it('offers no account outside the demo', async () => {
    const { element, http } = await show(false);
    http.expectNone('/api/demo-accounts');
    expect(element.querySelector('li')).toBeNull();
    expect(element.textContent).toContain('nicht eingerichtet');
  });
});
