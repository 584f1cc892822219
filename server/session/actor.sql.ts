import { businessDate } from '#shared/calendar.ts';
import type { Clock, IsoDate } from '#shared/calendar.ts';
import { REPRESENTED_ROLES } from '#shared/permissions.ts';
import type { Actor, Role } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';

/** An account with one of the people it stands in for, or none. */
export interface ActorRow {
  id: number;
  login: string;
  role: Role;
  office: string | null;
  breakGlass: 0 | 1;
  forId: number | null;
  forRole: Role | null;
  forOffice: string | null;
}

/** An account as whoever asks, from a row for each person it stands in for; undefined without a row. */
export function actorOf(rows: readonly ActorRow[]): Actor | undefined {
  const [account] = rows;
  if (!account) return undefined;
  const { id, login, role, office, breakGlass } = account;
  const standsInFor = rows.flatMap(({ forId, forRole, forOffice }) =>
    forId === null || forRole === null ? [] : { id: forId, role: forRole, office: forOffice },
  );
  const actor = { id, login, role, office, breakGlass: breakGlass === 1 };
  return standsInFor.length === 0 ? actor : { ...actor, standsInFor };
}

/** Accounts that are open, with a row for each person they stand in for on a day, in the order of their ids. */
export function actorsOn(read: Queries, day: IsoDate) {
  return read
    .selectFrom('app_user as u')
    .leftJoin('deputy as d', (join) =>
      join
        .onRef('d.deputy_id', '=', 'u.id')
        .on('d.valid_from', '<=', day)
        .on('d.valid_to', '>=', day)
        .on('d.withdrawn', '=', 0)
        // Whoever has become an administrator, or a reader, acts for nobody any more.
        .on('u.role', 'in', REPRESENTED_ROLES),
    )
    .leftJoin('app_user as r', (join) =>
      join
        .onRef('r.id', '=', 'd.user_id')
        .on('r.disabled', '=', 0)
        .on('r.role', 'in', REPRESENTED_ROLES)
        // A role of the identity provider is lent out only while a group still gives it.
        .on((on) =>
          on.or([
            on('r.issuer', 'is', null),
            on.exists(on.selectFrom('group_role as g').whereRef('g.role', '=', 'r.role').select('g.name')),
          ]),
        ),
    )
    .where('u.disabled', '=', 0)
    .select(['u.id', 'u.login', 'u.role', 'u.office_code as office', 'u.break_glass as breakGlass'])
    .select(['r.id as forId', 'r.role as forRole', 'r.office_code as forOffice'])
    .orderBy('r.id');
}

/** The account of that login, as whoever asks; undefined when there is none or it is disabled. */
export async function findActor(read: Queries, clock: Clock, login: string): Promise<Actor | undefined> {
  const day = businessDate(clock.now());
  return actorOf(await actorsOn(read, day).where('u.login', '=', login).execute());
}

/** The same by its id. */
export async function actorById(read: Queries, clock: Clock, id: number): Promise<Actor | undefined> {
  const day = businessDate(clock.now());
  return actorOf(await actorsOn(read, day).where('u.id', '=', id).execute());
}
