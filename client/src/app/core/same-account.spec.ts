import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { SessionView } from '#shared/session/session.ts';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import { sameAccount } from './same-account.ts';
import { Session } from './session.ts';

const account = (id: number): SessionView => ({
  user: {
    ...{ id, login: `c${id}`, name: `Controlling ${id}`, role: 'controller' as const },
    ...{ office: null, breakGlass: false },
  },
  actions: [],
  demo: true,
  provider: null,
  city: { name: 'Stadt', place: '', programme: 'Programm', sender: '' },
});

/** A page that belongs to account 1. */
async function setUp() {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(withInterceptors([sameAccount])), provideHttpClientTesting()],
  });
  const [http, server] = [TestBed.inject(HttpClient), TestBed.inject(HttpTestingController)];
  const session = TestBed.inject(Session);
  const loaded = session.ensureLoaded();
  server.expectOne('/api/session').flush(account(1));
  await loaded;
  const answerAs = (url: string, id: string) =>
    server.expectOne(url).flush({}, { headers: { [ACCOUNT_HEADER]: id } });
  return { http, server, session, answerAs };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('sameAccount', () => {
  it('says on every request whom the page belongs to', async () => {
    const { http, server } = await setUp();
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
      http.request(method, '/api/orders').subscribe();
      const sent = server.expectOne('/api/orders').request;
      expect(sent.headers.get(ACCOUNT_HEADER)).withContext(method).toBe('1');
    }
    http.delete('/api/session').subscribe();
    expect(server.expectOne('/api/session').request.headers.get(ACCOUNT_HEADER)).toBe('1');
  });

  it('notices in the next answer that somebody else is signed in, and keeps the page as it is', async () => {
    const { http, server, session, answerAs } = await setUp();
    http.get('/api/orders').subscribe();
    answerAs('/api/orders', '2');
    server.expectOne('/api/session').flush(account(2));
    await turn();
    expect([session.user()?.id, session.other()?.id]).toEqual([1, 2]);
    http.post('/api/orders', {}).subscribe();
    expect(server.expectOne('/api/orders').request.headers.get(ACCOUNT_HEADER)).toBe('1');
  });

  it('notices it in a refusal too', async () => {
    const { http, server, session } = await setUp();
    http.post('/api/orders', {}).subscribe({ error: () => undefined });
    server
      .expectOne('/api/orders')
      .flush({}, { status: 409, statusText: 'Conflict', headers: { [ACCOUNT_HEADER]: '2' } });
    server.expectOne('/api/session').flush(account(2));
    await turn();
    expect(session.other()?.name).toBe('Controlling 2');
  });

  it('takes nothing amiss from the own account and from a session that has ended', async () => {
    const { http, server, session, answerAs } = await setUp();
    for (const id of ['1', 'none']) {
      http.get('/api/orders').subscribe();
      answerAs('/api/orders', id);
      server.expectNone('/api/session');
    }
    expect(session.other()).toBeNull();
  });

  it('asks when the window is looked at again, and forgives when the own account is back', async () => {
    const { server, session } = await setUp();
    for (const [id, other] of [
      [2, 2],
      [1, undefined],
    ] as const) {
      window.dispatchEvent(new Event('focus'));
      server.expectOne('/api/session').flush(account(id));
      await turn();
      expect(session.other()?.id).toBe(other);
    }
  });
});
