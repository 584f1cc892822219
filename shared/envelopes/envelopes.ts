import * as z from 'zod';
import { LINE_KINDS } from '../budget/terms.ts';
import {
  asOfField,
  centsField,
  dateField,
  entryCentsField,
  idField,
  ledgerField,
  lineKindField,
  lineText,
  longText,
  originField,
  yearField,
} from '../fields.ts';

/** A list that is not given means all; one that is given names something. */
const some = <T extends z.ZodType>(one: T, most: number) => z.array(one).min(1).max(most).optional();

/** What an envelope covers (shared/budget/scope.ts); projects and fundings are named by none that a person enters. */
export const EnteredScope = z.strictObject({
  years: z.array(yearField).min(1, 'Mindestens ein Haushaltsjahr.').max(20),
  kinds: some(lineKindField, LINE_KINDS.length),
  stages: some(z.string().max(20), 50),
  fields: some(z.string().max(20), 50),
});
export type EnteredScope = z.infer<typeof EnteredScope>;

/** POST /api/envelopes: a ceiling (Rahmen) with its scope, from a day on. */
export const EnvelopeInput = z.strictObject({
  name: lineText().min(1, 'Bitte benennen.').max(120),
  ceilingCents: entryCentsField.refine((cents) => cents > 0, 'Ein Rahmen ist größer als 0.'),
  scope: EnteredScope,
  /** Which decision it comes from, and what is assumed. */
  note: longText().max(500),
  from: dateField,
});
export type EnvelopeInput = z.infer<typeof EnvelopeInput>;

/** POST /api/envelopes/:id/end: its last day; null takes an end back. */
export const EnvelopeEnd = z.strictObject({
  on: dateField.nullable(),
  reason: lineText().min(1, 'Bitte kurz begründen.').max(300),
});
export type EnvelopeEnd = z.infer<typeof EnvelopeEnd>;

/** What a scope contains at a Stichtag, year by year and budget by budget: never one sum over both (§§ 2, 3 GemHVO). */
export const ScopeContent = z.strictObject({
  lines: z.int().min(0),
  parts: z.array(
    z.strictObject({
      year: yearField,
      ledger: ledgerField,
      lines: z.int().min(1),
      /** F of the expense lines, in cents. */
      revisedCents: centsField,
    }),
  ),
  /** The first of its lines, so that a person sees what is meant. */
  first: z.array(z.strictObject({ number: z.string(), name: z.string(), year: yearField })),
});
export type ScopeContent = z.infer<typeof ScopeContent>;

/** POST /api/envelopes/preview: what a scope would contain; nothing is written. */
export const ScopeQuestion = z.strictObject({ scope: EnteredScope, asOf: asOfField });

export const EnvelopeRow = z.strictObject({
  id: idField,
  name: z.string(),
  ceilingCents: centsField,
  scopeText: z.string(),
  note: z.string(),
  origin: originField,
  from: dateField,
  to: dateField.nullable(),
  /** Counts on the Stichtag. */
  counts: z.boolean(),
  /** Rows of `envelope_end`, which is what a change is held against (`If-Match`), plus one. */
  version: z.int().min(1),
});
export type EnvelopeRow = z.infer<typeof EnvelopeRow>;

const coded = z.strictObject({ code: z.string(), name: z.string() });

/** GET /api/envelopes */
export const EnvelopeList = z.strictObject({
  asOf: dateField,
  rows: z.array(EnvelopeRow),
  choices: z.strictObject({ years: z.array(yearField), stages: z.array(coded), fields: z.array(coded) }),
});
export type EnvelopeList = z.infer<typeof EnvelopeList>;

/** What making or ending one answers. */
export const EnvelopeAnswer = z.strictObject({ row: EnvelopeRow });
export type EnvelopeAnswer = z.infer<typeof EnvelopeAnswer>;
