import { sql } from 'kysely';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { tieOutOf } from '#shared/periods/tie-out.ts';
import type { ControlSum, HeldSums, TieOut } from '#shared/periods/tie-out.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';

/** Which SAP periods, and as known after which change (both clocks: the business date is the period itself). */
export interface TieOutScope {
  year: number;
  period?: string | undefined;
  ledger?: Ledger | undefined;
  knownSeq?: number | undefined;
}

/** One SAP period and ledger. */
export interface Place {
  period: string;
  ledger: Ledger;
}

const keyOf = ({ period, ledger }: Place): string => `${period}|${ledger}`;

/** What of a SAP period counts in a later month. */
export interface LateSums {
  cents: Cents;
  postings: number;
}

async function heldSums(read: Queries, scope: TieOutScope) {
  let query = read.selectFrom('sap_total').where('fiscal_year', '=', scope.year);
  if (scope.period !== undefined) query = query.where('period', '=', scope.period);
  if (scope.ledger !== undefined) query = query.where('ledger', '=', scope.ledger);
  if (scope.knownSeq !== undefined) query = query.where('recorded_seq', '<=', scope.knownSeq);
  return query
    .groupBy(['period', 'ledger', 'sub_budget', 'account'])
    .select((eb) => [
      'period',
      'ledger',
      'sub_budget as subBudget',
      'account',
      sumOfCents(eb.ref('cents')).as('cents'),
      sumOfCents(eb.ref('assigned_cents')).as('assignedCents'),
      sumOfCents(eb.ref('open_cents')).as('openCents'),
      sumOfCents(eb.ref('excluded_cents')).as('excludedCents'),
      sumOfCents(eb.ref('late_cents')).as('lateCents'),
      sql<number>`cast(sum(postings) as bigint)`.as('postings'),
      sql<number>`cast(sum(late_postings) as bigint)`.as('latePostings'),
    ])
    .execute();
}

async function controlSums(read: Queries, scope: TieOutScope) {
  let query = read.selectFrom('control_total').where('fiscal_year', '=', scope.year);
  if (scope.period !== undefined) query = query.where('period', '=', scope.period);
  if (scope.ledger !== undefined) query = query.where('ledger', '=', scope.ledger);
  if (scope.knownSeq !== undefined) query = query.where('recorded_seq', '<=', scope.knownSeq);
  return query
    .select([
      'period',
      'ledger',
      'recorded_seq as seq',
      'given_by as givenBy',
      'sub_budget as subBudget',
      'account',
      'cents',
    ])
    .execute();
}

/** SAP periods into which a file without any control total brought postings: nothing vouches for them. */
async function uncheckedPlaces(read: Queries, scope: TieOutScope): Promise<Set<string>> {
  let query = read
    .selectFrom('sap_total as t')
    .innerJoin('import as i', 'i.recorded_seq', 't.recorded_seq')
    .where('t.fiscal_year', '=', scope.year)
    .where('t.part', '=', 'posting')
    .where('i.control_origin', '=', 'none');
  if (scope.knownSeq !== undefined) query = query.where('t.recorded_seq', '<=', scope.knownSeq);
  const rows = await query.select(['t.period', 't.ledger']).distinct().execute();
  return new Set(rows.map(keyOf));
}

/** The tie-out of one SAP period and ledger, with what of it counts later. */
export interface PlacedTieOut extends Place {
  tieOut: TieOut;
  late: LateSums;
}

/**
 * The tie-outs of a year (or of one period and ledger of it), in the order of periods. Reads stored totals only;
 * a control total about a place where nothing was posted yet is a tie-out too.
 */
export async function tieOuts(read: Queries, scope: TieOutScope): Promise<PlacedTieOut[]> {
  const held = Map.groupBy(await heldSums(read, scope), keyOf);
  const totals = Map.groupBy(await controlSums(read, scope), keyOf);
  const unchecked = await uncheckedPlaces(read, scope);
  return [...new Set([...held.keys(), ...totals.keys()])].sort().map((key) => {
    const [period = '', ledger = ''] = key.split('|');
    const rows = held.get(key) ?? [];
    const ours: HeldSums[] = rows.map(({ subBudget, account, cents, ...parts }) => ({
      subBudget,
      account,
      cents,
      postings: parts.postings,
      assignedCents: parts.assignedCents,
      openCents: parts.openCents,
      excludedCents: parts.excludedCents,
    }));
    const control: ControlSum[] = totals.get(key) ?? [];
    return {
      period,
      ledger: ledger as Ledger,
      tieOut: tieOutOf(ours, control, unchecked.has(key)),
      late: {
        cents: rows.reduce((sum, row) => sum + row.lateCents, 0) as Cents,
        postings: rows.reduce((sum, row) => sum + row.latePostings, 0),
      },
    };
  });
}

/** The basket of a month, per ledger: what counts in it and belongs nowhere yet. */
export async function basketOfMonth(read: Queries, month: string) {
  return read
    .selectFrom('open_posting')
    .where('posted_on', '>=', `${month}-01` as never)
    .where('posted_on', '<=', `${month}-31` as never)
    .groupBy('ledger')
    .select((eb) => ['ledger', sumOfCents(eb.ref('cents')).as('cents'), countRows().as('postings')])
    .execute();
}

export interface Confirmation extends Place {
  at: Instant;
  by: string;
  cents: Cents;
  postings: number;
  seq: number;
}

/** The newest confirmation of each period and ledger of a year that was not lifted since. */
export async function confirmations(read: Queries, year: number): Promise<Confirmation[]> {
  const newest = read
    .selectFrom('tie_out')
    .where('fiscal_year', '=', year)
    .groupBy(['period', 'ledger'])
    .select((eb) => eb.fn.max('id').as('id'));
  return read
    .selectFrom('tie_out as t')
    .leftJoin('app_user as u', 'u.id', 't.user_id')
    .where('t.id', 'in', newest)
    .where('t.state', '=', 'confirmed')
    .select([
      't.period',
      't.ledger',
      't.recorded_at as at',
      't.cents',
      't.postings',
      't.recorded_seq as seq',
      sql<string>`coalesce(u.name, 'Kommandozeile')`.as('by'),
    ])
    .execute();
}

/** The imports that brought postings into an SAP period of a ledger, with what they brought. */
export async function importsOfPeriod(
  read: Queries,
  where: { year: number; period: string; ledger: Ledger; knownSeq?: number | undefined },
) {
  return read
    .selectFrom('sap_total as t')
    .innerJoin('import as i', 'i.recorded_seq', 't.recorded_seq')
    .where('t.fiscal_year', '=', where.year)
    .where('t.period', '=', where.period)
    .where('t.ledger', '=', where.ledger)
    .where('t.part', '=', 'posting')
    .where('t.recorded_seq', '<=', where.knownSeq ?? Number.MAX_SAFE_INTEGER)
    .groupBy(['i.id', 'i.file_name', 'i.applied_at', 'i.control_origin'])
    .orderBy('i.id')
    .select((eb) => [
      'i.id',
      'i.file_name as fileName',
      'i.applied_at as at',
      sql<number>`cast(sum(t.postings) as bigint)`.as('postings'),
      sumOfCents(eb.ref('t.cents')).as('cents'),
      'i.control_origin as controlOrigin',
    ])
    .execute();
}
