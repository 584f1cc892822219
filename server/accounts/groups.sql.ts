import type { GroupPayload, GroupRow } from '#shared/accounts/groups.ts';
import { groupFaults } from '#shared/accounts/group-rules.ts';
import { AppError } from '#shared/errors.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import { closeSessionsByGroupRole } from '../session/session.sql.ts';
import { surroundings } from './accounts.sql.ts';

const rows = (read: Queries) =>
  read.selectFrom('group_role').select(['name as group', 'role', 'office_code as office', 'version']);

/** Every group that gives a role, by name. */
export function listGroups(read: Queries): Promise<GroupRow[]> {
  return rows(read).orderBy('name').execute();
}

/** What a group gives; undefined when it gives nothing. */
export function findGroup(read: Queries, group: string): Promise<GroupRow | undefined> {
  return rows(read).where('name', '=', group).executeTakeFirst();
}

/** Those of a person's groups that give a role. */
export async function groupsAmong(read: Queries, groups: readonly string[]): Promise<GroupRow[]> {
  return groups.length === 0 ? [] : rows(read).where('name', 'in', groups).orderBy('name').execute();
}

/** The group as it stands, when it can give this role. Throws `rule-violated` with every reason. */
export async function requireSoundGroup(
  read: Queries,
  payload: GroupPayload,
): Promise<{ standing: GroupRow | null; admins: number }> {
  const standing = (await findGroup(read, payload.group)) ?? null;
  const { offices, admins } = await surroundings(read);
  const errors = groupFaults(payload, standing, offices);
  if (errors.length > 0) throw new AppError('rule-violated', 'Die Gruppe wurde nicht geändert.', { errors });
  return { standing, admins };
}

/** Gives a group its role; who had another one by it signs in again. Whoever calls has judged it. */
export async function writeGroup(tx: Tx, payload: GroupPayload, standing: GroupRow | null): Promise<void> {
  const { group: name, role, office: office_code } = payload;
  const said = { role, office_code, recorded_seq: tx.seq };
  if (!standing) {
    await tx.query
      .insertInto('group_role')
      .values({ name, ...said })
      .execute();
    return;
  }
  const changed = await tx.query
    .updateTable('group_role')
    .set({ ...said, version: standing.version + 1 })
    .where('name', '=', name)
    .where('version', '=', standing.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) throw new AppError('stale');
  await closeSessionsByGroupRole(tx.query, standing);
}

/** Takes a group its role; who had it by the group signs in again. Throws `stale` when another was faster. */
export async function deleteGroup(tx: Tx, standing: GroupRow): Promise<void> {
  const gone = await tx.query
    .deleteFrom('group_role')
    .where('name', '=', standing.group)
    .where('version', '=', standing.version)
    .executeTakeFirst();
  if (gone.numDeletedRows !== 1n) throw new AppError('stale');
  await closeSessionsByGroupRole(tx.query, standing);
}
