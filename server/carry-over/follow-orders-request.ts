import { FollowOrdersPayload } from '#shared/approvals/way-back.ts';
import { formatDate, toIsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { formatEuro } from '#shared/money.ts';
import { countingDay } from '#shared/periods/periods.ts';
import { effectOf } from '../movements/effect.ts';
import type { RequestHandler } from '../requests/request-handler.ts';
import type { Queries } from '../db/database.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { carryOrders, takenSum } from '../orders/carried-orders.sql.ts';
import type { RoutedOrder } from '../orders/carried-orders.sql.ts';
import { orderChanges, orderNotes } from './carried-orders-effect.ts';
import { pairLines } from './carry-over.sql.ts';
import { ordersToFollow } from './money-routes.sql.ts';

/** The orders money was carried over without, and the line each goes to. Throws `rule-violated` when there is none. */
async function planOf(read: Queries, { year, lineIds }: FollowOrdersPayload) {
  const end = toIsoDate(`${year + 1}-12-31`);
  const lines = await pairLines(read, year, { asOf: end });
  const wanted = new Set(lineIds);
  const all = await ordersToFollow(read, year, lines);
  const orders = wanted.size === 0 ? all : all.filter((order) => wanted.has(order.lineId));
  if (orders.length === 0)
    throw new AppError('rule-violated', undefined, {
      errors: [
        {
          path: 'payload.lineIds',
          message: `Auf diesen Zeilen von ${year} ist keine Bestellung zurückgeblieben, deren Geld übertragen ist.`,
        },
      ],
    });
  return { lines, orders, end };
}

async function effectiveDay(read: Queries, year: number) {
  return countingDay(await periodStates(read), toIsoDate(`${year}-12-31`));
}

function title(year: number, orders: readonly RoutedOrder[]): string {
  const count = orders.length === 1 ? 'eine Bestellung' : `${orders.length} Bestellungen`;
  return `Aufträge nachziehen ${year} nach ${year + 1}: ${count}, ${formatEuro(takenSum(orders))} €`;
}

/** Aufträge nachziehen (0030): orders follow money that was carried over without them. */
export const followOrdersRequest: RequestHandler<FollowOrdersPayload> = {
  payload: FollowOrdersPayload,
  title: async (read, payload) => title(payload.year, (await planOf(read, payload)).orders),
  effect: async (read, payload) => {
    const { lines, orders, end } = await planOf(read, payload);
    const on = await effectiveDay(read, payload.year);
    const notes = [
      `Die Bestellungen binden ab ${formatDate(on)} die Zeilen von ${payload.year + 1}; am Geld ändert sich nichts.`,
      ...orderNotes(orders, lines),
    ];
    return effectOf(read, { asOf: end, changes: await orderChanges(read, payload.year, orders) }, notes);
  },
  apply: async (tx, payload, request) => {
    const { orders } = await planOf(tx.query, payload);
    const { origin } = request;
    const on = await effectiveDay(tx.query, payload.year);
    const given = { year: payload.year, orders, on, requestId: request.id, origin };
    return { year: payload.year, orders: await carryOrders(tx, given) };
  },
};
