import { businessDate, formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { formatEuro, sumCents, toCents } from '#shared/money.ts';
import { countingDay, periodStateOf } from '#shared/periods/periods.ts';
import { newOrderFaults, orderChangeFaults } from '#shared/planning/order-rules.ts';
import type { NewOrder, OrderChange, OrderDetail } from '#shared/planning/orders.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { authorisationNotes } from '../authorisations/authorisations.sql.ts';
import { countParts, findOrder } from './orders.sql.ts';
import { firstPartOf, recordOrders } from './write-orders.sql.ts';

const BY_HAND = { origin: 'live', importId: null } as const;
/** All that is recorded, whatever its business date: rules must not overlook what counts later. */
const END = '2100-12-31' as IsoDate;

async function findLine(read: Queries, id: number): Promise<LineWithFigures> {
  const [line] = await lineFigures(read, { asOf: END, lineIds: [id] });
  if (!line)
    throw new AppError('rule-violated', undefined, {
      errors: [{ path: 'lineId', message: 'Diese Haushaltszeile gibt es nicht.' }],
    });
  return line;
}

/** What is not covered after the change: V of the line, and what a later year needs as authorisation. */
async function notesOf(read: Queries, lineId: number | null): Promise<string[]> {
  if (lineId === null) return [];
  const line = await findLine(read, lineId);
  const short =
    line.figures.V < 0
      ? [
          `Zeile ${line.number} ist jetzt um ${formatEuro(toCents(0 - line.figures.V))} € überzogen; der Deckungskreis entscheidet (§ 20 GemHVO).`,
        ]
      : [];
  return [...short, ...(await authorisationNotes(read, line))];
}

async function detailOf(read: Queries, id: number, extra: readonly string[]): Promise<OrderDetail> {
  const found = await findOrder(read, id, END);
  if (!found) throw new AppError('not-found', 'Diese Bestellung gibt es nicht.');
  return { ...found, notes: [...extra, ...(await notesOf(read, found.order.line?.id ?? null))] };
}

/** One order with its entries. Throws `not-found`. */
export async function orderDetail(read: Queries, id: number): Promise<OrderDetail> {
  return detailOf(read, id, []);
}

/**
 * Enters an order by hand. An order of a closed period counts from the next open one, and the answer says so.
 * Throws `conflict` when the number is known, `rule-violated` with every fault.
 */
export async function enterOrder(
  context: RouteContext<undefined, undefined, NewOrder>,
): Promise<OrderDetail> {
  const { db, by, clock, body } = context;
  const today = businessDate(clock.now());
  return transact(
    db,
    by,
    async (tx) => {
      const line = await findLine(tx.query, body.lineId);
      const errors = newOrderFaults(line, body, today);
      if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
      if ((await countParts(tx.query, body.orderNumber)) > 0)
        throw new AppError(
          'conflict',
          `Die Bestellung ${body.orderNumber} gibt es schon. Mehr davon wird bei ihr als weiterer Betrag eingetragen.`,
        );
      const { parts, ...head } = body;
      const entries = parts.map((part) => ({
        ...head,
        ...part,
        kind: 'ordered' as const,
        on: head.orderedOn,
      }));
      await recordOrders(
        tx,
        entries.map((entry) => ({ ...entry, cents: toCents(entry.cents) })),
        BY_HAND,
      );
      // Reckoned before it is kept: nothing may stay that no page can add up.
      await notesOf(tx.query, body.lineId);
      const counts = countingDay(await periodStates(tx.query), head.orderedOn);
      const id = await firstPartOf(tx.query, head.orderNumber);
      const cents = sumCents(parts.map((part) => toCents(part.cents)));
      return {
        result: {
          id,
          notes:
            counts === head.orderedOn
              ? []
              : [`Die Periode ist geschlossen: die Bestellung zählt ab ${formatDate(counts)}.`],
        },
        change: {
          action: 'order.enter',
          entity: 'order',
          entityId: head.orderNumber,
          after: { line: line.number, year: line.year, cents, parts },
        },
      };
    },
    (query, { id, notes }) => detailOf(query, id, notes),
  );
}

/**
 * Orders more or cancels a part, by due year; `If-Match` is the order's version (412). Throws `period-closed` for
 * a day in a closed period, `rule-violated` with every fault: never more is cancelled than is open.
 */
export async function changeOrder(
  context: RouteContext<{ id: number }, undefined, OrderChange>,
): Promise<OrderDetail> {
  const { db, by, clock, params, body, ifMatch } = context;
  const today = businessDate(clock.now());
  return transact(
    db,
    by,
    async (tx) => {
      const current = await detailOf(tx.query, params.id, []);
      const { order } = current;
      if (order.version !== ifMatch) throw new AppError('stale', undefined, { current });
      const part = order.parts.find((one) => one.dueYear === body.dueYear);
      const line = order.line === null ? null : await findLine(tx.query, order.line.id);
      const open = { line, orderedOn: order.orderedOn, openCents: part?.openCents ?? null };
      const errors = orderChangeFaults(open, body, today);
      if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
      const states = await periodStates(tx.query);
      if (periodStateOf(states, body.on.slice(0, 7)) === 'closed')
        throw new AppError(
          'period-closed',
          `Der ${formatDate(body.on)} liegt in einer geschlossenen Periode; möglich ist ab ${formatDate(countingDay(states, body.on))}. Es wurde nichts eingetragen.`,
        );
      const { kind, dueYear, on, reason } = body;
      const cents = toCents(body.cents);
      const { orderNumber, text, orderedOn } = order;
      const lineId = order.line?.id ?? null;
      await recordOrders(
        tx,
        [{ orderNumber, text, orderedOn, lineId, kind, dueYear, cents, on, note: reason }],
        BY_HAND,
      );
      await notesOf(tx.query, lineId);
      return {
        result: undefined,
        change: {
          action: kind === 'ordered' ? 'order.add' : 'order.cancel',
          entity: 'order',
          entityId: orderNumber,
          reason,
          before: { openCents: part?.openCents ?? 0, dueYear },
          after: { cents, on },
        },
      };
    },
    (query) => detailOf(query, params.id, []),
  );
}
