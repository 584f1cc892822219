import { sql } from 'kysely';
import { addDays } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { BodyRow, PaperList, SessionRow } from '#shared/papers/papers.ts';
import type { Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';

/** Papers for a session must be there a week before it. */
export const PAPERS_DAYS_BEFORE = 7;
/** Sessions listed: the newest ones; older ones stand with their papers. */
const MOST_SESSIONS = 200;

export async function councilBodies(read: Queries): Promise<BodyRow[]> {
  const rows = await read
    .selectFrom('council_body as b')
    .select(['b.id', 'b.name', 'b.valid_from as from', 'b.valid_to as endsOn', 'b.version'])
    .select((eb) =>
      eb
        .selectFrom('council_session as s')
        .whereRef('s.body_id', '=', 'b.id')
        .select(countRows().as('sessions'))
        .as('sessions'),
    )
    .execute();
  return inNaturalOrder(
    rows.map((row) => ({ ...row, sessions: row.sessions ?? 0 })),
    (row) => row.name,
  );
}

/** Sessions, newest first, with how many papers stand on their agenda that the asking person may know of. */
export async function councilSessions(read: Queries, closed: boolean): Promise<SessionRow[]> {
  const seen = closed ? sql`1 = 1` : sql`p.publicity = 'public'`;
  const rows = await read
    .selectFrom('council_session as s')
    .innerJoin('council_body as b', 'b.id', 's.body_id')
    .orderBy('s.held_on', 'desc')
    .orderBy('s.id')
    .limit(MOST_SESSIONS)
    .select(['s.id', 's.body_id as bodyId', 'b.name as body', 's.held_on as on', 's.number'])
    .select(['s.invitation_on as invitationOn', 's.called_off as calledOff', 's.version'])
    .select(
      sql<number>`(select cast(count(distinct ps.paper_id) as bigint) from paper_session as ps
        join council_paper as p on p.id = ps.paper_id
        where ps.session_id = s.id and ps.withdrawn = 0 and ${seen})`.as('papers'),
    )
    .execute();
  return rows.map((row) => ({ ...row, calledOff: row.calledOff === 1 }));
}

/** The first session after a day that takes place, and the last day for its papers. */
export function nextSession(sessions: readonly SessionRow[], asOf: IsoDate): PaperList['next'] {
  const [session] = sessions
    .filter((one) => one.on > asOf && !one.calledOff)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id));
  return session ? { session, papersUntil: addDays(session.on, -PAPERS_DAYS_BEFORE) } : null;
}
