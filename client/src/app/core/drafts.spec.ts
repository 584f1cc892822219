import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, linkedSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { countDrafts, forgetDrafts, keepDraft } from './drafts.ts';
import { Session } from './session.ts';

const subject = signal(1);

@Component({ selector: 'mc-typed-form', template: '' })
class Form {
  readonly version = signal('3');
  readonly text = linkedSignal({ source: subject, computation: (id) => `Zeile ${id}` });
  readonly kept = keepDraft({
    form: 'test',
    subject,
    value: () => this.text(),
    stamp: () => this.version(),
    restore: (text, version) => {
      this.text.set(text);
      this.version.set(version);
    },
  });
}

async function signInAs(id: number): Promise<void> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const loaded = TestBed.inject(Session).ensureLoaded();
  const user = { id, login: `c${id}`, name: `Controlling ${id}`, role: 'controller' };
  TestBed.inject(HttpTestingController).expectOne('/api/session').flush({ user, actions: [], demo: true });
  await loaded;
}

/** Opens the form as a page would after a reload, and types. */
function open(typed?: string): Form {
  const fixture = TestBed.createComponent(Form);
  TestBed.tick();
  const form = fixture.componentInstance;
  if (typed !== undefined) form.text.set(typed);
  TestBed.tick();
  return form;
}

function about(id: number): void {
  subject.set(id);
  TestBed.tick();
}

describe('keepDraft', () => {
  beforeEach(async () => {
    sessionStorage.clear();
    subject.set(1);
    await signInAs(7);
  });

  it('puts back what was typed, with the version it was typed on, and says when', () => {
    open('halber Satz');
    const form = open();
    expect([form.text(), form.version(), form.kept.filled()]).toEqual(['halber Satz', '3', true]);
    expect(form.kept.restoredAt()).toMatch(/^\d\d:\d\d$/u);
  });

  it('says nothing about a form in which nothing was typed, or where it was taken back', () => {
    const form = open('halber Satz');
    form.text.set('Zeile 1');
    TestBed.tick();
    expect(form.kept.filled()).toBeFalse();
    expect([open().kept.restoredAt(), countDrafts(7)]).toEqual([null, 0]);
  });

  it('keeps one draft for each subject', () => {
    const form = open('eins');
    about(2);
    expect(form.text()).toBe('Zeile 2');
    form.text.set('zwei');
    TestBed.tick();
    about(1);
    expect([form.text(), countDrafts(7)]).toEqual(['eins', 2]);
    about(2);
    expect(form.text()).toBe('zwei');
  });

  it('forgets what was sent; what is typed afterwards is a new draft', () => {
    const form = open('gesendet');
    form.kept.sent();
    expect([countDrafts(7), form.kept.filled()]).toEqual([0, false]);
    form.text.set('und noch etwas');
    TestBed.tick();
    expect(open().text()).toBe('und noch etwas');
  });

  it('throws away on request, back to what the form was filled with', () => {
    open('halber Satz');
    const form = open();
    form.kept.discard();
    TestBed.tick();
    expect([form.text(), form.kept.restoredAt(), countDrafts(7)]).toEqual(['Zeile 1', null, 0]);
  });

  it('shows no account what another one typed in the same tab', async () => {
    open('nur für sieben');
    await signInAs(8);
    expect(open().text()).toBe('Zeile 1');
    expect([countDrafts(7), countDrafts(8)]).toEqual([1, 0]);
    await signInAs(7);
    expect(open().text()).toBe('nur für sieben');
    forgetDrafts(7);
    expect(open().text()).toBe('Zeile 1');
  });

  it('keeps typing when the session ends meanwhile', () => {
    const form = open('halb');
    TestBed.inject(Session).forget();
    form.text.set('halber Satz');
    TestBed.tick();
    expect(sessionStorage.getItem('moves.draft.7.test.1')).toContain('halber Satz');
  });
});
