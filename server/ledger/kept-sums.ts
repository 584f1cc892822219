import { LEDGERS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { keptPart, marksOf } from '../db/kept.ts';
import { dayNumber, monthNumber } from './columns.ts';
import { LINES } from './kept-lines.ts';
import type { KeptLine } from './kept-lines.ts';
import { ACTUALS, ORDERS } from './kept-money.sql.ts';
import type { Elsewhere } from './kept-money.sql.ts';
import { partialMonth } from './parts.sql.ts';

/** Actuals of some lines by month up to a date, in cents, see `actualsByMonth`; undefined where nothing is kept. */
export async function keptActualsByMonth(
  read: Queries,
  lineIds: readonly number[],
  { asOf, knownSeq }: { asOf: IsoDate; knownSeq?: number | undefined },
): Promise<Map<string, Cents> | undefined> {
  const marks = await marksOf(read);
  const lines = await keptPart(read, LINES);
  const actuals = await keptPart(read, ACTUALS);
  if (!marks || !lines || !actuals) return undefined;
  const known = Math.min(knownSeq ?? Number.MAX_SAFE_INTEGER, marks.history);
  const inside = new Uint8Array(lines.lines.length);
  for (const id of lineIds) inside[lines.placeOf.get(id) ?? -1] = 1;
  const { month, whole } = partialMonth(asOf);
  const cut = monthNumber(month);
  const sums = new Map<number, number>();
  actuals.months.each({ day: whole ? cut : cut - 1, seq: known }, (place, on, cents) => {
    if (inside[place] === 1) sums.set(on, (sums.get(on) ?? 0) + cents);
  });
  if (!whole) {
    sums.set(cut, 0);
    actuals.days.get(cut)?.each({ day: dayNumber(asOf), seq: known }, (place, _, cents) => {
      if (inside[place] === 1) sums.set(cut, (sums.get(cut) ?? 0) + cents);
    });
  }
  const name = (on: number): string => `${Math.floor(on / 100)}-${String(on % 100).padStart(2, '0')}`;
  return new Map([...sums].map(([on, cents]) => [name(on), toCents(cents)]));
}

interface YearSum {
  ledger: Ledger;
  fiscalYear: FiscalYear;
  cents: Cents;
  postings: number;
}

/** Actuals beside the single lines per ledger and fiscal year, in cents; undefined where nothing is kept. */
export async function keptElsewhere(
  read: Queries,
  { asOf, knownSeq }: { asOf: IsoDate; knownSeq?: number | undefined },
  place: Elsewhere['place'],
): Promise<YearSum[] | undefined> {
  const marks = await marksOf(read);
  const actuals = await keptPart(read, ACTUALS);
  if (!marks || !actuals) return undefined;
  const { places, cents, postings } = actuals.elsewhere;
  const until = {
    day: dayNumber(asOf),
    seq: Math.min(knownSeq ?? Number.MAX_SAFE_INTEGER, marks.history),
  };
  const [sums, counts, rows] = [0, 1, 2].map(() => new Float64Array(places.length));
  if (!sums || !counts || !rows) return [];
  cents.addTo(sums, until);
  postings.addTo(counts, until);
  cents.each(until, (at) => {
    rows[at] = 1;
  });
  return places
    .flatMap((one, at): YearSum[] =>
      one.place === place && rows[at] === 1
        ? [
            {
              ledger: one.ledger,
              fiscalYear: one.fiscalYear,
              cents: toCents(sums[at] ?? 0),
              postings: counts[at] ?? 0,
            },
          ]
        : [],
    )
    .sort((a, b) => a.fiscalYear - b.fiscalYear || LEDGERS.indexOf(a.ledger) - LEDGERS.indexOf(b.ledger));
}

/** What is left of every order that falls due after the year of its line; undefined where nothing is kept. */
export async function keptLaterOrders(
  read: Queries,
  { asOf, knownSeq }: { asOf: IsoDate; knownSeq?: number | undefined },
): Promise<{ line: KeptLine; dueYear: FiscalYear; cents: Cents }[] | undefined> {
  const marks = await marksOf(read);
  const lines = await keptPart(read, LINES);
  const orders = await keptPart(read, ORDERS);
  if (!marks || !lines || !orders) return undefined;
  const rests = new Float64Array(orders.orders.length);
  const seq = Math.min(knownSeq ?? Number.MAX_SAFE_INTEGER, marks.history);
  orders.amounts.addTo(rests, { day: dayNumber(asOf), seq });
  return orders.orders.flatMap(({ line: place, dueYear }, at) => {
    const [line, rest] = [lines.lines[place], rests[at] ?? 0];
    return line && dueYear > line.year && rest > 0 ? [{ line, dueYear, cents: toCents(rest) }] : [];
  });
}

/** Every year that has lines, ascending; undefined where nothing is kept. */
export async function keptYears(read: Queries): Promise<FiscalYear[] | undefined> {
  const marks = await marksOf(read);
  const kept = await keptPart(read, LINES);
  if (!marks || !kept) return undefined;
  const years = new Set<number>();
  for (const line of kept.lines) if (line.seq <= marks.history) years.add(line.year);
  return [...years].sort((a, b) => a - b);
}
