import { groupNeedsTwo } from '#shared/accounts/group-rules.ts';
import type { GroupAnswer, GroupInput, GroupRemoval } from '#shared/accounts/groups.ts';
import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import type { By } from '../requests/submit.sql.ts';
import { requireOneIsEnough, requireSeen } from './add-or-request-role.ts';
import { deleteGroup, findGroup, requireSoundGroup, writeGroup } from './groups.sql.ts';
import { roleRequest } from './role-request.ts';

/**
 * Gives a group its role at once, or asks a second administrator where it is one that decides. Throws `rule-violated`
 * with every reason, `forbidden` for who is no administrator.
 */
export async function setOrRequestGroup(db: Database, by: By, input: GroupInput): Promise<GroupAnswer> {
  const { reason, version, ...payload } = input;
  const { standing } = await requireSoundGroup(db.read, payload);
  requireSeen(standing, version);
  if (!groupNeedsTwo(payload, standing)) return setGroup(db, by, input);
  const asked = { kind: 'role' as const, reason, payload };
  const answer = ({ id }: { id: number }) => ({ group: payload.group, requestId: id });
  return submitRequest(db, by, () => roleRequest, asked, answer);
}

/** Gives a group its role at once, in one transaction with its history row. */
export async function setGroup(db: Database, by: By, input: GroupInput): Promise<GroupAnswer> {
  const { reason, version, ...payload } = input;
  return transact(db, by, async (tx) => {
    const { standing, admins } = await requireSoundGroup(tx.query, payload);
    requireSeen(standing, version);
    requireOneIsEnough(by, groupNeedsTwo(payload, standing), admins);
    await writeGroup(tx, payload, standing);
    const { group, role, office } = payload;
    const before = standing && { role: standing.role, office: standing.office };
    const change = { action: 'group.set', entity: 'group_role', entityId: group, reason };
    return { result: { group, requestId: null }, change: { ...change, before, after: { role, office } } };
  });
}

/**
 * Takes a group its role; one administrator is enough. Throws `not-found`, and `stale` unless the group stands as at
 * `version` (left out by the command line, which sees it as it is).
 */
export async function removeGroup(
  db: Database,
  by: By,
  { group, reason }: GroupRemoval,
  version?: number,
): Promise<void> {
  await transact(db, by, async (tx) => {
    const standing = await findGroup(tx.query, group);
    if (!standing) throw new AppError('not-found', `Die Gruppe „${group}“ gibt keine Rolle.`);
    if (version !== undefined && version !== standing.version)
      throw new AppError('stale', undefined, { current: standing });
    await deleteGroup(tx, standing);
    const { role, office } = standing;
    const change = { action: 'group.remove', entity: 'group_role', entityId: group, reason };
    return { result: undefined, change: { ...change, before: { role, office } } };
  });
}
