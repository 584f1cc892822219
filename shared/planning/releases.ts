import type { Ledger } from '../budget/terms.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/** The part of an order that falls due in one year. */
export interface OrderPartKey {
  id: number;
  dueYear: FiscalYear;
  /** Ledger of its line; null while the order has no line. */
  ledger: Ledger | null;
}

/** An invoice (or credit note) of an order: what counts of it, without what was excluded as not ours. */
export interface Invoice {
  postingId: number;
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
 * The part an invoice releases: due in the invoice's year, else the last one due before it, else the next one.
 * Only parts of the invoice's ledger: a payment in the cash budget does not release an order of the result budget
 * again that its invoice released. Cost accounting is outside the budget and releases nothing.
 */
export function releasedPart(parts: readonly OrderPartKey[], invoice: Invoice): OrderPartKey | undefined {
  if (invoice.ledger === 'costing') return undefined;
  const own = parts.filter((part) => part.ledger === null || part.ledger === invoice.ledger);
  const due = own.filter((part) => part.dueYear <= invoice.fiscalYear);
  return due.length > 0
    ? due.reduce((latest, part) => (part.dueYear > latest.dueYear ? part : latest))
    : own.toSorted((a, b) => a.dueYear - b.dueYear)[0];
}

/**
 * What has to be written so that every invoice of an order has released exactly what counts of it, once, at the
 * right part: nothing when that is so already. An order that comes after its invoices, a part that is added, an
 * invoice that is excluded or comes back: each is the difference to what was released before.
 */
export function missingReleases(
  parts: readonly OrderPartKey[],
  invoices: readonly Invoice[],
  released: readonly Released[],
): Release[] {
  const before = Map.groupBy(released, (one) => one.postingId);
  return invoices.flatMap((invoice) => {
    const part = releasedPart(parts, invoice);
    const sums = new Map<number, number>();
    for (const one of before.get(invoice.postingId) ?? [])
      sums.set(one.partId, (sums.get(one.partId) ?? 0) - one.cents);
    if (part) sums.set(part.id, (sums.get(part.id) ?? 0) + invoice.cents);
    return [...sums]
      .filter(([, cents]) => cents !== 0)
      .map(([partId, cents]) => ({
        postingId: invoice.postingId,
        partId,
        cents: toCents(cents),
        on: invoice.on,
      }));
  });
}
