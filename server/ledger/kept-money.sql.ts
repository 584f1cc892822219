import type { Queries } from '../db/database.ts';
import { eachBatch, keptPart } from '../db/kept.ts';
import type { Marks, Part } from '../db/kept.ts';
import { countRows } from '../db/sums.ts';
import { MOVEMENT_KINDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { FiscalYear } from '#shared/calendar.ts';
import { ALL_LINES, EXCLUDED_LINE, UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import { Amounts, dayNumber, monthNumber } from './columns.ts';
import { LINES } from './kept-lines.ts';
import type { KeptLines } from './kept-lines.ts';

/** Movements of every line; the tag is the place of the kind in `MOVEMENT_KINDS`. */
export interface KeptMovements {
  amounts: Amounts;
  lastId: number;
}

/** What becomes of every order; the place is the order's. */
export interface KeptOrders {
  amounts: Amounts;
  lastId: number;
  orders: { id: number; line: number; dueYear: number; counts: boolean }[];
  placeOf: Map<number, number>;
}

/** Actuals of every line by whole month, and by day in the bucket of each month (0020). */
export interface KeptActuals {
  months: Amounts;
  days: Map<number, Amounts>;
  /** By day: what belongs to all lines together, to none yet, and to none for good; the place is that of `places`. */
  elsewhere: { places: Elsewhere[]; cents: Amounts; postings: Amounts };
  lastSeq: number;
}

/** Where money lies beside the single lines, and whose it is by its own ledger and year. */
export interface Elsewhere {
  place: typeof ALL_LINES | typeof UNASSIGNED_LINE | typeof EXCLUDED_LINE;
  ledger: Ledger;
  fiscalYear: FiscalYear;
}

/** The places of the lines; they are there wherever amounts are kept. */
async function places(read: Queries): Promise<KeptLines> {
  const lines = await keptPart(read, LINES);
  if (!lines) throw new Error('Amounts are kept without the lines they belong to.');
  return lines;
}

export const MOVEMENTS: Part<KeptMovements> = {
  tables: ['movement'],
  read: async (read, before) => {
    const { placeOf } = await places(read);
    const kept = before?.value ?? { amounts: new Amounts(), lastId: 0 };
    const tags = new Map(MOVEMENT_KINDS.map((kind, tag) => [kind, tag]));
    await eachBatch(
      kept.lastId,
      (after, most) =>
        read
          .selectFrom('movement')
          .where('id', '>', after)
          .orderBy('id')
          .limit(most)
          .select(['id', 'line_id as lineId', 'kind', 'cents', 'effective_on as on', 'recorded_seq as seq'])
          .execute(),
      (row) => {
        const [place, tag] = [placeOf.get(row.lineId), tags.get(row.kind)];
        if (place === undefined || tag === undefined) throw new Error(`movement ${row.id} has no place`);
        kept.amounts.push({ place, tag, day: dayNumber(row.on), seq: row.seq, cents: row.cents });
        kept.lastId = row.id;
      },
    );
    return { ...kept };
  },
};

async function addOrders(read: Queries, kept: KeptOrders, { placeOf }: KeptLines): Promise<void> {
  await eachBatch(
    kept.orders.at(-1)?.id ?? 0,
    (after, most) =>
      read
        .selectFrom('commitment as c')
        .leftJoin('budget_line as l', 'l.id', 'c.line_id')
        .where('c.id', '>', after)
        .orderBy('c.id')
        .limit(most)
        .select(['c.id', 'c.line_id as lineId', 'c.due_year as dueYear', 'l.year'])
        .execute(),
    ({ id, lineId, dueYear, year }) => {
      // What is due after the line's year is no part of O, and what belongs to no line counts nowhere.
      const counts = lineId !== null && year !== null && dueYear <= year;
      kept.placeOf.set(id, kept.orders.length);
      const line = lineId === null ? -1 : (placeOf.get(lineId) ?? -1);
      kept.orders.push({ id, line, dueYear, counts });
    },
  );
}

export const ORDERS: Part<KeptOrders> = {
  tables: ['commitment', 'commitment_entry'],
  read: async (read, before) => {
    const kept: KeptOrders = before?.value ?? {
      amounts: new Amounts(),
      lastId: 0,
      orders: [],
      placeOf: new Map(),
    };
    await addOrders(read, kept, await places(read));
    await eachBatch(
      kept.lastId,
      (after, most) =>
        read
          .selectFrom('commitment_entry')
          .where('id', '>', after)
          .orderBy('id')
          .limit(most)
          .select(['id', 'commitment_id as orderId', 'kind', 'cents', 'effective_on as on'])
          .select('recorded_seq as seq')
          .execute(),
      (row) => {
        const place = kept.placeOf.get(row.orderId);
        if (place === undefined) throw new Error(`commitment_entry ${row.id} has no order`);
        const cents = row.kind === 'ordered' ? row.cents : -row.cents;
        kept.amounts.push({ place, day: dayNumber(row.on), seq: row.seq, cents });
        kept.lastId = row.id;
      },
    );
    return { ...kept };
  },
};

const ROWS_AT_ONCE = 8_000;

/** Ranges of line ids with about so many rows each as are read at once. */
async function ranges(
  read: Queries,
  table: 'actual_day' | 'actual_month',
  after: number,
): Promise<[from: number, to: number][]> {
  const counts = await read
    .selectFrom(table)
    .where('line_id', '>', 0)
    .where('recorded_seq', '>', after)
    .groupBy('line_id')
    .orderBy('line_id')
    .select(['line_id as id', countRows().as('count')])
    .execute();
  const found: [number, number][] = [];
  let rows = ROWS_AT_ONCE;
  for (const { id, count } of counts) {
    const open = found.at(-1);
    if (open && rows + count <= ROWS_AT_ONCE) open[1] = id;
    else {
      found.push([id, id]);
      rows = 0;
    }
    rows += count;
  }
  return found;
}

async function addMonths(read: Queries, kept: KeptActuals, { placeOf }: KeptLines): Promise<void> {
  for (const [from, to] of await ranges(read, 'actual_month', kept.lastSeq)) {
    const rows = await read
      .selectFrom('actual_month')
      .where('line_id', '>=', from)
      .where('line_id', '<=', to)
      .where('recorded_seq', '>', kept.lastSeq)
      .select(['line_id as lineId', 'month', 'cents', 'recorded_seq as seq'])
      .execute();
    for (const { lineId, month, cents, seq } of rows) {
      const place = placeOf.get(lineId);
      if (place === undefined) throw new Error(`actual_month of line ${lineId} has no place`);
      kept.months.push({ place, day: monthNumber(month), seq, cents });
    }
  }
}

async function addDays(read: Queries, kept: KeptActuals, { placeOf }: KeptLines): Promise<void> {
  for (const [from, to] of await ranges(read, 'actual_day', kept.lastSeq)) {
    const rows = await read
      .selectFrom('actual_day')
      .where('line_id', '>=', from)
      .where('line_id', '<=', to)
      .where('recorded_seq', '>', kept.lastSeq)
      .select(['line_id as lineId', 'day', 'cents', 'recorded_seq as seq'])
      .execute();
    for (const { lineId, day, cents, seq } of rows) {
      const place = placeOf.get(lineId);
      if (place === undefined) throw new Error(`actual_day of line ${lineId} has no place`);
      const number = dayNumber(day);
      const month = Math.floor(number / 100);
      const bucket = kept.days.get(month) ?? new Amounts();
      kept.days.set(month, bucket);
      bucket.push({ place, day: number, seq, cents });
    }
  }
}

async function addElsewhere(read: Queries, { elsewhere, lastSeq }: KeptActuals): Promise<void> {
  const rows = await read
    .selectFrom('actual_day')
    .where('line_id', 'in', [ALL_LINES, UNASSIGNED_LINE, EXCLUDED_LINE])
    .where('recorded_seq', '>', lastSeq)
    .select(['line_id as place', 'day', 'ledger', 'fiscal_year as fiscalYear', 'cents', 'postings'])
    .select('recorded_seq as seq')
    .execute();
  const { places, cents, postings } = elsewhere;
  const key = (one: { place: number; ledger: Ledger; fiscalYear: number }): string =>
    `${one.place}/${one.ledger}/${one.fiscalYear}`;
  const known = new Map(places.map((one, at) => [key(one), at]));
  for (const row of rows) {
    const place = known.get(key(row)) ?? places.length;
    if (place === places.length) {
      places.push({ place: row.place as Elsewhere['place'], ledger: row.ledger, fiscalYear: row.fiscalYear });
      known.set(key(row), place);
    }
    const amount = { place, day: dayNumber(row.day), seq: row.seq };
    cents.push({ ...amount, cents: row.cents });
    postings.push({ ...amount, cents: row.postings });
  }
}

/** The stored months and days change with postings and assignments alone. */
export const ACTUALS: Part<KeptActuals> = {
  tables: ['posting', 'assignment'],
  read: async (read, before, marks: Marks) => {
    const kept: KeptActuals = before?.value ?? {
      months: new Amounts(),
      days: new Map<number, Amounts>(),
      elsewhere: { places: [], cents: new Amounts(), postings: new Amounts() },
      lastSeq: -1,
    };
    const lines = await places(read);
    await addMonths(read, kept, lines);
    await addDays(read, kept, lines);
    await addElsewhere(read, kept);
    return { ...kept, lastSeq: marks.history };
  },
};
