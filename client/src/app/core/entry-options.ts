import type { FieldTree } from '@angular/forms/signals';
import type { Observable } from 'rxjs';
import type * as z from 'zod';
import type { FieldError } from '#shared/errors.ts';
import { Reader } from './reader.ts';
import type { RequestError } from './request-error.ts';

/** `Typed` is what stands in the fields, as plain data; `S` the server's contract for what is sent. */
export interface EntryOptions<Typed extends object, S extends z.ZodType, Answer> {
  /** Which form: `status`, `movement`. Begins the place of its drafts. */
  name: string;
  /** What it is about: a project and a reporting date, a line. Another subject is another draft. */
  subject: () => string | number;
  /**
   * What the form is filled with, once for each subject: a newer answer of the server does not touch what is typed.
   * Undefined while the record is not read yet.
   */
  start: () => Typed | undefined;
  /** Holds a password or a code: nothing of it is kept as a draft. */
  secret?: boolean;
  /** What is sent of it; what cannot be read is noted with the reader. */
  read: (typed: Typed, reader: Reader) => z.input<S>;
  /** Faults that only the record at hand shows, beside those of the schema; paths as the server names them. */
  rules?: (typed: Typed) => readonly FieldError[];
  /** Where the form has the field of a fault, if not at the server's path: `cents` → `amount`. */
  place?: (path: string, typed: Typed) => string;
  /** The version that was read, sent as `If-Match`. */
  version?: () => number;
  /**
   * The version of what another person saved meanwhile (412), which has the shape of an answer; with it the same may be
   * sent on top of that, and what is sent next builds on what was sent.
   */
  versionOf?: (current: never) => number;
  /** The route takes an `Idempotency-Key`: one per filling of the form, kept with its draft. */
  once?: boolean;
  /** What the server says already while nothing was sent: of a preview. */
  previewed?: () => RequestError | null;
  send: (body: z.output<S>, headers: Record<string, string>) => Observable<Answer>;
  /** It is sent and no draft any more. Not called when the form is gone by then. */
  sent?: (answer: Answer) => void;
  /** What stands in the form once it is sent; without it what was sent. */
  after?: (typed: Typed) => Typed;
  /** It was refused, with what stands there now when somebody was faster (412). */
  refused?: (error: RequestError) => void;
}

/** What would be sent of what is typed, and everything that is wrong with it. */
export interface Reading<Body> {
  body: Body;
  faults: readonly FieldError[];
}

/** Reads what is typed and judges it by the schema; nothing is wrong with what is not filled yet. */
export function readEntry<Typed extends object, S extends z.ZodType, Answer>(
  schema: S | (() => S),
  { read, rules }: EntryOptions<Typed, S, Answer>,
  typed: Typed | undefined,
): Reading<z.output<S>> {
  if (typed === undefined) return { body: undefined as z.output<S>, faults: [] };
  const reader = new Reader();
  const raw = read(typed, reader);
  const parsed = (typeof schema === 'function' ? schema() : schema).safeParse(raw);
  const issues = (parsed.error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));
  // Of a placeholder nothing is said twice, and of a field one thing at a time.
  const refused = issues.filter(
    ({ path }, index) => !reader.covers(path) && issues.findIndex((one) => one.path === path) === index,
  );
  const faults = [...reader.faults, ...refused, ...(rules?.(typed) ?? [])];
  return { body: parsed.success ? parsed.data : (raw as z.output<S>), faults };
}

/** The field of a path such as `parts.0.cents`; undefined where the form has none. */
export function fieldAt(tree: unknown, path: string): FieldTree<unknown> | undefined {
  let at: unknown = tree;
  for (const key of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[key];
  return typeof at === 'function' ? (at as FieldTree<unknown>) : undefined;
}

/** What a kept draft must have in common with the form of today. */
export function isOfShape(start: object, kept: unknown): boolean {
  const keys = (value: object): string => Object.keys(value).sort().join();
  return typeof kept === 'object' && kept !== null && keys(kept) === keys(start);
}

/** What is read first when something is wrong: the list of faults, a conflict, else the first faulty field. */
export function firstFault(host: HTMLElement): HTMLElement | undefined {
  const [list] = host.querySelectorAll<HTMLElement>('.faults, .conflict');
  const [field] = host.querySelectorAll<HTMLElement>('[aria-invalid="true"]');
  return list ?? field;
}
