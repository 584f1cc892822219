import { provideHttpClient, withInterceptors, HttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { Role } from '#shared/permissions.ts';
import { allowedActions } from '#shared/permissions.ts';
import { mayOpen, signedIn, toHome } from './guards.ts';
import { Notices } from './notices.ts';
import { refusedSession } from './refused-session.ts';

@Component({ selector: 'mc-guarded-page', template: '' })
class Page {}

/** The router works through a few microtasks before it asks a guard. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

function setUp() {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([refusedSession])),
      provideHttpClientTesting(),
      provideRouter([
        { path: 'anmelden', component: Page },
        {
          path: '',
          canActivate: [signedIn],
          children: [
            { path: '', pathMatch: 'full', canActivate: [toHome], children: [] },
            { path: 'uebersicht', component: Page },
            { path: 'berichte', component: Page },
            { path: 'einlesen', canActivate: [mayOpen('imports:read', 'Einlesen')], component: Page },
          ],
        },
      ]),
    ],
  });
  return { http: TestBed.inject(HttpTestingController), router: TestBed.inject(Router) };
}

async function open(url: string, role: Role | null) {
  const { http, router } = setUp();
  const arrived = router.navigateByUrl(url);
  const user = role ? { id: 1, login: 'x', name: 'X', role, office: null, breakGlass: false } : null;
  await turn();
  http.expectOne('/api/session').flush({ user, actions: allowedActions(user), demo: true });
  await arrived;
  return { http, router };
}

describe('guards', () => {
  it('send nobody to the sign-in page and remember where they wanted to go', async () => {
    const { router } = await open('/einlesen?stichtag=2021-03-31', null);
    expect(router.url).toBe('/anmelden?weiter=%2Feinlesen%3Fstichtag%3D2021-03-31');
  });

  it('lead council members to the reports and everybody else to the overview', async () => {
    expect((await open('/', 'council')).router.url).toBe('/berichte');
    TestBed.resetTestingModule();
    expect((await open('/', 'project-lead')).router.url).toBe('/uebersicht');
  });

  it('open a page only with its right', async () => {
    expect((await open('/einlesen', 'controller')).router.url).toBe('/einlesen');
    TestBed.resetTestingModule();
    expect((await open('/einlesen', 'council')).router.url).toBe('/berichte');
    expect(TestBed.inject(Notices).notice()?.text).toContain(
      '„Einlesen“ ist für Ihre Rolle nicht freigegeben',
    );
  });

  it('lead back to the sign-in page when the session has ended', async () => {
    const { http, router } = await open('/uebersicht', 'controller');
    TestBed.inject(HttpClient)
      .get('/api/overview')
      .subscribe({ error: () => undefined });
    http.expectOne('/api/overview').flush({}, { status: 401, statusText: 'Unauthorized' });
    await turn();
    expect(router.url).toBe('/anmelden?weiter=%2Fuebersicht');
  });
});
