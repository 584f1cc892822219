import { effect, inject, signal, untracked } from '@angular/core';
import type { Signal } from '@angular/core';
import { Session } from './session.ts';

const PLACE = 'moves.draft';

/** What a form says about itself, so that what is typed in it is never lost. */
export interface DraftOptions<T> {
  /** Which form: `status`, `movement`. */
  form: string;
  /** What it is about: a project and a reporting date, a line. Another subject is another draft. */
  subject: () => string | number;
  /** What is typed, as plain data; undefined while the form is not filled from its record yet. */
  value: () => T | undefined;
  /** Puts a kept draft back into the form, with the stamp it was typed under. */
  restore: (value: T, stamp: string) => void;
  /** What must come back with the text: the version it was typed on, the key under which it is sent once. */
  stamp?: () => string | number;
}

export interface Draft {
  /** `14:03`: when the draft that stands in the form was typed; null when nothing was restored. */
  restoredAt: Signal<string | null>;
  /** Something was typed that is not sent. */
  filled: Signal<boolean>;
  /** Back to what the form was filled with. */
  discard(): void;
  /** It is sent: what stands in the form now is no draft any more. */
  sent(): void;
  /** What was typed about another subject is sent meanwhile. */
  forget(subject: string): void;
}

interface Stored<T> {
  /** An instant. */
  at: string;
  value: T;
  stamp: string;
}

function prefixOf(owner: number): string {
  return `${PLACE}.${owner}.`;
}

function read<T>(place: string): Stored<T> | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as Stored<T> | null;
  } catch {
    return null;
  }
}

/** A browser without room for it loses only the draft, not the form. */
function write(place: string, stored: Stored<unknown>): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(stored));
  } catch {
    sessionStorage.removeItem(place);
  }
}

function draftsOf(owner: number): string[] {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(prefixOf(owner)));
}

/** How many drafts of this account are not sent yet. */
export function countDrafts(owner: number): number {
  return draftsOf(owner).length;
}

/** Whoever signs out leaves nothing behind in this browser. */
export function forgetDrafts(owner: number): void {
  for (const place of draftsOf(owner)) sessionStorage.removeItem(place);
}

const TIME = new Intl.DateTimeFormat('de-DE', { hour: '2-digit', minute: '2-digit' });

/** The drafts of one form, subject after subject. */
class Keeper<T> {
  readonly restoredAt = signal<string | null>(null);
  readonly filled = signal(false);
  readonly #options: DraftOptions<T>;
  readonly #owner: number;
  #place = '';
  #start: { value: T; text: string; stamp: string } | undefined;
  #last = '';

  constructor(options: DraftOptions<T>, owner: number) {
    this.#options = options;
    this.#owner = owner;
  }

  #stamp(): string {
    return String(this.#options.stamp?.() ?? '');
  }

  #placeOf(subject: string): string {
    return `${prefixOf(this.#owner)}${this.#options.form}.${subject}`;
  }

  forget(subject: string): void {
    sessionStorage.removeItem(this.#placeOf(subject));
  }

  look(subject: string, value: T): void {
    const place = this.#placeOf(subject);
    const text = JSON.stringify(value);
    if (place !== this.#place) this.#begin(place, value, text);
    else if (text !== this.#last) this.#keep(value, text);
  }

  #begin(place: string, value: T, text: string): void {
    this.#place = place;
    this.#start = { value, text, stamp: this.#stamp() };
    this.#last = text;
    const stored = read<T>(place);
    const kept = stored && JSON.stringify(stored.value) !== text ? stored : null;
    this.restoredAt.set(kept ? TIME.format(new Date(kept.at)) : null);
    this.filled.set(kept !== null);
    if (!kept) return;
    this.#last = JSON.stringify(kept.value);
    this.#options.restore(kept.value, kept.stamp);
  }

  #keep(value: T, text: string): void {
    this.#last = text;
    const isDraft = text !== this.#start?.text;
    this.filled.set(isDraft);
    if (isDraft) write(this.#place, { at: new Date().toISOString(), value, stamp: this.#stamp() });
    else this.#forget();
  }

  #forget(): void {
    sessionStorage.removeItem(this.#place);
    this.restoredAt.set(null);
    this.filled.set(false);
  }

  discard(): void {
    const start = this.#start;
    if (!start) return;
    this.#last = start.text;
    this.#forget();
    this.#options.restore(start.value, start.stamp);
  }

  sent(): void {
    const value = this.#options.value();
    this.#forget();
    if (value === undefined) return;
    const text = JSON.stringify(value);
    this.#start = { value, text, stamp: this.#stamp() };
    this.#last = text;
  }
}

/**
 * Keeps what is typed in a form while it is typed: by account, form and subject, in this browser tab. It lives through
 * Escape, reload, Back, another subject and the end of the session, and is put back when the form opens again. It ends
 * when it is sent, discarded, or its account signs out. Another account never sees it. Only where things can be
 * injected.
 *
 * @example
 * protected readonly kept = keepDraft({
 *   form: 'forecast',
 *   subject: this.lineId,
 *   value: () => ({ amount: this.amount(), note: this.note() }),
 *   restore: (draft) => { this.amount.set(draft.amount); this.note.set(draft.note); },
 * });
 */
export function keepDraft<T>(options: DraftOptions<T>): Draft {
  // Whose form it is does not change while it is open, even when somebody else signs in meanwhile.
  const owner = inject(Session).user()?.id;
  const keeper = new Keeper(options, owner ?? 0);
  if (owner !== undefined)
    effect(() => {
      const subject = String(options.subject());
      const value = options.value();
      if (value !== undefined) untracked(() => keeper.look(subject, value));
    });
  return {
    restoredAt: keeper.restoredAt,
    filled: keeper.filled,
    discard: () => keeper.discard(),
    sent: () => keeper.sent(),
    forget: (subject) => keeper.forget(subject),
  };
}
