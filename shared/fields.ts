import * as z from 'zod';
import { FUNDINGS, LEDGERS, LINE_KINDS, MOVEMENT_KINDS } from './budget/terms.ts';
import { SIDES } from './budget/sides.ts';
import { isIsoDate } from './calendar.ts';
import type { Instant, IsoDate } from './calendar.ts';
import { MAX_FTE } from './fte.ts';
import type { Fte } from './fte.ts';
import './german-issues.ts';
import { DECLARED_LIGHTS, LIGHTS, TRENDS } from './light.ts';
import { MAX_CENTS, MAX_ENTRY_CENTS } from './money.ts';
import type { Cents } from './money.ts';
import { codeForm, readCode } from './codes.ts';
import type { CodeKind } from './codes.ts';
import type { Read } from './read.ts';
import { readLine, readLines } from './text/texts.ts';

/**
 * The fields every schema is built from. They live apart from the values they check, so that a page
 * which only formats money does not load the schema library.
 */
const branded = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>;

/** Budget years we know are 1990 to 2100 (`yearField`); no Stichtag lies outside. */
const FIRST_DATE = '1990-01-01';
const LAST_DATE = '2100-12-31';

export const centsField = branded<Cents>(z.int().min(-MAX_CENTS).max(MAX_CENTS));
/** An amount that somebody enters, signed: smaller than what sums may reach. */
export const entryCentsField = branded<Cents>(
  z.int().min(-MAX_ENTRY_CENTS, 'Der Betrag ist zu groß.').max(MAX_ENTRY_CENTS, 'Der Betrag ist zu groß.'),
);
export const fteField = branded<Fte>(z.int().min(-MAX_FTE).max(MAX_FTE));
export const dateField = branded<IsoDate>(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/u, 'Datum im Format JJJJ-MM-TT erwartet.')
    .refine(isIsoDate, 'Dieses Datum gibt es nicht.'),
);
/** A Stichtag that may be asked for; what is reckoned from it still exists in the calendar. */
export const asOfField = dateField.refine(
  (date) => date >= FIRST_DATE && date <= LAST_DATE,
  'Stichtag zwischen 1990 und 2100 erwartet.',
);
/** The second clock (domain.md: as known on): absent = all that is known. */
export const knownOnField = asOfField.optional();
export const instantField = branded<Instant>(z.string());
export const yearField = z.int().min(1990).max(2100);
/** A year as an address says it. */
export const yearQueryField = z.coerce.number().pipe(yearField);
export const idField = z.int().positive();

export const lightField = z.enum(LIGHTS);
export const declaredLightField = z.enum(DECLARED_LIGHTS);
export const trendField = z.enum(TRENDS);

export const ledgerField = z.enum(LEDGERS);
export const sideField = z.enum(SIDES);
export const lineKindField = z.enum(LINE_KINDS);
export const fundingField = z.enum(FUNDINGS);
export const movementKindField = z.enum(MOVEMENT_KINDS);

/** Where a record comes from: `source` = public paper or seed text, `invented` = demo data, `live` = entered or imported. */
export const originField = z.enum(['source', 'invented', 'live']);
export type Origin = z.infer<typeof originField>;

function gated(read: (text: string) => Read<string>): z.ZodString {
  return z
    .string()
    .refine((text) => read(text).fault === undefined, { error: (issue) => read(String(issue.input)).fault })
    .overwrite((text) => read(text).value ?? text);
}

/** A text of one line that a person writes: the gate of all texts (text/texts.ts). */
export const lineText = (): z.ZodString => gated(readLine);
/** A text of several lines that a person writes. */
export const longText = (): z.ZodString => gated(readLines);
/** A code that a person writes, in the form it is stored in (codes.ts); what it is compared by is `codeKey`. */
export const codeText = (kind: CodeKind): z.ZodString => gated((text) => readCode(text, kind));
/** A code that is only looked for: what cannot be one is found nowhere. */
export const askedCode = (kind: CodeKind): z.ZodString =>
  z.string().overwrite((text) => codeForm(text, kind));
