import { formatDate } from '#shared/calendar.ts';
import type { CalendarDay } from '#shared/rounds/calendar-text.ts';
import { ROUND_STATE_WORDS } from '#shared/rounds/terms.ts';
import type { Queries } from '../db/database.ts';

async function dueDays(read: Queries): Promise<CalendarDay[]> {
  const rows = await read
    .selectFrom('report_round as rr')
    .innerJoin('history as h', 'h.seq', 'rr.recorded_seq')
    .orderBy('rr.reporting_date')
    .select(['rr.reporting_date as reportingDate', 'rr.due_on as on', 'rr.note', 'rr.state', 'rr.version'])
    .select('h.at as recordedAt')
    .execute();
  return rows.map(({ reportingDate, on, note, state, version, recordedAt }) => ({
    ...{ on, recordedAt, sequence: version - 1, calledOff: false },
    uid: `berichtsrunde-${reportingDate}@moves-cockpit`,
    summary: `Abgabefrist: Statusberichte zum ${formatDate(reportingDate)}`,
    description: [`Berichtsrunde ${ROUND_STATE_WORDS[state]}.`, note]
      .filter((text) => text !== '')
      .join('\n'),
  }));
}

async function sessionDays(read: Queries): Promise<CalendarDay[]> {
  const rows = await read
    .selectFrom('council_session as s')
    .innerJoin('council_body as b', 'b.id', 's.body_id')
    .innerJoin('history as h', 'h.seq', 's.recorded_seq')
    .orderBy('s.held_on')
    .orderBy('s.id')
    .select(['s.id', 'b.name as body', 's.held_on as on', 's.number', 's.called_off as calledOff'])
    .select(['s.version', 'h.at as recordedAt'])
    .execute();
  return rows.map(({ id, body, on, number, calledOff, version, recordedAt }) => ({
    ...{ on, recordedAt, sequence: version - 1, calledOff: calledOff === 1 },
    uid: `sitzung-${id}@moves-cockpit`,
    summary: `Sitzung: ${body}${number === '' ? '' : ` ${number}`}`,
    description: calledOff === 1 ? 'Die Sitzung fällt aus.' : '',
  }));
}

/** Due dates of the rounds and sessions of the council, each a whole day; every due date first. */
export async function calendarDays(read: Queries): Promise<CalendarDay[]> {
  return [...(await dueDays(read)), ...(await sessionDays(read))];
}
