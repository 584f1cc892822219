import { DestroyRef, ElementRef, computed, inject, linkedSignal, signal, untracked } from '@angular/core';
import type { Signal, WritableSignal } from '@angular/core';
import { form, validateTree } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import { firstValueFrom } from 'rxjs';
import type * as z from 'zod';
import type { FieldError } from '#shared/errors.ts';
import { keepDraft } from './drafts.ts';
import type { Draft } from './drafts.ts';
import { onceKey } from './once-key.ts';
import { fieldAt, firstFault, isOfShape, readEntry } from './entry-options.ts';
import type { EntryOptions, Reading } from './entry-options.ts';
import { toRequestError } from './request-error.ts';
import type { RequestError } from './request-error.ts';

/** One form of the product; made by `entryForm`. */
export class EntryForm<Typed extends object, S extends z.ZodType, Answer> {
  /** What stands in the fields; undefined until `ready`. */
  readonly value: WritableSignal<Typed>;
  /** The fields, to be bound with `[formField]`; only once `ready`. */
  readonly fields: FieldTree<Typed>;
  readonly ready: Signal<boolean>;
  readonly sending = signal(false);
  /** For the sheet and the note: what is typed and not sent, put back or thrown away. */
  readonly draft: Draft;
  /** What would be sent, with everything that is wrong with it, whether it is shown yet or not. */
  readonly reading: Signal<Reading<z.output<S>>>;
  /** What is wrong and shown: the own faults once somebody wanted to send, else what the server refused. */
  readonly faults: Signal<readonly FieldError[]>;
  readonly messages: Signal<readonly string[]>;
  /** What is wrong at no field of the form. */
  readonly loose: Signal<readonly string[]>;
  /** A refusal as a whole: no fault of a field. */
  readonly failed: Signal<RequestError | null>;
  /** What the last sending was answered with, until something is typed anew. */
  readonly answered: Signal<Answer | null>;
  /** Nothing bad can come of sending the same once more: its key or its version guards it. */
  readonly again: Signal<boolean>;

  readonly #options: EntryOptions<Typed, S, Answer>;
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #subject = computed(() => String(this.#options.subject()));
  readonly #version: WritableSignal<number>;
  /** Which faults were asked for, of which subject. */
  readonly #tried = signal<{ of: string; only: (path: string) => boolean } | null>(null);
  readonly #refusal = signal<{ of: string; typed: Typed; error: RequestError } | null>(null);
  readonly #answer = signal<{ typed: Typed; answer: Answer } | null>(null);
  #key = onceKey();
  #gone = false;

