import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Session } from '../core/session.ts';
import { ProviderSignIn } from './provider-sign-in.ts';

/** The element as it is shown with this provider and these words of the address. */
async function show(
  provider: { name: string } | null,
  weiter?: string,
  fehler?: string,
  abgemeldet?: string,
): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const loaded = TestBed.inject(Session).ensureLoaded();
  TestBed.inject(HttpTestingController)
    .expectOne('/api/session')
    .flush({ user: null, actions: [], demo: false, provider });
  await loaded;
  const fixture = TestBed.createComponent(ProviderSignIn);
  fixture.componentRef.setInput('weiter', weiter);
  fixture.componentRef.setInput('fehler', fehler);
  fixture.componentRef.setInput('abgemeldet', abgemeldet);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

const linkOf = (element: HTMLElement): string | null | undefined =>
  element.querySelector('a')?.getAttribute('href');

describe('ProviderSignIn', () => {
  it('leads to the provider under the name it was given, and back to where one was going', async () => {
    const element = await show({ name: 'Stadt-Konto' }, '/budget?jahr=2021');
    expect(element.querySelector('a')?.textContent).toBe('Stadt-Konto');
    expect(linkOf(element)).toBe('/api/session/oidc?weiter=%2Fbudget%3Fjahr%3D2021');
    expect(element.querySelector('[role=alert]')).toBeNull();
  });

  it('never asks to be led elsewhere', async () => {
    expect(linkOf(await show({ name: 'Stadt-Konto' }, '//evil.example'))).toBe('/api/session/oidc');
  });

  it('says why nobody was let in and whom to ask, and nothing for a made-up reason', async () => {
    const text = (await show({ name: 'Stadt-Konto' }, undefined, 'ohne-rolle')).querySelector('[role=alert]');
    expect(text?.textContent).toContain('IT-Service');
    TestBed.resetTestingModule();
    expect(
      (await show({ name: 'Stadt-Konto' }, undefined, '__proto__')).querySelector('[role=alert]'),
    ).toBeNull();
  });

  it('offers to sign out there too, once somebody has signed out here', async () => {
    const signOut = 'a[href="/api/session/oidc/sign-out"]';
    expect((await show({ name: 'Stadt-Konto' })).querySelector(signOut)).toBeNull();
    TestBed.resetTestingModule();
    const element = await show({ name: 'Stadt-Konto' }, undefined, undefined, 'hier');
    expect(element.querySelector('[role=status]')?.textContent).toContain('bei „Stadt-Konto“ noch nicht');
    expect(element.querySelector(signOut)).not.toBeNull();
  });

  it('shows nothing where no provider is set up', async () => {
    expect((await show(null)).textContent.trim()).toBe('');
  });
});
