import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import * as z from 'zod';
import { centsField } from '#shared/fields.ts';
import { requestForm } from './request-form.ts';

const Payload = z.strictObject({ cents: centsField });
const written = signal<{ id: number; version: number } | undefined>(undefined);
const mode = signal<'typed' | 'asked'>('typed');

@Component({ selector: 'mc-request-test', template: '' })
class Form {
  readonly entry = requestForm(Payload, {
    name: 'test',
    kind: 'movement',
    preview: mode(),
    pause: 0,
    subject: () => written()?.id ?? 'neu',
    start: () => ({ amount: '', reason: '' }),
    payload: ({ amount }, read) => ({ cents: read.euro(amount, 'payload.cents') }),
    place: (path) => (path === 'cents' ? 'amount' : path),
    written,
  });
}

const effect = { title: 'Umschichtung', effect: { lines: [], groups: [], envelopes: [], notes: [] } };

async function open() {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const fixture = TestBed.createComponent(Form);
  const settle = async () => {
    for (let round = 0; round < 3; round += 1) {
      fixture.detectChanges();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  await settle();
  return { entry: fixture.componentInstance.entry, http: TestBed.inject(HttpTestingController), settle };
}

describe('requestForm', () => {
  beforeEach(() => {
    sessionStorage.clear();
    written.set(undefined);
    mode.set('typed');
  });

  it('asks for the effect as soon as the payload is complete, with or without a reason', async () => {
    const { entry, http, settle } = await open();
    http.expectNone('/api/requests/preview');
    entry.set({ amount: '5,00' });
    await settle();
    const asked = http.expectOne('/api/requests/preview');
    expect(asked.request.body).toEqual({ kind: 'movement', payload: { cents: 500 } });
    asked.flush(effect);
    await settle();
    expect([entry.effect()?.title, entry.messages()]).toEqual(['Umschichtung', []]);
  });

  it('shows at once what the server says against it, at its field', async () => {
    const { entry, http, settle } = await open();
    entry.set({ amount: '5,00' });
    await settle();
    const errors = [{ path: 'payload.cents', message: 'So viel ist nicht da.' }];
    http
      .expectOne('/api/requests/preview')
      .flush({ code: 'invalid-parameter', title: 'x', errors }, { status: 422, statusText: 'x' });
    await settle();
    expect(entry.messages()).toEqual(['So viel ist nicht da.']);
    expect(entry.fields.amount().errors()[0]?.message).toBe('So viel ist nicht da.');
    entry.set({ amount: 'viel' });
    await settle();
    expect(entry.messages()).withContext('what is not complete is not judged').toEqual([]);
  });

  it('asks only on demand where the effect costs much, and forgets it when something else is typed', async () => {
    mode.set('asked');
    const { entry, http, settle } = await open();
    entry.set({ amount: '5,00' });
    await settle();
    http.expectNone('/api/requests/preview');
    entry.show();
    await settle();
    http.expectOne('/api/requests/preview').flush(effect);
    await settle();
    expect([entry.effect()?.title, entry.messages()]).toEqual(['Umschichtung', []]);
    entry.set({ amount: 'viel' });
    await settle();
    expect(entry.effect()).toBeUndefined();
    entry.show();
    await settle();
    expect(entry.messages())
      .withContext('the reason is not asked for yet')
      .toEqual(['Betrag bitte wie 1.234,56 schreiben.']);
    http.expectNone('/api/requests/preview');
  });

  it('is sent with a reason and a key', async () => {
    const { entry, http, settle } = await open();
    entry.set({ amount: '5,00' });
    await settle();
    http.expectOne('/api/requests/preview').flush(effect);
    await entry.send();
    expect(entry.messages()).toEqual(['Bitte begründen Sie den Antrag.']);
    entry.set({ reason: ' Bedarf ' });
    await settle();
    void entry.send();
    const { request } = http.expectOne('/api/requests');
    expect(request.body).toEqual({ kind: 'movement', payload: { cents: 500 }, reason: 'Bedarf' });
    expect(request.headers.get('Idempotency-Key')).toMatch(/^[\da-f]{32}$/u);
    expect(request.headers.get('If-Match')).toBeNull();
  });

  it('is written anew on the version that was read', async () => {
    written.set({ id: 12, version: 3 });
    const { entry, http, settle } = await open();
    entry.set({ amount: '5,00', reason: 'Bedarf' });
    await settle();
    http.expectOne('/api/requests/preview').flush(effect);
    const sent = entry.send();
    const { request } = http.expectOne('/api/requests/12');
    expect([request.method, request.headers.get('If-Match')]).toEqual(['PATCH', '"3"']);
    expect(request.body).toEqual({ payload: { cents: 500 }, reason: 'Bedarf' });
    await Promise.race([sent, settle()]);
  });
});
