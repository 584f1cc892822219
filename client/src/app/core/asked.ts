import { httpResource } from '@angular/common/http';
import type { HttpResourceRequest } from '@angular/common/http';
import { computed, linkedSignal } from '@angular/core';
import type { Signal } from '@angular/core';
import { toRequestError } from './request-error.ts';
import type { RequestError } from './request-error.ts';

/** What is asked of the server: an address, or its parts; parameters that hold nothing are left out. */
export type Question =
  | string
  | {
      url: string;
      params?: Readonly<Record<string, string | number | boolean | null | undefined>>;
      method?: 'GET' | 'POST';
      body?: unknown;
    };

/** An answer of the server as a page reads it; `ui/asked-state.ts` shows how it stands. */
export interface Asked<T> {
  /**
   * The last answer. It stays while the next one is on its way and when that one fails, because a figure that
   * disappears helps nobody; the page says beside it that it is the older one.
   */
  readonly value: Signal<T | undefined>;
  /** The answer to what is asked now; undefined while it is on its way and when it failed. */
  readonly fresh: Signal<T | undefined>;
  readonly loading: Signal<boolean>;
  readonly failure: Signal<RequestError | null>;
  reload(): void;
  /** Puts in its place what a change answered: it is newer than what was asked for. */
  put(answer: T): void;
}

export interface AskedOptions<T> {
  /** Whether an answer is about what is asked for now; an older one about something else is not kept. */
  about?: (answer: T) => boolean;
}

function sent(question: Question | undefined): HttpResourceRequest | undefined {
  if (question === undefined) return undefined;
  if (typeof question === 'string') return { url: question };
  const { params = {}, ...rest } = question;
  const given = Object.entries(params).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' ? [] : [[key, value] as const],
  );
  return { ...rest, params: Object.fromEntries(given) };
}

/**
 * The only way to read from the server: asks whenever a signal of `question` changes, or for nothing while it
 * answers undefined. Only where things can be injected.
 */
export function asked<T>(question: () => Question | undefined, options: AskedOptions<T> = {}): Asked<T> {
  const resource = httpResource<T>(() => sent(question()));
  const fresh = computed(() => (resource.hasValue() ? resource.value() : undefined));
  const last = linkedSignal<T | undefined, T | undefined>({
    source: fresh,
    computation: (now, previous) => now ?? previous?.value,
  });
  return {
    value: computed(() => {
      const answer = last();
      return answer !== undefined && (options.about?.(answer) ?? true) ? answer : undefined;
    }),
    fresh,
    loading: resource.isLoading,
    failure: computed(() => {
      const error = resource.error();
      return error === undefined ? null : toRequestError(error);
    }),
    reload: () => void resource.reload(),
    put: (answer) => resource.set(answer),
  };
}
