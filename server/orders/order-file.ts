import * as z from 'zod';
import { formatDate } from '#shared/calendar.ts';
import { pushAll } from '#shared/largest.ts';
import { knownOnField, yearQueryField } from '#shared/fields.ts';
import { ORDER_LIST } from '#shared/planning/order-list.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { listFile } from '../lists/list-file.ts';
import { listOrders } from './orders.sql.ts';

/** The list as it is shown, as a workbook. */
export const ordersFile = listFile(import.meta.url, 'ordersFile', {
  path: '/api/orders.xlsx',
  action: 'ledger:read',
  list: ORDER_LIST,
  fileName: 'bestellungen',
  query: {
    knownOn: knownOnField,
    year: yearQueryField.optional(),
    line: z.coerce.number().int().positive().optional(),
    search: z.string().trim().min(1).max(60).optional(),
    open: z.enum(['1']).optional(),
  },
  said: ({ knownOn, year, line, search, open }) => [
    knownOn === undefined ? null : `bekannt am ${formatDate(knownOn)}`,
    year === undefined ? null : `Jahr der Zeile ${year}`,
    line === undefined ? null : 'nur eine Zeile',
    search === undefined ? null : `Suche: ${search}`,
    open === undefined ? null : 'nur offene',
  ],
  // The page shows a hundred at a time; its file has all of them.
  read: async (read, { asOf, query: { knownOn, year, line, search, open } }) => {
    const knownSeq = await knownSeqOn(read, knownOn);
    const asked = { asOf, knownSeq, year, lineId: line, search, openOnly: open === '1' };
    const first = await listOrders(read, { ...asked, page: 1 });
    const orders = [...first.orders];
    for (let page = 2; orders.length < first.total; page += 1)
      pushAll(orders, (await listOrders(read, { ...asked, page })).orders);
    return { orders };
  },
});
