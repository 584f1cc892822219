import { LINE_KIND_WORDS } from '../budget/terms.ts';
import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import type { EnteredScope } from './envelopes.ts';

interface Choices {
  years: readonly number[];
  stages: readonly { code: string; name: string }[];
  fields: readonly { code: string; name: string }[];
}

const list = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} und ${words.at(-1) ?? ''}`;

/** A scope in words, as it stands beside the envelope: `2020 und 2021 · Investition und Sachmittel · Stufe S1`. */
export function scopeText(scope: EnteredScope): string {
  return [
    list(scope.years.toSorted((a, b) => a - b).map(String)),
    scope.kinds ? list(scope.kinds.map((kind) => LINE_KIND_WORDS[kind])) : 'alles außer Erträgen',
    scope.stages ? `Stufe ${list(scope.stages)}` : '',
    scope.fields ? `Handlungsfeld ${list(scope.fields)}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Every reason against an envelope, its schema apart: what its scope names must exist. */
export function scopeFaults(scope: EnteredScope, { stages, fields }: Choices): FieldError[] {
  const unknown = (
    path: string,
    what: string,
    named: readonly string[] | undefined,
    known: Choices['stages'],
  ): FieldError[] =>
    (named ?? [])
      .filter((code) => !known.some((one) => one.code === code))
      .map((code) => ({ path: `scope.${path}`, message: `${what} „${code}“ gibt es nicht.` }));
  return [
    ...unknown('stages', 'Die Stufe', scope.stages, stages),
    ...unknown('fields', 'Das Handlungsfeld', scope.fields, fields),
  ];
}

/** Every reason against an end. */
export function envelopeEndFaults(
  { from, to }: { from: IsoDate; to: IsoDate | null },
  on: IsoDate | null,
): FieldError[] {
  if (on === null) return to === null ? [{ path: 'on', message: 'Er hat kein Ende.' }] : [];
  if (to !== null) return [{ path: 'on', message: `Er endet schon am ${formatDate(to)}.` }];
  return on < from ? [{ path: 'on', message: `Er beginnt erst am ${formatDate(from)}.` }] : [];
}
