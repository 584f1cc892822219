import { sql } from 'kysely';
import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import type { Cents } from '#shared/money.ts';
import { closedThrough, monthWords, periodStateOf } from '#shared/periods/periods.ts';
import type { PeriodStates } from '#shared/periods/periods.ts';
import type { PeriodState } from '#shared/periods/terms.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import type { Tx, Writer } from '../db/transact.ts';

/** Every month that was ever held or closed, with its state now. */
export async function periodStates(read: Queries): Promise<PeriodStates> {
  const rows = await read.selectFrom('period').select(['month', 'state']).execute();
  return new Map(rows.map((row) => [row.month, row.state]));
}

/** Months before this one in which something counts and which are not closed, oldest first. */
export async function openMonthsBefore(read: Queries, month: string): Promise<string[]> {
  const states = await periodStates(read);
  const counted = await read
    .selectFrom('actual_month')
    .where('month', '<', month)
    .where('month', '>', closedThrough(states))
    .select('month')
    .distinct()
    .orderBy('month')
    .execute();
  return counted.map((row) => row.month);
}

/** A month nobody touched has version 0 and is open, unless the books are closed past it. */
export async function findPeriod(
  read: Queries,
  month: string,
): Promise<{ state: PeriodState; version: number }> {
  const row = await read.selectFrom('period').where('month', '=', month).select('version').executeTakeFirst();
  const state = periodStateOf(await periodStates(read), month);
  return { state, version: row?.version ?? 0 };
}

/**
 * Writes a period's new state and its event. `requestId` names the approved request that opens a closed period; the
 * database refuses to open one without (trigger period_reopen, 0002). Returns the new version.
 */
export async function writePeriod(
  tx: Tx,
  month: string,
  state: PeriodState,
  more: { reason: string; requestId: number | null; version: number },
): Promise<number> {
  const { reason, requestId, version } = more;
  const changed = { state, request_id: requestId, version: version + 1, recorded_seq: tx.seq };
  if (version === 0) {
    await tx.query
      .insertInto('period')
      .values({ month, ...changed })
      .execute();
  } else {
    const { numUpdatedRows } = await tx.query
      .updateTable('period')
      .set(changed)
      .where('month', '=', month)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new AppError('stale', `Periode ${monthWords(month)}.`);
  }
  await tx.query
    .insertInto('period_event')
    .values({ month, state, reason, request_id: requestId, recorded_seq: tx.seq })
    .execute();
  return version + 1;
}

export interface PeriodChangeRow {
  month: string;
  state: PeriodState;
  version: number;
  at: Instant;
  by: string;
  reason: string;
  requestId: number | null;
}

/** The months of a year that were touched, each with its newest change. */
export async function periodsOfYear(read: Queries, year: number): Promise<PeriodChangeRow[]> {
  return read
    .selectFrom('period as p')
    .innerJoin('period_event as e', (join) =>
      join.onRef('e.month', '=', 'p.month').onRef('e.recorded_seq', '=', 'p.recorded_seq'),
    )
    .innerJoin('history as h', 'h.seq', 'p.recorded_seq')
    .leftJoin('app_user as u', 'u.id', 'h.actor_id')
    .where('p.month', 'like', `${year}-%`)
    .select([
      'p.month',
      'p.state',
      'p.version',
      'h.at',
      sql<string>`coalesce(u.name, h.actor)`.as('by'),
      'e.reason',
      'e.request_id as requestId',
    ])
    .execute();
}

/** Requests to open a month again that wait for their decision, newest last. */
export async function openReopenRequests(read: Queries): Promise<Map<string, number>> {
  const rows = await read
    .selectFrom('request')
    .where('kind', '=', 'reopen-period')
    .where('state', '=', 'open')
    .select(['id', 'payload'])
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [(JSON.parse(row.payload) as { month: string }).month, row.id]));
}

/** Postings of a year that count in a later month than SAP says, by the month they count in. */
export async function lateArrivals(
  read: Queries,
  year: number,
): Promise<Map<string, { postings: number; cents: Cents }>> {
  const month = sql<string>`substr(posted_on, 1, 7)`;
  const rows = await read
    .selectFrom('posting')
    .where('sap_posted_on', 'is not', null)
    .where(month, 'like', `${year}-%`)
    .groupBy(month)
    .select((eb) => [month.as('month'), sumOfCents(eb.ref('cents')).as('cents'), countRows().as('postings')])
    .execute();
  return new Map(rows.map(({ month: key, ...sums }) => [key, sums]));
}

/** The years that have postings, control totals or periods, oldest first. */
export async function yearsOfPeriods(read: Queries): Promise<number[]> {
  const totals = await read.selectFrom('sap_total').select('fiscal_year as year').distinct().execute();
  const control = await read.selectFrom('control_total').select('fiscal_year as year').distinct().execute();
  const months = await read.selectFrom('period').select('month').execute();
  const years = [...totals, ...control].map((row) => row.year);
  return [...new Set([...years, ...months.map((row) => Number(row.month.slice(0, 4)))])].sort();
}

export interface TieOutWrite {
  year: number;
  period: string;
  ledger: 'result' | 'cash' | 'costing';
  state: 'confirmed' | 'lifted';
  cents: Cents;
  postings: number;
  reason: string;
  origin: Origin;
}

/** Confirms a tie-out, or lifts it; what was recorded before a confirmation is locked (reconciled.sql.ts). */
export async function writeTieOut(tx: Tx, by: Writer, write: TieOutWrite): Promise<void> {
  const { year, ...rest } = write;
  await tx.query
    .insertInto('tie_out')
    .values({ ...rest, fiscal_year: year, user_id: by.id, recorded_at: tx.at, recorded_seq: tx.seq })
    .execute();
}
