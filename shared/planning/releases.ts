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
  /** What invoices can release of it: ordered less cancelled. */
  cents: Cents;
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

/** Fills what is open of the parts, one after another; what exceeds the order stays at the last one. */
function fill(parts: readonly OrderPart[], cents: number, released: Sums): Sums {
  const shares: Sums = new Map();
  let left = cents;
  for (const part of parts) {
    const room = Math.max(0, part.cents - (released.get(part.id) ?? 0));
    const share = part === parts.at(-1) ? left : Math.min(left, room);
    add(shares, part.id, share);
    left -= share;
  }
  return shares;
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

/** The shares of one year's invoices, day by day; a credit note that came before what it takes back waits for it. */
function sharesOfYear(parts: readonly OrderPart[], invoices: readonly Invoice[], released: Sums): Released[] {
  const ofYear: Sums = new Map();
  const shares: Released[] = [];
  const book = (invoice: Invoice, by: Sums): number => {
    let sum = 0;
    for (const [partId, cents] of by) {
      for (const sums of [released, ofYear]) add(sums, partId, cents);
      shares.push({ postingId: invoice.postingId, partId, cents: toCents(cents) });
      sum += cents;
    }
    return sum;
  };
  const waiting: [Invoice, cents: number][] = [];
  for (const invoice of invoices.toSorted((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : a.postingId - b.postingId,
  )) {
    const own = releasableParts(parts, invoice);
    if (invoice.cents >= 0) book(invoice, fill(own, invoice.cents, released));
    else waiting.push([invoice, invoice.cents - book(invoice, takeBack(own, -invoice.cents, ofYear))]);
  }
  for (const [credit, cents] of waiting)
    book(credit, takeBack(releasableParts(parts, credit), -cents, ofYear));
  return shares;
}

/** What every invoice of an order releases of which part, in cents, year by year. */
export function releasedShares(parts: readonly OrderPart[], invoices: readonly Invoice[]): Released[] {
  const released: Sums = new Map();
  const years = [...Map.groupBy(invoices, (one) => one.fiscalYear)].sort(([a], [b]) => a - b);
  return years
    .flatMap(([, ofYear]) => sharesOfYear(parts, ofYear, released))
    .filter((one) => one.cents !== 0);
}

/**
 * What has to be written so that every invoice of an order has released its share, once, at the right part: nothing
 * when that is so already. An order that comes after its invoices, a part that is added or cancelled, an invoice
 * that is excluded or comes back: each is the difference to what was released before.
 */
export function missingReleases(
  parts: readonly OrderPart[],
  invoices: readonly Invoice[],
  released: readonly Released[],
): Release[] {
  const days = new Map(invoices.map((invoice) => [invoice.postingId, invoice.on]));
  const due = Map.groupBy(releasedShares(parts, invoices), (one) => one.postingId);
  const before = Map.groupBy(released, (one) => one.postingId);
  return [...days].flatMap(([postingId, on]) => {
    const sums: Sums = new Map();
    for (const one of before.get(postingId) ?? []) add(sums, one.partId, -one.cents);
    for (const one of due.get(postingId) ?? []) add(sums, one.partId, one.cents);
    return [...sums]
      .filter(([, cents]) => cents !== 0)
      .map(([partId, cents]) => ({ postingId, partId, cents: toCents(cents), on }));
  });
}
