import * as z from 'zod';
import { idField } from '../fields.ts';
import { ACTIONS, ROLES } from '../permissions.ts';

/** GET /api/session: who is signed in and what they may do in principle. */
export const SessionView = z.strictObject({
  user: z.strictObject({ id: idField, login: z.string(), name: z.string(), role: z.enum(ROLES) }).nullable(),
  actions: z.array(z.enum(ACTIONS)),
  /** True on the demo database: sign-in by one click, "Beispieldaten" everywhere. */
  demo: z.boolean(),
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
