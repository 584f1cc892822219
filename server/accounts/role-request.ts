import * as z from 'zod';
import { RolePayload } from '#shared/accounts/accounts.ts';
import { groupNotes, roleText } from '#shared/accounts/group-rules.ts';
import { GroupPayload } from '#shared/accounts/groups.ts';
import { roleNotes } from '#shared/accounts/role-rules.ts';
import { ROLE_WORDS } from '#shared/permissions.ts';
import type { RequestHandler } from '../requests/request-handler.ts';
import { requireSoundRole, writeRole } from './accounts.sql.ts';
import { requireSoundGroup, writeGroup } from './groups.sql.ts';

/** What two administrators decide about: the role of one account, or the one a group of the provider gives. */
const RoleRequestPayload = z.union([RolePayload, GroupPayload]);
type RoleRequestPayload = z.infer<typeof RoleRequestPayload>;

const nothingMoved = { lines: [], groups: [], envelopes: [] };

/** Requests of the kind `role`: a role that decides is given by two administrators. */
export const roleRequest: RequestHandler<RoleRequestPayload> = {
  payload: RoleRequestPayload,
  title: (_, asked) =>
    Promise.resolve(
      'group' in asked
        ? `${roleText(asked)}: Gruppe ${asked.group}`
        : `${ROLE_WORDS[asked.role]}: ${asked.name}`,
    ),
  effect: async (read, asked) => {
    if ('group' in asked) {
      const { standing } = await requireSoundGroup(read, asked);
      return { ...nothingMoved, notes: groupNotes(asked, standing) };
    }
    const { standing } = await requireSoundRole(read, asked);
    return { ...nothingMoved, notes: roleNotes(asked, standing) };
  },
  apply: async (tx, asked) => {
    if ('group' in asked) {
      const { standing } = await requireSoundGroup(tx.query, asked);
      await writeGroup(tx, asked, standing);
      return asked;
    }
    const { standing } = await requireSoundRole(tx.query, asked);
    const { login, role, office } = asked;
    return { login, role, office, accountId: await writeRole(tx, asked, standing) };
  },
};
