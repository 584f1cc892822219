import { addDays, endOfMonth, monthOf, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { batches } from '../db/batches.ts';
import type { Tx } from '../db/transact.ts';
import type { DemoCommitment } from './demo-money-files.ts';
import { readCommitments } from './demo-money-files.ts';
import { commitmentKeys, lineKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

/** The day a month's books are taken over: the second of the next month. */
export function takenOverOn(month: string): IsoDate {
  return addDays(endOfMonth(month), 2);
}

async function insertOrders(tx: Tx, orders: readonly DemoCommitment[]): Promise<void> {
  const lines = await lineKeys(tx.query);
  const rows = orders.map((order) => ({
    order_number: order.order,
    line_id: idFrom(lines, `${order.year}|${order.line}`),
    text: order.text,
    ordered_on: order.orderedOn,
    due_year: order.dueYear,
    origin: order.origin,
    recorded_seq: tx.seq,
  }));
  for (const part of batches(rows)) await tx.query.insertInto('commitment').values(part).execute();
}

interface Entry {
  order: DemoCommitment;
  kind: 'ordered' | 'cancelled';
  cents: number;
  on: IsoDate;
}

async function insertEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const keys = await commitmentKeys(tx.query);
  const rows = entries.map((entry) => ({
    commitment_id: idFrom(keys, `${entry.order.order}|${entry.order.dueYear}`),
    kind: entry.kind,
    cents: toCents(entry.cents),
    effective_on: entry.on,
    posting_id: null,
    origin: entry.order.origin,
    recorded_seq: tx.seq,
  }));
  for (const part of batches(rows)) await tx.query.insertInto('commitment_entry').values(part).execute();
}

/** Orders and what changed on them, taken over once a month shortly before the postings. */
export function orderSteps(): DemoStep[] {
  const orders = readCommitments();
  const entries = orders.flatMap((order) => order.entries.map((entry): Entry => ({ ...entry, order })));
  return groupedBy(entries, (entry) => monthOf(entry.on)).map(([month, group]) =>
    writing(instantOf(takenOverOn(month), '08:30'), 'controlling1', async (tx) => {
      await insertOrders(
        tx,
        orders.filter((order) => monthOf(order.orderedOn) === month),
      );
      await insertEntries(tx, group);
      const after = { month, orders: group.filter((entry) => entry.kind === 'ordered').length };
      return { action: 'commitment.record', entity: 'commitment', entityId: month, after };
    }),
  );
}

/** The first month of the demo's books; the last is that of the as-of date. */
export const FIRST_MONTH = toIsoDate('2020-01-31');
