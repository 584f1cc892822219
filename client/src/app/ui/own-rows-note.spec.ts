import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { allowedActions } from '#shared/permissions.ts';
import type { Role } from '#shared/permissions.ts';
import { Session } from '../core/session.ts';
import { OwnRowsNote } from './own-rows-note.ts';

async function noteFor(role: Role, office: string | null, none = false): Promise<string> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const user = { id: 7, login: 'x', name: 'X', role, office, breakGlass: false };
  const loaded = TestBed.inject(Session).ensureLoaded();
  TestBed.inject(HttpTestingController)
    .expectOne('/api/session')
    .flush({ user, actions: allowedActions(user), demo: true });
  await loaded;
  const fixture = TestBed.createComponent(OwnRowsNote);
  fixture.componentRef.setInput('none', none);
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).textContent.trim();
}

describe('OwnRowsNote', () => {
  it('says what a page is made of to whoever sees own rows alone', async () => {
    expect(await noteFor('office', '32')).toContain(
      'was zu den Projekten des Amts 32 gehört; Summen zählen nur das.',
    );
    expect(await noteFor('project-lead', null)).toContain('die Sie leiten; Summen zählen nur das.');
    expect(await noteFor('project-lead', '63')).toContain('oder zu denen des Amts 63');
    expect(await noteFor('controller', null)).toBe('');
  });

  it('says why a page is empty, and who can change that', async () => {
    expect(await noteFor('project-lead', null, true)).toContain('Ihrem Zugang ist kein Amt zugeordnet');
    expect(await noteFor('office', '32', true)).toContain('Zum Stichtag ist das nichts.');
  });
});
