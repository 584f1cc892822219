import { HttpClient } from '@angular/common/http';
import { computed, effect, inject, signal, untracked } from '@angular/core';
import type { Signal } from '@angular/core';
import { map } from 'rxjs';
import * as z from 'zod';
import { reasonField } from '#shared/approvals/requests.ts';
import type { RequestDetail, RequestPreview, SubmittedRequest } from '#shared/approvals/requests.ts';
import type { RequestKind } from '#shared/approvals/terms.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import type { EntryForm } from '../core/entry-form.ts';
import type { EntryOptions } from '../core/entry-options.ts';
import { Notices } from '../core/notices.ts';
import { OpenRequests } from './open-requests.ts';
import type { Reader } from '../core/reader.ts';
import type { RequestError } from '../core/request-error.ts';

/** The server is asked for the effect once nobody has typed for this long. */
const PAUSE_MS = 350;

const bodyOf = <S extends z.ZodType>(payload: S) => z.strictObject({ payload, reason: reasonField });
type Body<S extends z.ZodType> = ReturnType<typeof bodyOf<S>>;

export interface RequestOptions<Typed extends { reason: string }, S extends z.ZodType> extends Omit<
  EntryOptions<Typed, Body<S>, SubmittedRequest>,
  'place' | 'previewed' | 'read' | 'send' | 'once' | 'version' | 'versionOf'
> {
  kind: RequestKind | (() => RequestKind);
  /** Where the form has the field of a fault, by its path in the payload. */
  place?: (path: string, typed: Typed) => string;
  /** The payload of what is typed; paths of the reader as the server names them, `payload.cents`. */
  payload: (typed: Typed, reader: Reader) => z.input<S>;
  /** The effect is asked for while somebody types, or only on demand (`show`), where it costs much. */
  preview: 'typed' | 'asked';
  /** Milliseconds to wait for more typing before the effect is asked for. */
  pause?: number;
  /** The request that is written anew; without it a new one. */
  written?: () => { id: number; version: number } | undefined;
}

export interface RequestForm<Typed extends { reason: string }, S extends z.ZodType> extends EntryForm<
  Typed,
  Body<S>,
  SubmittedRequest
> {
  /** What it would do; undefined while something is missing or it is being computed. */
  effect: Signal<RequestPreview | undefined>;
  computing: Signal<boolean>;
  /** Asks for the effect of what stands in the form now, or says what is missing for it. */
  show(): void;
}

const isPayload = (path: string): boolean => path.startsWith('payload');

/**
 * A form that asks a second person: an `entryForm` whose body is payload and reason, with the effect it would have. All
 * requests of the product are sent and previewed here. Only where things can be injected.
 */
export function requestForm<Typed extends { reason: string }, S extends z.ZodType>(
  schema: S,
  options: RequestOptions<Typed, S>,
): RequestForm<Typed, S> {
  const http = inject(HttpClient);
  const openRequests = inject(OpenRequests);
  const notices = inject(Notices);

  const kindOf = (): RequestKind => (typeof options.kind === 'function' ? options.kind() : options.kind);
  const wanted = signal<{ payload: unknown; text: string } | undefined>(undefined, {
    equal: (a, b) => a?.text === b?.text,
  });
  const preview = asked<RequestPreview>(() => {
    const now = wanted();
    if (!now) return undefined;
    const body = { kind: kindOf(), payload: now.payload };
    return { url: '/api/requests/preview', method: 'POST', body };
  });
  /** Of what stands there now: while something is missing nothing is previewed. */
  const previewed = computed((): RequestError | null => (payload() ? preview.failure() : null));

  const { payload: payloadOf, preview: when, pause = PAUSE_MS, written, ...own } = options;
  const entry = entryForm<Typed, Body<S>, SubmittedRequest>(bodyOf(schema), {
    ...own,
    // The fields of a payload stand side by side with the reason.
    place: (path, typed) => {
      const at = path.replace(/^payload\./u, '');
      return own.place?.(at, typed) ?? at;
    },
    once: true,
    previewed,
    ...(written ? { version: () => written()?.version ?? 0 } : {}),
    read: (typed, reader) => ({ payload: payloadOf(typed, reader), reason: typed.reason }) as never,
    send: (body, headers) => {
      const before = written?.();
      if (before) {
        const change = http.patch<RequestDetail>(`/api/requests/${before.id}`, body, { headers });
        return change.pipe(map(({ request: { id, title, version } }) => ({ id, title, version })));
      }
      const { 'If-Match': _, ...once } = headers;
      return http.post<SubmittedRequest>(
        '/api/requests',
        { kind: kindOf(), ...(body as object) },
        { headers: once },
      );
    },
    sent: (answer) => {
      openRequests.reload();
      notices.show(`Antrag ${answer.id} wartet auf die Freigabe durch eine andere Person.`);
      own.sent?.(answer);
    },
  });

  const payload = computed(() => {
    const { body, faults } = entry.reading();
    if (!entry.ready() || faults.some(({ path }) => isPayload(path))) return undefined;
    const now = (body as { payload: unknown }).payload;
    return { payload: now, text: JSON.stringify(now) };
  });
  effect((onCleanup) => {
    const now = payload();
    const before = untracked(wanted);
    if (when === 'asked') {
      if (before && before.text !== now?.text) wanted.set(undefined);
      return;
    }
    const timer = setTimeout(() => wanted.set(now), pause);
    onCleanup(() => clearTimeout(timer));
  });

  let isAwaited = false;
  effect(() => {
    if (!previewed() || !isAwaited) return;
    isAwaited = false;
    entry.focusFault();
  });

  return Object.assign(entry, {
    effect: preview.fresh,
    computing: preview.loading,
    show: () => {
      entry.try(isPayload);
      const now = payload();
      isAwaited = now !== undefined;
      if (!now) entry.focusFault();
      else if (wanted()?.text === now.text) preview.reload();
      else wanted.set(now);
    },
  });
}
