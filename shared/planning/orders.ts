import * as z from 'zod';
import {
  centsField,
  codeText,
  dateField,
  idField,
  instantField,
  ledgerField,
  lineText,
  yearField,
} from '../fields.ts';
import { MAX_ENTRY_CENTS } from '../money.ts';

const text = (missing: string, most: number) => lineText().min(1, missing).max(most);
const orderNumber = codeText('number').min(1, 'Die Bestellnummer fehlt.').max(40);
const amount = z
  .int()
  .min(1, 'Ein Betrag über 0,00 € wird gebraucht.')
  .max(MAX_ENTRY_CENTS, 'Der Betrag ist zu groß.');

/** POST /api/orders: an order entered by hand, with what falls due in each year. */
export const NewOrder = z.strictObject({
  orderNumber,
  lineId: idField,
  text: text('Der Text fehlt.', 200),
  orderedOn: dateField,
  parts: z
    .array(z.strictObject({ dueYear: yearField, cents: amount }))
    .min(1)
    .max(12),
});
export type NewOrder = z.infer<typeof NewOrder>;

/** POST /api/orders/:id/entries with If-Match: more of an order, or a part of it cancelled, by due year. */
export const OrderChange = z.strictObject({
  kind: z.enum(['ordered', 'cancelled']),
  dueYear: yearField,
  cents: amount,
  on: dateField,
  reason: text('Der Grund fehlt.', 400),
});
export type OrderChange = z.infer<typeof OrderChange>;

/** What an order binds in one due year. */
export const OrderPart = z.strictObject({
  id: idField,
  dueYear: yearField,
  orderedCents: centsField,
  releasedCents: centsField,
  cancelledCents: centsField,
  /** Came along from the year before (+), went along into the next (−). */
  carriedCents: centsField,
  /** max(0, ordered + carried − released − cancelled) */
  openCents: centsField,
  /** Due after its line's year: Vorbelastung, not part of O. */
  preCommitment: z.boolean(),
});
export type OrderPart = z.infer<typeof OrderPart>;

export const OrderRow = z.strictObject({
  /** That of its first part. */
  id: idField,
  orderNumber: z.string(),
  text: z.string(),
  orderedOn: dateField,
  line: z
    .strictObject({ id: idField, number: z.string(), name: z.string(), year: yearField, ledger: ledgerField })
    .nullable(),
  parts: z.array(OrderPart),
  /** For If-Match: the newest change of the order. */
  version: z.int(),
});
export type OrderRow = z.infer<typeof OrderRow>;

/** GET /api/orders?asOf=&year=[&line=][&search=][&open=1][&page=] : a hundred orders a page, sums over all of them. */
export const OrderList = z.strictObject({
  asOf: dateField,
  year: yearField.nullable(),
  orders: z.array(OrderRow),
  total: z.int(),
  page: z.int(),
  perPage: z.int(),
  /** Per ledger of the line (null = without line) and due year; ledgers are never added. */
  sums: z.array(
    z.strictObject({
      ledger: ledgerField.nullable(),
      dueYear: yearField,
      orderedCents: centsField,
      releasedCents: centsField,
      cancelledCents: centsField,
      carriedCents: centsField,
      openCents: centsField,
    }),
  ),
});
export type OrderList = z.infer<typeof OrderList>;

export const OrderEntry = z.strictObject({
  dueYear: yearField,
  kind: z.enum(['ordered', 'released', 'cancelled', 'carried-in', 'carried-out']),
  cents: centsField,
  on: dateField,
  note: z.string(),
  documentNumber: z.string().nullable(),
  /** The request that took it along or brought it back. */
  requestId: idField.nullable(),
  recordedAt: instantField,
  by: z.string(),
});

/** GET /api/orders/:id and the answer to every change: the order with everything that was entered. */
export const OrderDetail = z.strictObject({
  order: OrderRow,
  entries: z.array(OrderEntry),
  /** What the person must know: what counts later, what is not covered. */
  notes: z.array(z.string()),
});
export type OrderDetail = z.infer<typeof OrderDetail>;
