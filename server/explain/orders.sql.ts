import { inNaturalOrder } from '#shared/order.ts';
import { knownUntil } from '../clocks/selection.ts';
import { entrySum } from '../ledger/parts.sql.ts';
import type { Queries } from '../db/database.ts';
import type { Clocks } from './movements.sql.ts';

/** An order with the line it binds; undefined when there is none. */
export async function findOrder(read: Queries, id: number) {
  return read
    .selectFrom('commitment as c')
    .leftJoin('budget_line as l', 'l.id', 'c.line_id')
    .leftJoin('import as i', 'i.id', 'c.import_id')
    .where('c.id', '=', id)
    .select([
      'c.id',
      'c.order_number as orderNumber',
      'c.text',
      'c.ordered_on as orderedOn',
      'c.due_year as dueYear',
      'l.number as lineNumber',
      'l.year as lineYear',
      'i.id as importId',
      'i.file_name as importFile',
    ])
    .executeTakeFirst();
}

/** The entries of an order in effect and known, with the invoice behind each, in order of effect. */
export async function orderEntries(read: Queries, id: number, clocks: Clocks) {
  return read
    .selectFrom('commitment_entry as e')
    .leftJoin('posting as p', 'p.id', 'e.posting_id')
    .leftJoin('import as i', (join) =>
      join.on((eb) => eb('i.id', '=', eb.fn.coalesce('e.import_id', 'p.import_id'))),
    )
    .leftJoin('commitment_carry as y', 'y.id', 'e.carry_id')
    .leftJoin('commitment as other', (join) =>
      join.on((eb) =>
        eb(
          'other.id',
          '=',
          eb.case().when('y.from_id', '=', id).then(eb.ref('y.to_id')).else(eb.ref('y.from_id')).end(),
        ),
      ),
    )
    .leftJoin('budget_line as ol', 'ol.id', 'other.line_id')
    .leftJoin('request as q', 'q.id', 'y.request_id')
    .where('e.commitment_id', '=', id)
    .where('e.effective_on', '<=', clocks.asOf)
    .where('e.recorded_seq', '<=', knownUntil(clocks))
    .orderBy('e.effective_on')
    .orderBy('e.id')
    .select([
      'e.kind',
      'e.cents',
      'e.effective_on as effectiveOn',
      'p.id as postingId',
      'p.document_number as documentNumber',
      'p.line_item as lineItem',
      'p.text',
      'i.id as importId',
      'i.file_name as importFile',
      'other.id as otherPartId',
      'ol.number as otherLine',
      'ol.year as otherYear',
      'q.id as requestId',
      'q.title as requestTitle',
    ])
    .execute();
}

/** What the orders of lines come to per order; `due` decides between commitment (O) and pre-commitment. */
function orderSums(read: Queries, clocks: Clocks) {
  return read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .innerJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('e.effective_on', '<=', clocks.asOf)
    .where('e.recorded_seq', '<=', knownUntil(clocks))
    .groupBy(['c.id', 'c.order_number', 'c.text', 'c.ordered_on', 'c.due_year', 'l.id', 'l.number', 'l.kind'])
    .select([
      'c.id',
      'c.order_number as orderNumber',
      'c.text',
      'c.ordered_on as orderedOn',
      'c.due_year as dueYear',
      'l.id as lineId',
      'l.kind as lineKind',
      'l.number as lineNumber',
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .orderBy('c.due_year');
}

type Sums = Awaited<ReturnType<ReturnType<typeof orderSums>['execute']>>;
export type OrderSum = Sums[number];

const byDay = (orders: Sums): Sums =>
  inNaturalOrder(
    orders,
    (order) => order.orderNumber,
    (order) => order.orderedOn,
  );

/** The orders that make up O of a line: those due in its year or before. */
export async function ordersOfLine(read: Queries, lineId: number, clocks: Clocks): Promise<OrderSum[]> {
  const orders = orderSums(read, clocks)
    .where('c.line_id', '=', lineId)
    .whereRef('c.due_year', '<=', 'l.year');
  return byDay(await orders.execute());
}

/** The orders of a ledger's lines of a year that fall due in a later year (Vorbelastung). */
export async function ordersDueLater(
  read: Queries,
  of: { ledger: 'result' | 'cash' | 'costing'; year: number; dueYear: number },
  clocks: Clocks,
): Promise<OrderSum[]> {
  const orders = orderSums(read, clocks)
    .where('l.ledger', '=', of.ledger)
    .where('l.year', '=', of.year)
    .where('c.due_year', '=', of.dueYear);
  return byDay(await orders.execute());
}
