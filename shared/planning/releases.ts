import type { Ledger } from '../budget/terms.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/** The part of an order that falls due in one year. */
export interface OrderPart {
  id: number;
  dueYear: FiscalYear;
  /** Ledger of its line; null while the order has no line. */
  ledger: Ledger | null;
  /** Ordered less cancelled, without what was carried in or out: invoices can release it, a carry-over can take it along. */
  cents: Cents;
  /** Made by a carry-over: nothing is released of it before it arrived. */
  carried: boolean;
}

/** An order that is taken along with a carry-over: from its part on the line of `year` to that of the next year. */
export interface OrderCarry {
  id: number;
  fromId: number;
  toId: number;
  /** Year of the line it leaves. */
  year: FiscalYear;
  /** At most this much; null = all that is open at the end of the year; 0 = it was taken back. */
  cents: Cents | null;
  /** The day it counts from; taken back: the day that counts from. */
  on: IsoDate;
}

/** What a carry really takes along, in cents. */
export interface Carried {
  carryId: number;
  cents: Cents;
}

/** All an order consists of: its parts, its invoices, and what was taken along into later years. */
export interface OrderFacts {
  parts: readonly OrderPart[];
  invoices: readonly Invoice[];
  carries: readonly OrderCarry[];
}

/** An invoice (or credit note) of an order: what counts of it, without what was excluded as not ours. */
export interface Invoice {
  postingId: number;
  /** Of a reversal: the year of what it takes back. */
  fiscalYear: FiscalYear;
  ledger: Ledger;
  cents: Cents;
  /** The day its release counts on. */
  on: IsoDate;
}

/** What an invoice has released so far of one part. */
export interface Released {
  postingId: number;
  partId: number;
  cents: Cents;
}

/** A release to write, in cents; negative takes an earlier one back. */
export interface Release extends Released {
  on: IsoDate;
}

/**
 * The parts an invoice may release, in the order it does: due in its year, else the last one due before it, and so
 * back; then the next ones. Only parts of the invoice's ledger: a payment in the cash budget does not release an
 * order of the result budget again that its invoice released. Cost accounting is outside the budget and releases
 * nothing.
 */
export function releasableParts(parts: readonly OrderPart[], invoice: Invoice): OrderPart[] {
  if (invoice.ledger === 'costing') return [];
  const own = parts
    .filter((part) => part.ledger === null || part.ledger === invoice.ledger)
    .toSorted((a, b) => a.dueYear - b.dueYear || a.id - b.id);
  const due = own.filter((part) => part.dueYear <= invoice.fiscalYear);
  return [...due.toReversed(), ...own.slice(due.length)];
}

type Sums = Map<number, number>;

const add = (sums: Sums, partId: number, cents: number): unknown =>
  sums.set(partId, (sums.get(partId) ?? 0) + cents);

/** An order while its years are gone through: what each part holds, and what was released of it. */
class Replay {
  readonly #held: Sums;
  readonly #released: Sums = new Map();
  readonly #parts: readonly OrderPart[];
  readonly shares: Released[] = [];
  readonly carried: Carried[] = [];

  constructor(parts: readonly OrderPart[]) {
    this.#parts = parts;
    this.#held = new Map(parts.map((part) => [part.id, part.cents]));
  }

