import { sql } from 'kysely';
import type { Clock } from '#shared/calendar.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Origin } from '#shared/fields.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { statedNotices } from '#shared/periods/control-notices.ts';
import { monthOfPeriod, periodStateOf } from '#shared/periods/periods.ts';
import type { ControlFileResult, ControlTotalEntry, ControlTotalRow } from '#shared/periods/period-views.ts';
import { batches } from '../db/batches.ts';
import type { Database, Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { transact } from '../db/transact.ts';
import type { Writer } from '../db/transact.ts';
import { periodStates } from './periods.sql.ts';
import { confirmations, tieOuts } from './tie-out.sql.ts';

interface By {
  clock: Clock;
  writer: Writer;
}

/** What a file says about one place, summed over its objects. */
export interface ControlPlace {
  year: number;
  period: string;
  ledger: Ledger;
  subBudget: string;
  account: string;
  cents: Cents;
}

/** A file of SAP totals, read by its profile. */
export interface ControlFile {
  profile: string;
  fileName: string;
  fileSha256: string;
  rows: number;
  leftOut: number;
  places: readonly ControlPlace[];
  /** What its profile lets pass although it contradicts itself. */
  told: Pick<ControlFileResult, 'notices' | 'warnings' | 'warningsTotal'>;
  origin: Origin;
}

/** Writes down a control total as a person read it off SAP; the newest counts. Nothing is posted. */
export async function enterControlTotal<A>(
  db: Database,
  by: By,
  entry: ControlTotalEntry & { origin: Origin },
  answer: (query: Queries) => Promise<A>,
): Promise<A> {
  const { origin, ...said } = entry;
  const { year, period, ledger, cents, note } = said;
  return transact(
    db,
    by,
    async (tx) => {
      await tx.query
        .insertInto('control_total')
        .values({
          fiscal_year: year,
          period,
          ledger,
          sub_budget: entry.subBudget ?? null,
          account: entry.account ?? null,
          cents,
          given_by: 'entered',
          profile: null,
          file_name: null,
          file_sha256: null,
          note,
          user_id: by.writer.id,
          recorded_at: tx.at,
          origin,
          recorded_seq: tx.seq,
        })
        .execute();
      const change = { action: 'control-total.enter', entity: 'control_total', reason: note, after: said };
      return { result: undefined, change: { ...change, entityId: `${period}/${year} ${ledger}` } };
    },
    answer,
  );
}

/** Whether this file is what counts already: given again after another one, it counts again. */
async function countsAlready(read: Queries, sha256: string): Promise<boolean> {
  const newest = await read
    .selectFrom('control_total')
    .where('given_by', '=', 'file')
    .orderBy('recorded_seq', 'desc')
    .select('file_sha256 as sha256')
    .limit(1)
    .executeTakeFirst();
  return newest?.sha256 === sha256;
}

/** What was confirmed of SAP in the years of a file, by period and ledger. */
async function confirmedSums(read: Queries, places: readonly ControlPlace[]): Promise<Map<string, Cents>> {
  const sums = new Map<string, Cents>();
  for (const year of new Set(places.map((place) => place.year)))
    for (const { period, ledger, cents } of await confirmations(read, year))
      sums.set(`${year}|${period}|${ledger}`, cents);
  return sums;
}

async function fileResult(read: Queries, file: ControlFile, first: boolean): Promise<ControlFileResult> {
  const groups = Map.groupBy(file.places, (place) => `${place.year}|${place.period}|${place.ledger}`);
  const periods: ControlFileResult['periods'] = [];
  const [states, confirmed] = [await periodStates(read), await confirmedSums(read, file.places)];
  for (const [key, places] of groups) {
    const [place] = places;
    if (!place) continue;
    const { year, period, ledger } = place;
    const [placed] = await tieOuts(read, { year, period, ledger });
    periods.push({
      ...{ year, period, ledger },
      cents: sumCents(places.map((one) => one.cents)),
      closed: periodStateOf(states, monthOfPeriod(year, period)) === 'closed',
      confirmedCents: confirmed.get(key) ?? null,
      differenceCents: placed?.tieOut.differenceCents ?? sumCents([]),
    });
  }
  const { fileName, rows, leftOut, told } = file;
  const sum = sumCents(file.places.map((place) => place.cents));
  const notices = [...told.notices, ...statedNotices(periods)];
  return { fileName, rows, leftOut, sumCents: sum, first, ...told, notices, periods };
}

/**
 * Takes over a file of totals as SAP's own control totals: nothing is posted. The same file again adds nothing
 * (`first` = false). The answer says per period and ledger what is now between SAP and us.
 */
export async function takeControlFile(db: Database, by: By, file: ControlFile): Promise<ControlFileResult> {
  if (await countsAlready(db.read, file.fileSha256))
    return db.snapshot((read) => fileResult(read, file, false));
  return transact(db, by, async (tx) => {
    const rows = file.places.map(({ year, subBudget, ...place }) => ({
      ...place,
      fiscal_year: year,
      sub_budget: subBudget,
      given_by: 'file' as const,
      profile: file.profile,
      file_name: file.fileName,
      file_sha256: file.fileSha256,
      note: '',
      user_id: by.writer.id,
      recorded_at: tx.at,
      origin: file.origin,
      recorded_seq: tx.seq,
    }));
    for (const some of batches(rows)) await tx.query.insertInto('control_total').values(some).execute();
    const { fileName, fileSha256, profile } = file;
    return {
      result: await fileResult(tx.query, file, true),
      change: {
        action: 'control-total.read',
        entity: 'control_total',
        entityId: fileName,
        after: { profile, fileName, fileSha256, places: rows.length },
      },
    };
  });
}

/** What SAP was said to come to in one period and ledger, the newest first; a file is one row with its sum. */
export async function listControlTotals(
  read: Queries,
  place: { year: number; period: string; ledger: Ledger },
): Promise<ControlTotalRow[]> {
  const group = sql`case when c.given_by = 'file' then null else c.sub_budget end`;
  const account = sql`case when c.given_by = 'file' then null else c.account end`;
  return read
    .selectFrom('control_total as c')
    .leftJoin('app_user as u', 'u.id', 'c.user_id')
    .where('c.fiscal_year', '=', place.year)
    .where('c.period', '=', place.period)
    .where('c.ledger', '=', place.ledger)
    .groupBy((eb) => [
      eb.ref('c.recorded_seq'),
      eb.ref('c.given_by'),
      eb.ref('c.file_name'),
      eb.ref('c.note'),
      eb.ref('c.recorded_at'),
      eb.ref('u.name'),
      sql`${group}`,
      sql`${account}`,
    ])
    .select((eb) => [
      sql<string | null>`${group}`.as('subBudget'),
      sql<string | null>`${account}`.as('account'),
      sumOfCents(eb.ref('c.cents')).as('cents'),
      'c.given_by as givenBy',
      'c.file_name as fileName',
      'c.note',
      'c.recorded_at as at',
      sql<string>`coalesce(u.name, 'Kommandozeile')`.as('by'),
      countRows().as('places'),
    ])
    .orderBy('c.recorded_seq', 'desc')
    .execute();
}
