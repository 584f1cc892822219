import * as z from 'zod';
import { idField, instantField, lineText } from '../fields.ts';
import { SIGN_IN_WAYS } from '../session/session.ts';
import { passwordField } from './passwords.ts';

/** 256 bits that only their digest is kept of: a link, or what somebody has begun and not finished. */
const tokenField = z.string().regex(/^[\w-]{43}$/u, 'Der Link ist unvollständig.');

/** What the browser passes on between a device and us (WebAuthn Level 3, JSON); checked by its signature. */
const deviceJson = z.record(z.string(), z.unknown());

/** POST /api/session/local: a name, a password and a code, at once. */
export const LocalSignIn = z.strictObject({
  login: z.string().min(1, 'Bitte den Anmeldenamen eingeben.').max(64),
  password: passwordField,
  /** Of the app, or one of those that were kept for the day it is lost. */
  code: z.string().min(1, 'Bitte den Code eingeben.').max(20),
});
export type LocalSignIn = z.infer<typeof LocalSignIn>;

/** What a device is asked to sign; `setup` names the question for five minutes and one answer. */
export const PasskeyQuestion = z.strictObject({ setup: tokenField, options: deviceJson });
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>;

/** POST /api/session/passkey */
export const PasskeySignIn = z.strictObject({ setup: tokenField, response: deviceJson });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;

/** What its owner calls a passkey, to know it again. */
const passkeyName = lineText().min(1, 'Bitte einen Namen angeben.').max(60);

/** POST /api/account/passkeys */
export const NewPasskey = z.strictObject({ setup: tokenField, name: passkeyName, response: deviceJson });
export type NewPasskey = z.infer<typeof NewPasskey>;

export const PasskeyName = z.strictObject({ name: passkeyName });
export type PasskeyName = z.infer<typeof PasskeyName>;

/** POST /api/activation: behind the link. */
export const ActivationToken = z.strictObject({ token: tokenField });
export const Activation = z.strictObject({
  login: z.string(),
  name: z.string(),
  expiresAt: instantField,
  /** What the account has now ends with the new. */
  replaces: z.boolean(),
});
export type Activation = z.infer<typeof Activation>;

export const ActivationPasskey = NewPasskey.extend({ token: tokenField });
export const ActivationPassword = z.strictObject({ token: tokenField, password: passwordField });

/** A one-time code that waits for its first use: what the app must know, and the name of the beginning. */
export const CodeSetup = z.strictObject({
  setup: tokenField,
  /** Base32, as apps take it. */
  secret: z.string(),
  uri: z.string(),
});
export type CodeSetup = z.infer<typeof CodeSetup>;

const oneTimeCode = z
  .string()
  .transform((text) => text.replace(/\s/gu, ''))
  .pipe(z.string().regex(/^\d{6}$/u, 'Sechs Ziffern, wie sie die App gerade zeigt.'));
export const FirstCode = z.strictObject({ setup: tokenField, code: oneTimeCode });
export type FirstCode = z.infer<typeof FirstCode>;
export const ActivationCode = FirstCode.extend({ token: tokenField });

/** Shown once. */
export const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const FinishSetup = z.strictObject({ setup: tokenField });
export const FinishActivation = FinishSetup.extend({ token: tokenField });

export const OwnPasskey = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: instantField,
  lastUsedAt: instantField.nullable(),
});
export type OwnPasskey = z.infer<typeof OwnPasskey>;

/** GET /api/account: how one proves who one is, and where one is signed in. */
export const OwnAccess = z.strictObject({
  id: idField,
  login: z.string(),
  name: z.string(),
  /** Signs in elsewhere: nothing is kept here, and nothing can be changed. */
  fromProvider: z.boolean(),
  passkeys: z.array(OwnPasskey),
  /** Null = no password. */
  password: z.strictObject({ changedAt: instantField, recoveryCodesLeft: z.int().min(0) }).nullable(),
  sessions: z.array(
    z.strictObject({
      createdAt: instantField,
      lastSeenAt: instantField,
      way: z.enum(SIGN_IN_WAYS),
      /** The one that asks. */
      own: z.boolean(),
    }),
  ),
  /** Until then ways may be added and removed; afterwards whoever wants to signs in anew. */
  mayChangeUntil: instantField,
});
export type OwnAccess = z.infer<typeof OwnAccess>;

/** POST /api/account/password */
export const PasswordChange = z.strictObject({ old: passwordField, password: passwordField });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** Where the password is asked once more. */
export const PasswordAgain = z.strictObject({ password: passwordField });
export type PasswordAgain = z.infer<typeof PasswordAgain>;
