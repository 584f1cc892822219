import { sql } from 'kysely';
import { businessDate } from '#shared/calendar.ts';
import type { Clock, Instant, IsoDate } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';
import { keptPart } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';

export interface PostedState {
  postedUntil: IsoDate | null;
  importedAt: Instant | null;
}

/** The business date on which an import was read in, as far as a statement can say without summer time. */
const readOn = sql<IsoDate>`substr(applied_at, 1, 10)`;

function actualImports(read: Queries) {
  return (
    read
      .selectFrom('import')
      .where('kind', '=', 'actuals')
      .where('posted_until', 'is not', null)
      // An import that was taken back whole no longer says how far the books are read in.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('import_undo as n')
              .whereRef('n.import_id', '=', 'import.id')
              .where('n.left_rows', '=', 0)
              .select('n.id'),
          ),
        ),
      )
  );
}

/**
 * Imports that say the books reach beyond the day they were read in: one implausible row of an earlier version of this
 * program. They count as far as their plausible rows do. There are few of them, and none is added any more.
 */
async function beyondTheirDay(read: Queries): Promise<{ postedUntil: IsoDate; importedAt: Instant }[]> {
  const found = await actualImports(read)
    .where('posted_until', '>', readOn)
    .select(['id', 'posted_until as stated', 'applied_at as importedAt'])
    .orderBy('id')
    .execute();
  const states: { postedUntil: IsoDate; importedAt: Instant }[] = [];
  for (const { id, stated, importedAt } of found) {
    const day = businessDate(importedAt);
    const until = stated !== null && stated <= day ? stated : await lastPlausibleDay(read, id, day);
    if (until !== null) states.push({ postedUntil: until, importedAt });
  }
  return states;
}

/** The newest day an import booked on that lies in the row's own year and not after the day of the reading. */
async function lastPlausibleDay(read: Queries, importId: number, day: IsoDate): Promise<IsoDate | null> {
  const posted = sql<IsoDate>`coalesce(sap_posted_on, posted_on)`;
  const { last } = await read
    .selectFrom('posting')
    .where('import_id', '=', importId)
    .where(posted, '<=', day)
    .where(sql<string>`substr(${posted}, 1, 4)`, '=', sql<string>`cast(fiscal_year as text)`)
    .select(sql<IsoDate | null>`max(${posted})`.as('last'))
    .executeTakeFirstOrThrow();
  return last;
}

/** How far the books were read in: with asOf up to that date, by the import that first reached it. */
export async function postedState(read: Queries, asOf: IsoDate | undefined): Promise<PostedState> {
  const mended = await beyondTheirDay(read);
  const plain = () =>
    actualImports(read)
      .where('posted_until', '<=', readOn)
      .select(['posted_until as postedUntil', 'applied_at as importedAt']);
  if (asOf !== undefined) {
    const covering = await plain()
      .where('posted_until', '>=', asOf)
      .orderBy('posted_until')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    const first = covering ?? mended.find((one) => one.postedUntil >= asOf);
    if (first) return { postedUntil: asOf, importedAt: first.importedAt };
  }
  const last = await plain()
    .orderBy('posted_until', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return [...mended, ...(last ? [last] : [])].reduce<PostedState>(
    (newest, one) => ((newest.postedUntil ?? '') < (one.postedUntil ?? '') ? one : newest),
    { postedUntil: null, importedAt: null },
  );
}

const POSTED: Part<PostedState> = {
  tables: ['import', 'import_undo'],
  read: (read) => postedState(read, undefined),
};

/**
 * The date every page, answer and export is for when none is asked for: the newest date the books are read in for, never
 * after today (Europe/Berlin); today as long as nothing was read in.
 */
export async function defaultAsOf(read: Queries, clock: Clock): Promise<IsoDate> {
  const { postedUntil } = (await keptPart(read, POSTED)) ?? (await postedState(read, undefined));
  const today = businessDate(clock.now());
  return postedUntil !== null && postedUntil < today ? postedUntil : today;
}

/** The date that was asked for, or the default. The one place where a route gets its date from. */
export async function askedAsOf(read: Queries, clock: Clock, asked: IsoDate | undefined): Promise<IsoDate> {
  return asked ?? (await defaultAsOf(read, clock));
}
