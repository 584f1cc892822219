import { countDrafts } from '../../core/drafts.ts';
import { answers, filled, open, record, refusal, signIn, subject } from './test-entry.ts';

describe('entryForm', () => {
  beforeEach(async () => {
    sessionStorage.clear();
    answers.length = 0;
    subject.set(1);
    record.set({ id: 1, version: 4 });
    await signIn();
  });
  afterEach(() => {
    for (const left of document.querySelectorAll('mc-entry-test, [id^=root]')) left.remove();
  });

  it('says nothing before somebody wants to send, then every fault at once, with the focus on them', async () => {
    const { element, entry, send, field, http, settle: rest } = await open();
    expect([entry.messages(), field('note').getAttribute('aria-invalid')]).toEqual([[], null]);
    await send();
    await rest();
    expect(entry.messages()).toEqual(['Betrag bitte wie 1.234,56 schreiben.', 'Bitte sagen, wofür.']);
    expect(field('amount').getAttribute('aria-invalid')).toBe('true');
    expect(element.querySelector('#note-note')?.textContent).toBe('Bitte sagen, wofür.');
    expect(document.activeElement?.className).toBe('faults');
    http.expectNone('/api/test/1');
  });

  it('judges by the schema of the server, also what could be read', async () => {
    const { entry, type, send } = await open();
    await type('amount', '0,00');
    await type('note', 'Papier');
    await send();
    expect(entry.messages()).toEqual(['Mehr als 0,00 € bitte.']);
    await type('amount', '3,00');
    expect(entry.messages()).toEqual([]);
  });

  it('sends what was read, with version and key', async () => {
    const { entry, send, http, settle: rest } = await filled();
    expect([entry.draft.filled(), countDrafts(7)]).toEqual([true, 1]);
    void send();
    await rest();
    expect(entry.sending()).toBeTrue();
    const { request } = http.expectOne('/api/test/1');
    expect(request.body).toEqual({ paidOn: '2021-06-30', cents: 1250, note: 'Papier' });
    expect(request.headers.get('If-Match')).toBe('"4"');
    expect(request.headers.get('Idempotency-Key')).toMatch(/^[\da-f]{32}$/u);
  });

  it('hears the answer and asks nothing twice while it is on its way', async () => {
    const { entry, send, http, settle: rest, field } = await filled();
    const first = send();
    await rest();
    await send();
    http.expectOne('/api/test/1').flush({ id: 1, version: 5 });
    expect(await first).toEqual({ id: 1, version: 5 });
    await rest();
    expect(answers).toEqual([{ id: 1, version: 5 }]);
    expect([field('amount').value, field('note').value]).toEqual(['', 'Papier']);
    expect([entry.draft.filled(), countDrafts(7), entry.messages()]).toEqual([false, 0, []]);
    expect(entry.answered()).toEqual({ id: 1, version: 5 });
  });

  it('puts a refusal at its field and takes it away once something is typed', async () => {
    const { entry, send, http, settle: rest, type, field } = await filled();
    const sent = send();
    await rest();
    http
      .expectOne('/api/test/1')
      .flush(refusal('invalid-parameter', { errors: [{ path: 'cents', message: 'Nur 5,00 € sind da.' }] }), {
        status: 422,
        statusText: 'x',
      });
    expect(await sent).toBeUndefined();
    await rest();
    expect([entry.messages(), entry.failed()]).toEqual([['Nur 5,00 € sind da.'], null]);
    expect(field('amount').getAttribute('aria-invalid')).toBe('true');
    await type('amount', '5,00');
    expect([entry.messages(), field('amount').getAttribute('aria-invalid')]).toEqual([[], null]);
  });

  it('sends the same again on top of what somebody else saved, once that was seen', async () => {
    const { element, entry, send, http, settle: rest, type } = await filled();
    const sent = send();
    await rest();
    http
      .expectOne('/api/test/1')
      .flush(refusal('stale', { current: { id: 1, version: 9 } }), { status: 412, statusText: 'x' });
    await sent;
    await type('note', 'Papier und Stifte');
    expect(entry.conflict()).toEqual({ id: 1, version: 9 });
    const buttons = [...element.querySelectorAll('button')];
    const retry = buttons.find((one) => one.textContent.includes('Erneut versuchen'));
    if (!retry) throw new Error('no button to try again');
    retry.click();
    await rest();
    const again = http.expectOne('/api/test/1');
    expect([again.request.headers.get('If-Match'), (again.request.body as { note: string }).note]).toEqual([
      '"9"',
      'Papier und Stifte',
    ]);
  });

  it('sends with the same key after an answer was lost, and with another one after it counted', async () => {
    const { entry, send, http, settle: rest, type } = await filled();
    const keys: (string | null)[] = [];
    for (const answer of [null, { id: 1, version: 5 }, { id: 1, version: 6 }]) {
      const sent = send();
      await rest();
      const request = http.expectOne('/api/test/1');
      keys.push(request.request.headers.get('Idempotency-Key'));
      if (answer) request.flush(answer);
      else request.error(new ProgressEvent('error'), { status: 0 });
      await sent;
      await rest();
      if (!answer)
        expect([entry.failed()?.title, entry.again()]).toEqual(['Der Server antwortet nicht.', true]);
      else await type('amount', '1,00');
    }
    expect(keys[0]).toBe(keys[1] ?? '');
    expect(keys[2]).not.toBe(keys[1] ?? '');
  });
});
