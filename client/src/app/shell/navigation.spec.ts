import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { BOUND_ROLES, ROLES, allowedActions, can } from '#shared/permissions.ts';
import type { Role } from '#shared/permissions.ts';
import { Session } from '../core/session.ts';
import { PAGES, allPages } from '../pages.ts';
import { Navigation } from './navigation.ts';

async function linksOf(role: Role): Promise<(string | null)[]> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const user = { id: 1, login: 'x', name: 'X', role };
  const actor = { id: 1, login: 'x', role, office: null, breakGlass: false };
  const loaded = TestBed.inject(Session).ensureLoaded();
  TestBed.inject(HttpTestingController)
    .expectOne('/api/session')
    .flush({ user, actions: allowedActions(actor), demo: true });
  await loaded;
  const fixture = TestBed.createComponent(Navigation);
  // The numbers beside the names are asked for and never answered here, so nothing is waited for.
  fixture.detectChanges();
  return [...(fixture.nativeElement as HTMLElement).querySelectorAll('a')].map((link) =>
    link.getAttribute('href'),
  );
}

describe('Navigation', () => {
  it('offers every role exactly the pages it may open', async () => {
    for (const role of ROLES) {
      const allowed = PAGES.filter((page) =>
        can({ id: 1, login: 'x', role, office: null, breakGlass: false }, page.action),
      );
      expect(await linksOf(role))
        .withContext(role)
        .toEqual(allowed.map((page) => `/${page.path}`));
    }
  });

  it('offers a lead and an office the same pages, and none that shows every row', async () => {
    const own = [
      'uebersicht',
      'projekte',
      'meilensteine',
      'risiken',
      'kennzahlen',
      'berichtsrunden',
      'stellen',
      'budget',
      'beschluesse',
      'berichte',
      'verlauf',
      'vertretung',
    ];
    for (const role of BOUND_ROLES)
      expect(await linksOf(role))
        .withContext(role)
        .toEqual(own.map((path) => `/${path}`));
    const actions = allowedActions({ id: 1, login: 'x', role: 'office', office: '32', breakGlass: false });
    const inner = allPages().filter((page) => page.path.startsWith('budget/'));
    expect(inner.length).toBe(3);
    for (const page of inner) expect(actions).withContext(page.path).not.toContain(page.action);
  });

  it('knows every address once', () => {
    const paths = PAGES.map((page) => page.path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
