import { HttpClient } from '@angular/common/http';
import { DestroyRef, computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withHooks, withMethods, withState } from '@ngrx/signals';
import { firstValueFrom } from 'rxjs';
import { NEUTRAL_CITY } from '#shared/city/city-names.ts';
import type { Action } from '#shared/permissions.ts';
import type { DemoSignIn, SessionView } from '#shared/session/session.ts';

type Account = NonNullable<SessionView['user']>;

interface SessionState extends SessionView {
  /** Who is signed in now, when that is no longer the person this page belongs to; then nothing is sent any more. */
  other: Account | null;
}

const NOBODY: SessionState = {
  ...{ user: null, actions: [], demo: false, provider: null, other: null },
  city: NEUTRAL_CITY,
};
const SIGNED_IN = 'signed-in';

/** Who is signed in and what they may do. The server decides again on every request. */
export const Session = signalStore(
  { providedIn: 'root' },
  withState<SessionState>(NOBODY),
  withComputed((store) => ({
    /** Where the role begins: council members with the reports, everybody else with the overview. */
    home: computed(() => {
      const user = store.user();
      if (user?.breakGlass === true) return '/zugaenge';
      return user?.role === 'council' ? '/berichte' : '/uebersicht';
    }),
  })),
  withMethods((store, http = inject(HttpClient)) => {
    let loaded: Promise<void> | undefined;
    const ask = (): Promise<SessionView> => firstValueFrom(http.get<SessionView>('/api/session'));
    const load = async (): Promise<void> => {
      patchState(store, { ...(await ask()), other: null });
    };
    /** Other tabs of this browser share the session; they are told when it becomes another one. */
    const tabs = new BroadcastChannel('session');
    inject(DestroyRef).onDestroy(() => tabs.close());
    return {
      /** Asks the server once; later calls share the answer. Rejects when the server cannot be reached. */
      ensureLoaded(): Promise<void> {
        loaded ??= load().catch((error: unknown) => {
          loaded = undefined;
          throw error;
        });
        return loaded;
      },
      /** Whether the person may do this in principle; shapes pages, protects nothing. */
      may(action: Action): boolean {
        return store.actions().includes(action);
      },
      /** What the city is called was changed on this page. */
      callCity(city: SessionView['city']): void {
        patchState(store, { city });
      },
      async signInToDemo(login: string): Promise<void> {
        const body: DemoSignIn = { login };
        await firstValueFrom(http.post('/api/session/demo', body));
        await this.arrive();
      },
      /** Asks anew once this page has signed somebody in, and tells the other tabs. */
      async arrive(): Promise<void> {
        await load();
        tabs.postMessage(SIGNED_IN);
      },
      async signOut(): Promise<void> {
        await firstValueFrom(http.delete('/api/session'));
        patchState(store, { user: null, actions: [] });
      },
      /** The server no longer knows the session. */
      forget(): void {
        patchState(store, { user: null, actions: [], other: null });
      },
      /** Asks who is signed in now; the page stays the one of the person it was opened for. */
      async look(): Promise<void> {
        const own = store.user();
        if (!own) return;
        const { user } = await ask();
        if (user && store.user()?.id === own.id)
          patchState(store, { other: user.id === own.id ? null : user });
      },
      /** Calls `tell` when another tab has signed somebody in. */
      onOtherTab(tell: () => void): void {
        tabs.addEventListener('message', tell);
      },
    };
  }),
  withHooks({
    onInit(store) {
      // Without an answer nothing is known to have changed; the next request says the same.
      const look = (): void => void store.look().catch(() => undefined);
      const seen = (): void => {
        if (document.visibilityState === 'visible') look();
      };
      window.addEventListener('focus', look);
      document.addEventListener('visibilitychange', seen);
      store.onOtherTab(look);
      inject(DestroyRef).onDestroy(() => {
        window.removeEventListener('focus', look);
        document.removeEventListener('visibilitychange', seen);
      });
    },
  }),
);
