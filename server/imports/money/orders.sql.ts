import { sql } from 'kysely';
import { orderContent, orderKey } from '#shared/imports/order-key.ts';
import type { KnownOrder, KnownOrders } from '#shared/imports/order-key.ts';
import type { ExistingRow } from '#shared/imports/match.ts';
import type { Digest } from '#shared/imports/row-key.ts';
import type { SourceRow } from '#shared/imports/source-row.ts';
import type { Queries } from '../../db/database.ts';
import { sumOfCents } from '../../db/sums.ts';

const ORDERS_AT_ONCE = 500;

/**
 * What is ordered under the order numbers of a file, by order number and due year. What a carry-over brought is known
 * under the new year as well, so that SAP's own carry-forward of it counts once; a part of a file or a form with the
 * same number and due year stands before it and is compared without it.
 */
export async function knownOrders(read: Queries, rows: readonly SourceRow[]): Promise<KnownOrders> {
  const numbers = [...new Set(rows.map((row) => row.orderNumber))];
  const found: [string, KnownOrder][] = [];
  for (let at = 0; at < numbers.length; at += ORDERS_AT_ONCE) {
    const orders = await read
      .selectFrom('commitment as c')
      .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
      .leftJoin('budget_line as l', 'l.id', 'c.line_id')
      .where('c.order_number', 'in', numbers.slice(at, at + ORDERS_AT_ONCE))
      .where('e.kind', '=', 'ordered')
      .where((eb) => eb.or([eb('e.carry_id', 'is', null), eb('c.carried', '=', 1)]))
      .groupBy(['c.id', 'c.order_number', 'c.due_year', 'c.line_id', 'l.number'])
      .orderBy('c.carried', 'desc')
      .orderBy('c.id', 'desc')
      .select(['c.order_number as orderNumber', 'c.due_year as fiscalYear'])
      .select(['c.line_id as lineId', 'l.number as lineNumber'])
      .select((eb) => sumOfCents(eb.ref('e.cents')).as('cents'))
      .select(
        sql<number>`cast(sum(case when e.reverses_id is null and not exists (
          select 1 from commitment_entry r where r.reverses_id = e.id) then 1 else 0 end) as bigint)`.as(
          'counting',
        ),
      )
      .execute();
    for (const { cents, lineId, lineNumber, counting, ...order } of orders)
      found.push([orderKey(order), { cents, lineId, lineNumber, counts: counting > 0 }]);
  }
  return new Map(found);
}

/** The same as rows a file is matched with. */
export function orderRows(orders: KnownOrders, digest: Digest): ExistingRow[] {
  return [...orders].map(([key, { cents, counts }]) => ({
    key,
    takenBack: !counts,
    occurrence: 1,
    content: digest(orderContent(cents)),
  }));
}
