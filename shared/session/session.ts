import * as z from 'zod';
import { CityWords } from '../city/city.ts';
import { idField } from '../fields.ts';
import { ACTIONS, ROLES } from '../permissions.ts';

/** How a session was opened: by one click on the demo, by the identity provider, or with a local account. */
export const SIGN_IN_WAYS = ['demo', 'oidc', 'passkey', 'password', 'recovery'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];
export const SIGN_IN_WAY_WORDS: Record<SignInWay, string> = {
  demo: 'Beispielzugang',
  oidc: 'Anmeldung der Stadt',
  passkey: 'Passkey',
  password: 'Kennwort und Code',
  recovery: 'Wiederherstellungscode',
};

/** GET /api/session: who is signed in and what they may do in principle. */
export const SessionView = z.strictObject({
  user: z
    .strictObject({
      id: idField,
      login: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      /** Code of the office it answers for; only of roles that are bound to one. */
      office: z.string().nullable(),
      breakGlass: z.boolean(),
      /** For whom it acts today as well. */
      standsInFor: z
        .array(z.strictObject({ id: idField, role: z.enum(ROLES), office: z.string().nullable() }))
        .optional(),
    })
    .nullable(),
  actions: z.array(z.enum(ACTIONS)),
  city: CityWords,
  /** True on the demo database: sign-in by one click, "Beispieldaten" everywhere. */
  demo: z.boolean(),
  /** The identity provider, where one is set up: the page leads to /api/session/oidc?weiter=… */
  provider: z.strictObject({ name: z.string() }).nullable(),
});
export type SessionView = z.infer<typeof SessionView>;

/** GET /api/demo-accounts */
export const DemoAccount = z.strictObject({
  login: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  description: z.string(),
});
export type DemoAccount = z.infer<typeof DemoAccount>;

/** POST /api/session/demo */
export const DemoSignIn = z.strictObject({ login: z.string().min(1).max(64) });
export type DemoSignIn = z.infer<typeof DemoSignIn>;
