import * as z from 'zod';
import { idField, lineText } from '../fields.ts';
import { ROLES } from '../permissions.ts';
import { seenVersion } from './accounts.ts';

/** A group as the identity provider names it in its claim: a name, a path or an object id. */
export const groupField = lineText().min(1).max(200);

/** Which role the members of a group get, and of roles that answer for an office, which. */
export const GroupPayload = z.strictObject({
  group: groupField,
  role: z.enum(ROLES),
  office: z.string().min(1).max(40).nullable().default(null),
});
export type GroupPayload = z.infer<typeof GroupPayload>;

const reasonField = lineText().min(1).max(300);

/** POST /api/account-groups: gives a group its role, or another one. */
export const GroupInput = GroupPayload.extend({ version: seenVersion, reason: reasonField });
export type GroupInput = z.infer<typeof GroupInput>;

/** Query of DELETE /api/account-groups: the group gives no role any more. */
export const GroupRemoval = z.strictObject({ group: groupField, reason: reasonField });
export type GroupRemoval = z.infer<typeof GroupRemoval>;

/** What became of it: done at once, or waiting for a second administrator. */
export const GroupAnswer = z.strictObject({ group: z.string(), requestId: idField.nullable() });
export type GroupAnswer = z.infer<typeof GroupAnswer>;

/** GET /api/account-groups: a group and the role its members get at their next sign-in. */
export const GroupRow = z.strictObject({
  group: z.string(),
  role: z.enum(ROLES),
  office: z.string().nullable(),
  version: z.int().min(1),
});
export type GroupRow = z.infer<typeof GroupRow>;
