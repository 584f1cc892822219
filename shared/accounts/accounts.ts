import * as z from 'zod';
import { idField, instantField, lineText } from '../fields.ts';
import { ROLES } from '../permissions.ts';
import { SIGN_IN_WAYS } from '../session/session.ts';

/** A login as people write names: letters and digits of any script, with inner spaces and the usual marks. */
export const loginField = z
  .string()
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{N} ._@-]{0,62}[\p{L}\p{N}])?$/u,
    'Ein Anmeldename hat 1 bis 64 Zeichen, Buchstaben und Ziffern, dazwischen auch Leerzeichen, Punkt, Binde-, Unterstrich und @.',
  );

/** Code of an office, as the offices of the programme bear it. */
const officeField = z.string().min(1).max(40).nullable();

/** Which role an account gets, and of roles that answer for an office, which. An account that is not there yet is made. */
export const RolePayload = z.strictObject({
  login: loginField,
  name: lineText().min(1, 'Bitte den Namen angeben.').max(120),
  role: z.enum(ROLES),
  office: officeField.default(null),
});
export type RolePayload = z.infer<typeof RolePayload>;

/** As it was seen, 0 = not there; left out by the command line, which takes it as it is. */
export const seenVersion = z.int().min(0).optional();

/** POST /api/accounts: adds an account or gives it another role. */
export const AccountInput = RolePayload.extend({
  version: seenVersion,
  reason: lineText().min(1, 'Bitte kurz begründen.').max(300),
});
export type AccountInput = z.infer<typeof AccountInput>;

/** What became of it: done at once, or waiting for a second administrator. */
export const AccountAnswer = z.strictObject({
  login: z.string(),
  requestId: idField.nullable(),
});
export type AccountAnswer = z.infer<typeof AccountAnswer>;

/** An account as administrators see it; no secret, and nothing about its owner but the name. */
export const AccountRow = z.strictObject({
  id: idField,
  login: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  office: z.string().nullable(),
  disabled: z.boolean(),
  breakGlass: z.boolean(),
  /** Its role is given anew by the identity provider at each sign-in. */
  fromProvider: z.boolean(),
  /** How it can prove who it is; none = it was never activated. */
  ways: z.array(z.enum(SIGN_IN_WAYS)),
  lastSignInAt: instantField.nullable(),
  lastSignInWay: z.enum(SIGN_IN_WAYS).nullable(),
  openSessions: z.int().min(0),
  version: z.int().min(1),
});
export type AccountRow = z.infer<typeof AccountRow>;

const Office = z.strictObject({ code: z.string(), name: z.string() });

/** GET /api/accounts */
export const AccountList = z.strictObject({
  accounts: z.array(AccountRow),
  /** Offices as they are called today. */
  offices: z.array(Office),
});
export type AccountList = z.infer<typeof AccountList>;

/** How an account came to what it may do: each grant with who gave it, and who decided where two had to. */
export const Grant = z.strictObject({
  at: instantField,
  /** `account.add`, `account.role`, `account.disable` … */
  action: z.string(),
  by: z.string(),
  role: z.enum(ROLES).nullable(),
  office: z.string().nullable(),
  reason: z.string(),
  /** The request that two people decided, with the second. */
  requestId: idField.nullable(),
  approvedBy: z.string().nullable(),
});
export type Grant = z.infer<typeof Grant>;

const OpenSession = z.strictObject({
  createdAt: instantField,
  lastSeenAt: instantField,
  expiresAt: instantField,
  way: z.enum(SIGN_IN_WAYS),
});

/** GET /api/accounts/:id */
export const AccountDetail = z.strictObject({
  account: AccountRow,
  sessions: z.array(OpenSession),
  /** Newest first. */
  grants: z.array(Grant),
  /** Whether a link may be handed out here; where not, the operator does at the machine. */
  mayLink: z.boolean(),
});
export type AccountDetail = z.infer<typeof AccountDetail>;

/** POST /api/accounts/:id/disabled */
export const DisableInput = z.strictObject({
  disabled: z.boolean(),
  reason: lineText().min(1, 'Bitte kurz begründen.').max(300),
});
export type DisableInput = z.infer<typeof DisableInput>;

/** POST /api/accounts/:id/link: shown once, kept nowhere. */
export const ActivationLink = z.strictObject({ token: z.string(), expiresAt: instantField });
export type ActivationLink = z.infer<typeof ActivationLink>;
