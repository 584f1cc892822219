import { sql } from 'kysely';
import type { Grant } from '#shared/accounts/accounts.ts';
import type { Instant } from '#shared/calendar.ts';
import { ROLES } from '#shared/permissions.ts';
import type { Role } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';

const MOST_GRANTS = 100;

interface Recorded {
  at: Instant;
  action: string;
  by: string;
  reason: string | null;
  after: string | null;
  request_id: number | null;
}

const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** What a history row says was given; the parts of it that are known. */
function given(after: string | null): { role: Role | null; office: string | null } {
  const read: unknown = after === null ? null : JSON.parse(after);
  const said = (read ?? {}) as { role?: unknown; office?: unknown; applied?: unknown; admin?: unknown };
  const whole = (said.applied ?? said) as { role?: unknown; office?: unknown };
  if (typeof said.admin === 'string') return { role: 'admin', office: null };
  return {
    role: isRole(whole.role) ? whole.role : null,
    office: typeof whole.office === 'string' ? whole.office : null,
  };
}

/**
 * Everything that gave or took an account's rights, newest first: its own history rows and the requests that two
 * administrators decided about it. What was requested names who asked; the history row is of who approved.
 */
export async function grantsOf(
  read: Queries,
  { id, login }: { id: number; login: string },
): Promise<Grant[]> {
  const { rows } = await sql<Recorded>`
    select h.at, h.action, h.actor as by, h.reason, h.after, cast(null as bigint) as request_id from history h
      where h.entity = 'app_user' and h.entity_id = ${String(id)}
    union all
    select h.at, h.action, u.name as by, h.reason, h.after, r.id as request_id from request r
      join approval a on a.request_id = r.id and a.decision = 'approved'
      join history h on h.seq = a.recorded_seq join app_user u on u.id = r.created_by
      where r.kind = 'role' and r.payload like ${`%"login":${JSON.stringify(login)}%`}
    order by at desc limit ${MOST_GRANTS}`.execute(read);
  const approved = await approvers(
    read,
    rows.flatMap(({ request_id }) => request_id ?? []),
  );
  return rows.map(({ at, action, by, reason, after, request_id }) => ({
    ...{ at, action, by, reason: reason ?? '', requestId: request_id, ...given(after) },
    approvedBy: request_id === null ? null : (approved.get(request_id) ?? null),
  }));
}

async function approvers(read: Queries, requestIds: readonly number[]): Promise<Map<number, string>> {
  if (requestIds.length === 0) return new Map();
  const rows = await read
    .selectFrom('approval as a')
    .innerJoin('app_user as u', 'u.id', 'a.decided_by')
    .where('a.request_id', 'in', requestIds)
    .select(['a.request_id as id', 'u.name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
