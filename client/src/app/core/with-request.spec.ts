import { TestBed } from '@angular/core/testing';
import { patchState, signalStore, withMethods, withState } from '@ngrx/signals';
import { NEVER, Subject, of, throwError } from 'rxjs';
import { withRequest } from './with-request.ts';

const Store = signalStore(
  withState({ items: [1, 2] }),
  withRequest(),
  withMethods((store) => ({ set: (items: number[]) => patchState(store, { items }) })),
);

describe('withRequest', () => {
  const make = () => TestBed.configureTestingModule({ providers: [Store] }).inject(Store);

  it('is idle, loading, then ready', async () => {
    const store = make();
    expect(store.requestStatus()).toBe('idle');
    const answer = new Subject<number>();
    const running = store.run(answer);
    expect(store.loading()).toBeTrue();
    answer.next(7);
    expect(await running).toBe(7);
    expect(store.requestStatus()).toBe('ready');
  });

  it('never loses the data it has: after a success a failure is stale', async () => {
    const store = make();
    await store.run(throwError(() => new Error('x')));
    expect(store.requestStatus()).toBe('failed');
    store.set((await store.run(of([3]))) ?? []);
    await store.run(throwError(() => new Error('x')));
    expect(store.requestStatus()).toBe('stale');
    expect(store.items()).toEqual([3]);
    expect(store.requestError()?.code).toBe('internal');
  });

  it('drops the answer to an overtaken request', async () => {
    const store = make();
    const slow = new Subject<string>();
    const first = store.run(slow);
    const second = store.run(of('second'));
    slow.next('first');
    expect(await first).toBeUndefined();
    expect(await second).toBe('second');
  });

  it('forgets an error when the next request begins', async () => {
    const store = make();
    await store.run(throwError(() => new Error('x')));
    void store.run(NEVER);
    expect(store.requestError()).toBeNull();
  });
});
