import * as z from 'zod';
import { daysBetween } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { dateField, idField, lineText } from '../fields.ts';
import { REPRESENTED_ROLES, ROLES, ROLE_WORDS } from '../permissions.ts';
import type { Role } from '../permissions.ts';

/** Vertretung: for how long at most one is named, in days. */
export const MOST_DAYS = 366;

/** POST /api/deputies: who stands in for me, both days included. */
export const DeputyInput = z.strictObject({
  login: z.string().min(1, 'Bitte eine Person wählen.').max(64),
  from: dateField,
  to: dateField,
  reason: lineText().min(1, 'Bitte kurz begründen.').max(300),
});
export type DeputyInput = z.infer<typeof DeputyInput>;

/** A deputy of somebody, from one day to another. */
export const DeputyRow = z.strictObject({
  id: idField,
  represented: z.string(),
  representedRole: z.enum(ROLES),
  deputy: z.string(),
  from: dateField,
  to: dateField,
  reason: z.string(),
  version: z.int().min(1),
  /** Today is one of its days. */
  active: z.boolean(),
  /** This reader may end it: whose deputy it is. */
  mayEnd: z.boolean(),
});
export type DeputyRow = z.infer<typeof DeputyRow>;

/** GET /api/deputies: mine, whom I stand in for, and for administrators and auditors all. */
export const DeputyList = z.strictObject({
  deputies: z.array(DeputyRow),
  /** Whom I may name. */
  candidates: z.array(z.strictObject({ login: z.string(), name: z.string(), role: z.enum(ROLES) })),
});
export type DeputyList = z.infer<typeof DeputyList>;

/** Whoever is named, as far as a rule looks at it. */
export interface Candidate {
  id: number;
  role: Role;
  disabled: boolean;
}

interface Term {
  from: IsoDate;
  to: IsoDate;
}

/** Every reason against a deputy as it stands; none = it can be named. `others` = terms of the same two people. */
export function deputyFaults(
  { from, to }: DeputyInput,
  me: { id: number; role: Role },
  candidate: Candidate | undefined,
  { today, others }: { today: IsoDate; others: readonly Term[] },
): FieldError[] {
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  if (!candidate || candidate.disabled) say('login', 'Diesen Zugang gibt es nicht, oder er ist gesperrt.');
  else if (candidate.id === me.id) say('login', 'Niemand vertritt sich selbst.');
  else if (!REPRESENTED_ROLES.includes(candidate.role))
    say('login', `${ROLE_WORDS[candidate.role]}: Diese Rolle vertritt niemanden.`);
  if (to < from) say('to', 'Das Ende liegt vor dem Beginn.');
  else if (daysBetween(from, to) >= MOST_DAYS) say('to', 'Eine Vertretung dauert höchstens ein Jahr.');
  if (to < today) say('to', 'Das Ende liegt in der Vergangenheit.');
  if (from < today) say('from', 'Eine Vertretung beginnt frühestens heute.');
  if (others.some((other) => other.from <= to && from <= other.to))
    say('from', 'In dieser Zeit vertritt diese Person Sie schon.');
  return faults;
}
