import { signalStore, patchState, withMethods, withState } from '@ngrx/signals';

/** A short message about something that happened; `undo` is offered where it can be taken back. */
export interface Notice {
  text: string;
  undo?: () => void;
}

const VISIBLE_MS = 10_000;

/** One notice at a time, shown by the shell in a live region for ten seconds or until it is dismissed. */
export const Notices = signalStore(
  { providedIn: 'root' },
  withState<{ notice: Notice | null }>({ notice: null }),
  withMethods((store) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return {
      show(text: string, undo?: () => void): void {
        clearTimeout(timer);
        patchState(store, { notice: undo ? { text, undo } : { text } });
        timer = setTimeout(() => patchState(store, { notice: null }), VISIBLE_MS);
      },
      dismiss(): void {
        clearTimeout(timer);
        patchState(store, { notice: null });
      },
    };
  }),
);
