import { computed } from '@angular/core';
import { patchState, signalStoreFeature, withComputed, withMethods, withState } from '@ngrx/signals';
import { firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { toRequestError } from './request-error.ts';
import type { RequestError } from './request-error.ts';

/** `stale` = the data shown is older than what was asked for, because the last request failed. */
export type RequestStatus = 'idle' | 'loading' | 'ready' | 'failed' | 'stale';

interface RequestState {
  requestStatus: RequestStatus;
  requestError: RequestError | null;
}

const initial: RequestState = { requestStatus: 'idle', requestError: null };

/**
 * Gives a store `run(request)`: sets the status, returns the answer, or undefined after a failure whose
 * typed error is then in `requestError`. It never touches the store's data, so an error cannot lose it:
 * after one success a later failure is `stale`, not `failed`. The answer to an overtaken request is dropped.
 */
export function withRequest() {
  return signalStoreFeature(
    withState(initial),
    withComputed((store) => ({
      loading: computed(() => store.requestStatus() === 'loading'),
    })),
    withMethods((store) => {
      let latest = 0;
      let succeeded = false;
      return {
        async run<T>(request: Observable<T>): Promise<T | undefined> {
          const turn = (latest += 1);
          patchState(store, { requestStatus: 'loading', requestError: null });
          try {
            const answer = await firstValueFrom(request);
            if (turn !== latest) return undefined;
            succeeded = true;
            patchState(store, { requestStatus: 'ready' });
            return answer;
          } catch (error) {
            if (turn !== latest) return undefined;
            patchState(store, {
              requestStatus: succeeded ? 'stale' : 'failed',
              requestError: toRequestError(error),
            });
            return undefined;
          }
        },
        /** Takes a shown error away, e.g. when the person goes on typing. */
        clearError(): void {
          patchState(store, { requestError: null });
        },
      };
    }),
  );
}
