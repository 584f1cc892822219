import { LEDGER_WORDS } from '../budget/terms.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { OrderList, OrderPart, OrderRow } from './orders.ts';

/** What an order binds in one due year, as a row of the page. */
export interface OrderListRow {
  order: OrderRow;
  part: OrderPart;
  first: boolean;
}

/** One row a due year; an order's own facts stand in its first one. */
export function orderRows(orders: readonly OrderRow[]): OrderListRow[] {
  return orders.flatMap((order) => order.parts.map((part, at) => ({ order, part, first: at === 0 })));
}

/** Ledgers are never added, so nothing is summed. */
export const ORDER_LIST: List<OrderListRow, Pick<OrderList, 'orders'>> = {
  ...{ title: 'Bestellungen', one: 'Fälligkeit', many: 'Fälligkeiten' },
  rows: ({ orders }) => orderRows(orders),
  columns: () =>
    listColumns<OrderListRow>([
      {
        ...{ key: 'bestellung', label: 'Bestellung', kind: 'text' },
        value: ({ order }) => order.orderNumber,
      },
      {
        ...{ key: 'zeile', label: 'Zeile', kind: 'text' },
        value: ({ order }) => order.line?.number ?? 'ohne Zeile',
        second: ({ order }) => order.line?.name ?? null,
        secondLabel: 'Bezeichnung der Zeile',
      },
      {
        ...{ key: 'haushalt', label: 'Haushalt', kind: 'text' },
        value: ({ order }) => order.line && LEDGER_WORDS[order.line.ledger],
      },
      { ...{ key: 'text', label: 'Text', kind: 'text' }, value: ({ order }) => order.text },
      { ...{ key: 'am', label: 'bestellt am', kind: 'date' }, value: ({ order }) => order.orderedOn },
      {
        ...{ key: 'faellig', label: 'fällig', kind: 'integer' },
        value: ({ part }) => part.dueYear,
        parts: [
          { label: 'fällig', kind: 'whole', value: ({ part }) => part.dueYear },
          {
            ...{ label: 'Vorbelastung', kind: 'text', width: 13 },
            value: ({ part }) => (part.preCommitment ? 'ja' : null),
          },
        ],
      },
      { ...{ key: 'bestellt', label: 'bestellt', kind: 'cents' }, value: ({ part }) => part.orderedCents },
      { ...{ key: 'berechnet', label: 'berechnet', kind: 'cents' }, value: ({ part }) => part.releasedCents },
      {
        ...{ key: 'storniert', label: 'storniert', kind: 'cents' },
        value: ({ part }) => part.cancelledCents,
      },
      {
        ...{ key: 'uebertragen', label: 'übertragen', kind: 'cents' },
        value: ({ part }) => part.carriedCents,
      },
      { ...{ key: 'offen', label: 'offen', kind: 'cents' }, value: ({ part }) => part.openCents },
    ]),
};