  /** What of a part is still to come, in cents. */
  open(partId: number): number {
    return Math.max(0, (this.#held.get(partId) ?? 0) - (this.#released.get(partId) ?? 0));
  }

  /** Takes along what is open of a part once its year's invoices are in, as far as the carry reaches. */
  carry({ id, fromId, toId, cents }: OrderCarry): void {
    const open = this.open(fromId);
    const taken = cents === null ? open : Math.min(Math.max(0, cents), open);
    add(this.#held, fromId, -taken);
    add(this.#held, toId, taken);
    this.carried.push({ carryId: id, cents: toCents(taken) });
  }

  /** Fills what is open of the parts, one after another; what exceeds the order stays at the last one. */
  #fill(parts: readonly OrderPart[], cents: number): Sums {
    const shares: Sums = new Map();
    let left = cents;
    for (const part of parts) {
      const share = part === parts.at(-1) ? left : Math.min(left, this.open(part.id));
      add(shares, part.id, share);
      left -= share;
    }
    return shares;
  }

  #book(invoice: Invoice, by: Sums, ofYear: Sums): number {
    let sum = 0;
    for (const [partId, cents] of by) {
      for (const sums of [this.#released, ofYear]) add(sums, partId, cents);
      this.shares.push({ postingId: invoice.postingId, partId, cents: toCents(cents) });
      sum += cents;
    }
    return sum;
  }

  /** One year's invoices, day by day; a credit note that came before what it takes back waits for it. */
  invoicesOfYear(invoices: readonly Invoice[]): void {
    const ofYear: Sums = new Map();
    const waiting: [Invoice, cents: number][] = [];
    for (const invoice of invoices.toSorted((a, b) =>
      a.on < b.on ? -1 : a.on > b.on ? 1 : a.postingId - b.postingId,
    )) {
      const own = releasableParts(this.#parts, invoice);
      if (invoice.cents >= 0) this.#book(invoice, this.#fill(own, invoice.cents), ofYear);
      else {
        const back = this.#book(invoice, takeBack(own, -invoice.cents, ofYear), ofYear);
        waiting.push([invoice, invoice.cents - back]);
      }
    }
    for (const [credit, cents] of waiting)
      this.#book(credit, takeBack(releasableParts(this.#parts, credit), -cents, ofYear), ofYear);
  }
}

/**
 * Takes back what the invoices of the credit note's own year released, the last part first. A credit note on an
 * invoice of an earlier year opens no order again: that year is spent, and what comes back belongs to its own year.
 */
function takeBack(parts: readonly OrderPart[], cents: number, ofYear: Sums): Sums {
  const shares: Sums = new Map();
  let left = cents;
  for (const part of parts.toReversed()) {
    const share = Math.min(left, Math.max(0, ofYear.get(part.id) ?? 0));
    add(shares, part.id, -share);
    left -= share;
  }
  return shares;
}

/**
 * Goes through the years of an order: the invoices of a year release its parts, then what is still open of a part that
 * is carried over goes into the next year, whose invoices find it there. An invoice of the old year that arrives late
 * therefore releases in the old year, and less is carried.
 */
function replayed({ parts, invoices, carries }: OrderFacts): Replay {
  const replay = new Replay(parts);
  const byYear = Map.groupBy(invoices, (one) => one.fiscalYear);
  const carriesOf = Map.groupBy(carries, (one) => one.year);
  for (const year of [...new Set([...byYear.keys(), ...carriesOf.keys()])].sort((a, b) => a - b)) {
    replay.invoicesOfYear(byYear.get(year) ?? []);
    for (const carry of (carriesOf.get(year) ?? []).toSorted((a, b) => a.id - b.id)) replay.carry(carry);
  }
  return replay;
}

/** What every invoice of an order releases of which part, in cents, year by year. */
export function releasedShares(order: OrderFacts): Released[] {
  return replayed(order).shares.filter((one) => one.cents !== 0);
}

/** What every carry of an order takes along as things stand, in cents. */
export function carriedShares(order: OrderFacts): Carried[] {
  return replayed(order).carried;
}

/** What each part still binds, in cents (domain.md section 3: max(0, ordered − released − cancelled)). */
export function openParts(order: OrderFacts): Map<number, Cents> {
  const replay = replayed(order);
  return new Map(order.parts.map((part) => [part.id, toCents(replay.open(part.id))]));
}

/** The day a release counts on: the invoice's, and on a part that was carried in not before it was there. */
function releaseDay(on: IsoDate, partIds: Iterable<number>, arrivals: ReadonlyMap<number, IsoDate>): IsoDate {
  let day = on;
  for (const partId of partIds) {
    const arrived = arrivals.get(partId);
    if (arrived !== undefined && arrived > day) day = arrived;
  }
  return day;
}

/**
 * What has to be written so that every invoice of an order has released its share, once, at the right part: nothing
 * when that is so already. An order that comes after its invoices, a part that is added, cancelled or carried over, an
 * invoice that is excluded or comes back: each is the difference to what was released before.
 */
export function missingReleases(order: OrderFacts, released: readonly Released[]): Release[] {
  const days = new Map(order.invoices.map((invoice) => [invoice.postingId, invoice.on]));
  const made = new Set(order.parts.filter((part) => part.carried).map((part) => part.id));
  const arrivals = new Map(
    order.carries.filter((carry) => made.has(carry.toId)).map((carry) => [carry.toId, carry.on]),
  );
  const due = Map.groupBy(releasedShares(order), (one) => one.postingId);
  const before = Map.groupBy(released, (one) => one.postingId);
  return [...days].flatMap(([postingId, day]) => {
    const sums: Sums = new Map();
    for (const one of before.get(postingId) ?? []) add(sums, one.partId, -one.cents);
    for (const one of due.get(postingId) ?? []) add(sums, one.partId, one.cents);
    const changes = [...sums].filter(([, cents]) => cents !== 0);
    // What moves from part to part moves on one day.
    const on = releaseDay(
      day,
      changes.map(([partId]) => partId),
      arrivals,
    );
    return changes.map(([partId, cents]) => ({ postingId, partId, cents: toCents(cents), on }));
  });
}

/** What has to be written so that every carry has taken along what it takes along now: the difference, by carry. */
export function missingCarries(order: OrderFacts, carried: readonly Carried[]): Carried[] {
  const before: Sums = new Map();
  for (const one of carried) add(before, one.carryId, one.cents);
  return carriedShares(order)
    .map(({ carryId, cents }) => ({ carryId, cents: toCents(cents - (before.get(carryId) ?? 0)) }))
    .filter((one) => one.cents !== 0);
}
