import * as z from 'zod';
import { centsField, dateField, idField, ledgerField, originField, yearField } from '../fields.ts';

/** What a year's lines bind of one later year, beside what may be bound of it. */
export const LaterYear = z.strictObject({
  line: z.strictObject({ id: idField, number: z.string(), name: z.string(), year: yearField }),
  ledger: ledgerField,
  /** Verpflichtungsermächtigungen are for investments only (§ 11 GemHVO); other lines have a Vorbelastung without. */
  investment: z.boolean(),
  dueYear: yearField,
  /** Vorbelastung: Σ max(0, ordered − released − cancelled) of orders due then. */
  preCommitmentCents: centsField,
  /** Σ of the authorisations in effect; 0 where none can exist. */
  authorisedCents: centsField,
  /** Σ ordered − cancelled due then: what was contracted is used, paid or not. */
  usedCents: centsField,
  /** authorised − used; negative = ordered without authorisation (§ 86 GemO). null for lines that have none. */
  freeCents: centsField.nullable(),
});
export type LaterYear = z.infer<typeof LaterYear>;

/** One authorisation as recorded. */
export const AuthorisationRow = z.strictObject({
  id: idField,
  lineId: idField,
  ledger: ledgerField,
  line: z.string(),
  year: yearField,
  dueYear: yearField,
  cents: centsField,
  effectiveOn: dateField,
  reason: z.string(),
  paper: z.string().nullable(),
  origin: originField,
});

/** GET /api/later-years?asOf=&year= : Vorbelastung and authorisations of a year's lines, by due year. */
export const LaterYears = z.strictObject({
  asOf: dateField,
  year: yearField,
  rows: z.array(LaterYear),
  authorisations: z.array(AuthorisationRow),
});
export type LaterYears = z.infer<typeof LaterYears>;
