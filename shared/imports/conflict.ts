import * as z from 'zod';
import { centsField, dateField, idField, longText } from '../fields.ts';
import { formatEuro, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { CONFLICT_STATES } from './terms.ts';

/** What a posting or a row says about money: nothing else makes a conflict. */
const ConflictSide = z.strictObject({
  /** SAP's own day. */
  postedOn: dateField,
  object: z.string(),
  account: z.string(),
  text: z.string(),
  cents: centsField,
});

export const ConflictRow = z.strictObject({
  id: idField,
  importId: idField,
  fileName: z.string(),
  /** Line of the file. */
  line: z.int(),
  document: z.string(),
  postingId: idField,
  /** Number of the line the old posting was put on; null = none. */
  budgetLine: z.string().nullable(),
  before: ConflictSide,
  after: ConflictSide,
  /** After − before. */
  differenceCents: centsField,
  state: z.enum(CONFLICT_STATES),
  /** Why it is in this state, in words; null while it simply waits. */
  note: z.string().nullable(),
  /** The request that would take it over, or did. */
  requestId: idField.nullable(),
});
export type ConflictRow = z.infer<typeof ConflictRow>;

/** GET /api/import-conflicts */
export const ConflictList = z.strictObject({ conflicts: z.array(ConflictRow), open: z.int() });
export type ConflictList = z.infer<typeof ConflictList>;

/** POST /api/import-conflicts/:id/keep : the old posting is right. */
export const KeepConflict = z.strictObject({
  reason: longText().min(1, 'Bitte sagen Sie, warum die alte Buchung bleibt.').max(1000),
});

/** The payload of a request to take changed rows over. */
export const TakeConflicts = z.strictObject({
  conflictIds: z
    .array(idField)
    .min(1, 'Bitte wählen Sie mindestens eine geänderte Zeile.')
    .max(200, 'Höchstens 200 Zeilen je Antrag.')
    .refine((ids) => new Set(ids).size === ids.length, 'Dieselbe Zeile steht zweimal im Antrag.'),
});
export type TakeConflicts = z.infer<typeof TakeConflicts>;

/** What is known about a conflict that decides its state. */
export interface ConflictFacts {
  decision: 'taken' | 'kept' | null;
  /** What the decision says. */
  reason: string | null;
  /** The old posting was taken back since: by an undo or by another conflict. */
  postingTakenBack: boolean;
  /** The import that brought the changed row was taken back. */
  importUndone: boolean;
  requestId: number | null;
  /** Why the old posting may not be touched now; null when it may. */
  blocked: string | null;
}

/** The state of a changed row and what a person should know about it. */
export function conflictState(facts: ConflictFacts): Pick<ConflictRow, 'state' | 'note'> {
  if (facts.decision !== null) return { state: facts.decision, note: facts.reason };
  if (facts.postingTakenBack)
    return { state: 'settled', note: 'Die alte Buchung wurde inzwischen zurückgenommen.' };
  if (facts.importUndone) return { state: 'settled', note: 'Die Einlesung wurde zurückgenommen.' };
  if (facts.requestId !== null)
    return { state: 'requested', note: `Antrag ${facts.requestId} wartet auf Freigabe.` };
  if (facts.blocked !== null) return { state: 'blocked', note: facts.blocked };
  return { state: 'open', note: null };
}

/** `2 geänderte Zeilen übernehmen, zusammen +1,00 €` */
export function takeConflictsTitle(differences: readonly Cents[]): string {
  const sum = toCents(differences.reduce((all, one) => all + one, 0));
  const rows = differences.length === 1 ? '1 geänderte Zeile' : `${differences.length} geänderte Zeilen`;
  return `${rows} übernehmen, Unterschied zusammen ${sum > 0 ? '+' : ''}${formatEuro(sum)} €`;
}
