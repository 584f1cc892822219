import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ComponentFixture } from '@angular/core/testing';
import { FormField } from '@angular/forms/signals';
import * as z from 'zod';
import { dateField, entryCentsField, longText } from '#shared/fields.ts';
import { EntryState } from './entry-state.ts';
import { EntryText } from './entry-text.ts';
import { entryForm } from '../../core/entry-form.ts';
import { lostAnswer } from '../../core/lost-answer.ts';
import { Session } from '../../core/session.ts';

const Body = z.strictObject({
  paidOn: dateField,
  cents: entryCentsField.refine((cents) => cents > 0, 'Mehr als 0,00 € bitte.'),
  note: longText().min(3, 'Bitte sagen, wofür.'),
});
interface Typed {
  paidOn: string;
  amount: string;
  note: string;
}
export interface Row {
  id: number;
  version: number;
}

export const subject = signal(1);
export const record = signal<Row | undefined>({ id: 1, version: 4 });
export const answers: Row[] = [];

@Component({
  selector: 'mc-entry-test',
  imports: [EntryState, EntryText, FormField],
  template: `
    <mc-entry-state [entry]="entry" heading="So nicht." />
    @if (entry.ready()) {
      <mc-entry-text fieldId="amount" label="Betrag" [formField]="entry.fields.amount" />
      <mc-entry-text fieldId="on" label="am" [formField]="entry.fields.paidOn" />
      <mc-entry-text fieldId="note" label="wofür" [formField]="entry.fields.note" />
    }
  `,
})
export class Form {
  private readonly http = inject(HttpClient);
  readonly entry = entryForm(Body, {
    name: 'test',
    subject,
    start: (): Typed | undefined =>
      record() === undefined ? undefined : { paidOn: '30.06.2021', amount: '', note: '' },
    read: ({ paidOn, amount, note }, read) => ({
      paidOn: read.date(paidOn, 'paidOn'),
      cents: read.euro(amount, 'cents'),
      note,
    }),
    place: (path) => (path === 'cents' ? 'amount' : path),
    version: () => record()?.version ?? 0,
    versionOf: (current: Row) => current.version,
    once: true,
    send: (body, headers) => this.http.post<Row>(`/api/test/${subject()}`, body, { headers }),
    after: (typed) => ({ ...typed, amount: '' }),
    sent: (answer) => answers.push(answer),
  });
}

export async function signIn(): Promise<void> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(withInterceptors([lostAnswer])), provideHttpClientTesting()],
  });
  const loaded = TestBed.inject(Session).ensureLoaded();
  const user = { id: 7, login: 'c7', name: 'Controlling 7', role: 'controller' };
  TestBed.inject(HttpTestingController).expectOne('/api/session').flush({ user, actions: [], demo: true });
  await loaded;
}

async function settle(fixture: ComponentFixture<Form>): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

export async function open() {
  const fixture = TestBed.createComponent(Form);
  document.body.append(fixture.nativeElement as HTMLElement);
  await settle(fixture);
  const element = fixture.nativeElement as HTMLElement;
  const field = (id: string): HTMLInputElement => {
    const found = element.querySelector<HTMLInputElement>(`#${id}`);
    if (!found) throw new Error(`no field ${id}`);
    return found;
  };
  const type = async (id: string, text: string): Promise<void> => {
    field(id).value = text;
    field(id).dispatchEvent(new Event('input'));
    await settle(fixture);
  };
  const send = () => fixture.componentInstance.entry.send();
  const { entry } = fixture.componentInstance;
  const http = TestBed.inject(HttpTestingController);
  return { fixture, element, entry, field, type, send, http, settle: () => settle(fixture) };
}

export async function filled() {
  const form = await open();
  await form.type('amount', '12,50');
  await form.type('note', 'Papier');
  return form;
}

export const refusal = (code: string, more: object = {}) => ({
  code,
  title: 'So nicht',
  status: 400,
  traceId: 't',
  ...more,
});
