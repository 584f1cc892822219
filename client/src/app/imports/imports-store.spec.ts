import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { patchState } from '@ngrx/signals';
import { unprotected } from '@ngrx/signals/testing';
import { Session } from '../core/session.ts';
import { forgetPreview } from './open-preview.ts';
import { ImportsStore } from './imports-store.ts';

const APPLY = '/api/imports/uploads/u1/apply';
const UPLOAD = { uploadId: 'u1', plan: { planSha256: 'a'.repeat(64) } };
const FILE = { files: [new File(['x'], 'ist.csv')], profile: 'sap-ist', controlTotal: '' };

describe('ImportsStore', () => {
  afterEach(() => forgetPreview());

  function open(login: string) {
    TestBed.resetTestingModule().configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), ImportsStore],
    });
    const user = { id: 1, login, displayName: login, role: 'controller' as const };
    patchState(unprotected(TestBed.inject(Session)), { user: user as never });
    return { store: TestBed.inject(ImportsStore), http: TestBed.inject(HttpTestingController) };
  }

  async function planned(login = 'controlling1') {
    const page = open(login);
    const planning = page.store.plan(FILE);
    page.http.expectOne((request) => request.url === '/api/imports/uploads').flush(UPLOAD);
    await planning;
    return page;
  }

  it('asks a second time with the key of the first after a lost answer', async () => {
    const { store, http } = await planned();
    const lost = store.apply();
    const first = http.expectOne(APPLY);
    const key = first.request.headers.get('Idempotency-Key');
    expect(key).toMatch(/^[0-9a-f]{32}$/u);
    first.error(new ProgressEvent('error'));
    await lost;
    void store.apply();
    expect(http.expectOne(APPLY).request.headers.get('Idempotency-Key')).toBe(key);
  });

  it('sends a double click once', async () => {
    const { store, http } = await planned();
    void store.apply();
    void store.apply();
    expect(http.match(APPLY).length).toBe(1);
  });

  it('shows the preview again after a reload, with its key', async () => {
    const { store } = await planned();
    const again = open('controlling1').store;
    expect(again.upload()?.uploadId).toBe('u1');
    expect(again.key()).toBe(store.key());
  });

  it('shows nobody the preview of another person', async () => {
    await planned('controlling1');
    expect(open('controlling2').store.upload()).toBeNull();
  });

  it('gives the next file a key of its own, and forgets the preview once it is booked', async () => {
    const { store, http } = await planned();
    const before = store.key();
    const planning = store.plan(FILE);
    http.expectOne((request) => request.url === '/api/imports/uploads').flush(UPLOAD);
    await planning;
    expect(store.key()).not.toBe(before);
    const applying = store.apply();
    http.expectOne(APPLY).flush({ import: null, first: true, requestId: 3 });
    await applying;
    expect(open('controlling1').store.upload()).toBeNull();
  });
});
