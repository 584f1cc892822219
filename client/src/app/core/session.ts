import { HttpClient } from '@angular/common/http';
import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { firstValueFrom } from 'rxjs';
import type { Action } from '#shared/permissions.ts';
import type { DemoSignIn, SessionView } from '#shared/session/session.ts';

const NOBODY: SessionView = { user: null, actions: [], demo: false };

/** Who is signed in and what they may do. The server decides again on every request. */
export const Session = signalStore(
  { providedIn: 'root' },
  withState<SessionView>(NOBODY),
  withComputed((store) => ({
    /** Where the role begins: council members with the reports, everybody else with the overview. */
    home: computed(() => (store.user()?.role === 'council' ? '/berichte' : '/uebersicht')),
  })),
  withMethods((store, http = inject(HttpClient)) => {
    let loaded: Promise<void> | undefined;
    const load = async (): Promise<void> => {
      patchState(store, await firstValueFrom(http.get<SessionView>('/api/session')));
    };
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
      async signInToDemo(login: string): Promise<void> {
        const body: DemoSignIn = { login };
        await firstValueFrom(http.post('/api/session/demo', body));
        await load();
      },
      async signOut(): Promise<void> {
        await firstValueFrom(http.delete('/api/session'));
        patchState(store, { user: null, actions: [] });
      },
      /** The server no longer knows the session. */
      forget(): void {
        patchState(store, { user: null, actions: [] });
      },
    };
  }),
);