  constructor(schema: S | (() => S), options: EntryOptions<Typed, S, Answer>) {
    this.#options = options;
    this.#version = linkedSignal(() => options.version?.() ?? 0);
    const value = linkedSignal<{ of: string; start: Typed | undefined }, Typed | undefined>({
      source: () => ({ of: this.#subject(), start: options.start() }),
      computation: (now, before) => (before?.source.of === now.of ? before.value : undefined) ?? now.start,
    });
    this.value = value as WritableSignal<Typed>;
    this.ready = computed(() => value() !== undefined);
    this.reading = computed(() => readEntry(schema, options, this.value()));
    this.faults = computed(() => this.#shownFaults());
    this.messages = computed(() => [...new Set(this.faults().map((fault) => fault.message))]);
    this.loose = computed(() =>
      this.faults()
        .filter(({ path }) => this.#fieldOf(path) === undefined)
        .map((fault) => fault.message),
    );
    this.failed = computed(() => {
      const error = this.#error() ?? options.previewed?.() ?? null;
      return error && error.errors.length === 0 ? error : null;
    });
    this.answered = computed(() => {
      const last = this.#answer();
      return last !== null && last.typed === this.value() ? last.answer : null;
    });
    this.again = computed(() => this.#maySendAgain());
    this.fields = this.#tree();
    this.draft = this.#kept();
    inject(DestroyRef).onDestroy(() => (this.#gone = true));
  }

  /** What is wrong at a path of the server; '' when nothing is. */
  faultAt(path: string): string {
    return this.faults().find((fault) => fault.path === path)?.message ?? '';
  }

  set(change: Partial<Typed>): void {
    this.value.update((typed) => ({ ...typed, ...change }));
  }

  /** From now on what is wrong is said; of a part of the form where `only` says so. */
  try(only: (path: string) => boolean = () => true): void {
    this.#tried.set({ of: this.#subject(), only });
  }

  /** What somebody saved meanwhile (412); null when nobody did. */
  conflict(): unknown {
    const error = this.#error();
    return error?.code === 'stale' ? error.current : null;
  }

  /** Nothing is said any more about what was tried and refused. */
  dismiss(): void {
    this.#tried.set(null);
    this.#refusal.set(null);
  }

  /** Takes the version of what somebody saved meanwhile for the one that is built on. */
  adopt(): void {
    const current = this.conflict();
    if (current !== null) this.#version.set(this.#options.versionOf?.(current as never) ?? this.#version());
    this.#refusal.set(null);
  }

  /** Sends what stands in the form on top of what was saved meanwhile, once that was seen. */
  sendAgain(): Promise<Answer | undefined> {
    this.adopt();
    return this.send();
  }

  /** Sends, or says what is wrong and puts the focus there. The answer is undefined when it was not sent. */
  async send(): Promise<Answer | undefined> {
    if (this.sending() || !this.ready()) return undefined;
    this.try();
    const { body, faults } = this.reading();
    if (faults.length > 0) {
      this.focusFault();
      return undefined;
    }
    const [of, typed] = [this.#subject(), this.value()];
    this.#refusal.set(null);
    this.sending.set(true);
    try {
      const answer = await firstValueFrom(this.#options.send(body, this.#headers()));
      this.sending.set(false);
      this.#wasSent(of, answer);
      return answer;
    } catch (thrown) {
      this.sending.set(false);
      const error = toRequestError(thrown);
      this.#refusal.set({ of, typed, error });
      if (!this.#gone) this.#options.refused?.(error);
      this.focusFault();
      return undefined;
    }
  }

  /** Whatever stands in the way is read first, wherever the person was typing. */
  focusFault(): void {
    setTimeout(() => firstFault(this.#host)?.focus());
  }

  #headers(): Record<string, string> {
    const { version, once } = this.#options;
    return {
      ...(version ? { 'If-Match': `"${this.#version()}"` } : {}),
      ...(once ? { 'Idempotency-Key': this.#key } : {}),
    };
  }

  #wasSent(of: string, answer: Answer): void {
    this.#key = onceKey();
    if (of !== untracked(this.#subject)) {
      this.draft.forget(of);
      return;
    }
    this.#tried.set(null);
    const { after, sent, versionOf } = this.#options;
    if (versionOf) this.#version.set(versionOf(answer as never));
    if (after) this.value.update(after);
    this.#answer.set({ typed: this.value(), answer });
    this.draft.sent();
    if (!this.#gone) sent?.(answer);
  }

  #error(): RequestError | null {
    const refusal = this.#refusal();
    if (refusal?.of !== this.#subject()) return null;
    // What is typed anew may be right; that somebody was faster stays true until it is decided about.
    return refusal.error.code === 'stale' || refusal.typed === this.value() ? refusal.error : null;
  }

  #maySendAgain(): boolean {
    const code = this.#error()?.code;
    const { once, version, versionOf } = this.#options;
    if (code === 'stale') return versionOf !== undefined;
    const isGuarded = once === true || version !== undefined;
    return isGuarded && (code === 'overloaded' || code === 'internal');
  }

  #shownFaults(): readonly FieldError[] {
    const own = this.reading().faults;
    const tried = this.#tried();
    const shown = tried?.of === this.#subject() ? own.filter((fault) => tried.only(fault.path)) : [];
    const refused = own.length > 0 ? [] : (this.#error()?.errors ?? []);
    return [...shown, ...(this.#options.previewed?.()?.errors ?? []), ...refused];
  }

  #tree(): FieldTree<Typed> {
    const model = this.value as unknown as WritableSignal<object>;
    const tree = form<object>(model, (path) => {
      validateTree(path, ({ fieldTree }) =>
        this.faults().flatMap(({ path: at, message }) => {
          const field = this.#fieldOf(at, fieldTree);
          return field ? [{ kind: 'fault', message, fieldTree: field }] : [];
        }),
      );
    });
    return tree as unknown as FieldTree<Typed>;
  }

  #fieldOf(path: string, tree: unknown = this.fields): FieldTree<unknown> | undefined {
    return this.ready() ? fieldAt(tree, this.#options.place?.(path, this.value()) ?? path) : undefined;
  }

  #kept(): Draft {
    return keepDraft<Typed>({
      form: this.#options.name,
      subject: this.#subject,
      value: () => (this.ready() && this.#options.secret !== true ? this.value() : undefined),
      stamp: () => `${this.#version()} ${this.#key}`,
      restore: (typed, stamp) => {
        const start = untracked(this.#options.start);
        if (start && !isOfShape(start, typed)) {
          this.draft.sent();
          return;
        }
        const [version, key] = stamp.split(' ');
        this.value.set(typed);
        this.#version.set(Number(version));
        if (key) this.#key = key;
      },
    });
  }
}

/**
 * A form: its fields as signal forms, its faults from the schema the server judges with, sending with version and key,
 * the draft that is never lost, and the focus on what is wrong. What it looks like is the component's. Only where
 * things can be injected.
 *
 * @example
 * protected readonly entry = entryForm(NewForecast, {
 *   name: 'forecast',
 *   subject: this.lineId,
 *   start: () => ({ forecastOn: '', cents: '', note: '' }),
 *   read: ({ forecastOn, cents, note }, read) => ({
 *     forecastOn: read.date(forecastOn, 'forecastOn'),
 *     cents: read.euro(cents, 'cents'),
 *     note,
 *   }),
 *   send: (body) => this.http.post<LineForecasts>(`/api/budget/lines/${this.lineId()}/forecasts`, body),
 * });
 */
export function entryForm<Typed extends object, S extends z.ZodType, Answer>(
  schema: S | (() => S),
  options: EntryOptions<Typed, S, Answer>,
): EntryForm<Typed, S, Answer> {
  return new EntryForm(schema, options);
}
