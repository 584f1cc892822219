import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Instant } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';

/** Ids per statement: far below the bind limits of both engines. */
const IDS_AT_ONCE = 500;

/** Why a posting is locked: its period was tied out by somebody at some time. */
export interface Reconciled {
  /** `05/2021` */
  period: string;
  at: Instant;
  by: string;
}

/**
 * True for a posting that was tied out with SAP: its SAP period and ledger were confirmed after it was recorded, and
 * the confirmation was not lifted. `posting` is the alias of the posting table in the query, written by us, never by
 * a client. No import may change such a posting and no undo takes it back (trigger posting_reconciled, 0005).
 */
export function isReconciled(posting: string): RawBuilder<boolean> {
  const p = sql.raw(posting);
  return sql<boolean>`exists (
    select 1 from tie_out t
    where t.fiscal_year = ${p}.fiscal_year and t.period = ${p}.period and t.ledger = ${p}.ledger
      and t.state = 'confirmed' and ${p}.recorded_seq < t.recorded_seq
      and not exists (select 1 from tie_out l where l.fiscal_year = t.fiscal_year and l.period = t.period
        and l.ledger = t.ledger and l.state = 'lifted' and l.id > t.id))`;
}

interface Row extends Reconciled {
  id: number;
  year: number;
}

async function someReconciled(read: Queries, ids: readonly number[]): Promise<Row[]> {
  return read
    .selectFrom('posting as p')
    .innerJoin('tie_out as t', (join) =>
      join
        .onRef('t.fiscal_year', '=', 'p.fiscal_year')
        .onRef('t.period', '=', 'p.period')
        .onRef('t.ledger', '=', 'p.ledger'),
    )
    .leftJoin('app_user as u', 'u.id', 't.user_id')
    .where('p.id', 'in', ids)
    .where('t.state', '=', 'confirmed')
    .whereRef('p.recorded_seq', '<', 't.recorded_seq')
    .where(isReconciled('p'))
    .select([
      'p.id',
      'p.period',
      'p.fiscal_year as year',
      't.recorded_at as at',
      sql<string>`coalesce(u.name, 'Kommandozeile')`.as('by'),
    ])
    .orderBy('t.id')
    .execute();
}

/**
 * Which of the given postings are tied out with SAP, by id, with the newest confirmation that covers them. What is
 * missing in the answer may be changed.
 */
export async function reconciledPostings(
  read: Queries,
  ids: readonly number[],
): Promise<Map<number, Reconciled>> {
  const found = new Map<number, Reconciled>();
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    for (const row of await someReconciled(read, ids.slice(at, at + IDS_AT_ONCE)))
      found.set(row.id, { period: `${row.period}/${row.year}`, at: row.at, by: row.by });
  }
  return found;
}

/** The sentence for lists and refusals. */
export function reconciledReason(reconciled: Reconciled): string {
  return `Periode ${reconciled.period} ist mit SAP abgestimmt (${reconciled.by}); die Buchung bleibt, wie sie ist.`;
}
