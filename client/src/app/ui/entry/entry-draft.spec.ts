import { countDrafts } from '../../core/drafts.ts';
import { answers, filled, open, record, signIn, subject } from './test-entry.ts';

describe('The draft of an entryForm', () => {
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

  it('puts a draft back with the version it was typed on, and throws it away on request', async () => {
    await filled();
    record.set({ id: 1, version: 5 });
    const { entry, send, http, settle: rest, field } = await open();
    expect([field('note').value, entry.draft.filled()]).toEqual(['Papier', true]);
    void send();
    await rest();
    expect(http.expectOne('/api/test/1').request.headers.get('If-Match')).toBe('"4"');
    entry.draft.discard();
    await rest();
    expect([field('note').value, countDrafts(7)]).toEqual(['', 0]);
  });

  it('is filled once for each subject: a newer record does not touch what is typed', async () => {
    const { entry, settle: rest } = await filled();
    record.set({ id: 1, version: 5 });
    await rest();
    expect(entry.value().note).toBe('Papier');
    record.set(undefined);
    subject.set(2);
    await rest();
    expect(entry.ready()).toBeFalse();
    record.set({ id: 2, version: 1 });
    await rest();
    expect([entry.ready(), entry.value().note]).toEqual([true, '']);
  });

  it('forgets the draft of what was sent when another subject is open by then, and tells nobody', async () => {
    const { entry, send, http, settle: rest } = await filled();
    const sent = send();
    await rest();
    const request = http.expectOne('/api/test/1');
    subject.set(2);
    await rest();
    entry.set({ note: 'anderes' });
    await rest();
    request.flush({ id: 1, version: 5 });
    await sent;
    await rest();
    expect([answers, entry.value().note, countDrafts(7)]).toEqual([[], 'anderes', 1]);
  });

  it('shows no draft of a form that has other fields today', async () => {
    const stored = { at: new Date().toISOString(), value: { on: 'alt' }, stamp: '4' };
    sessionStorage.setItem('moves.draft.7.test.1', JSON.stringify(stored));
    const { entry, field } = await open();
    expect([field('on').value, entry.draft.restoredAt(), countDrafts(7)]).toEqual(['30.06.2021', null, 0]);
  });
});
