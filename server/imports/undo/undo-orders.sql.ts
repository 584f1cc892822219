import { sql } from 'kysely';
import { openCommitment } from '#shared/budget/figures.ts';
import type { Origin } from '#shared/fields.ts';
import type { TakenBackRow, UndoRow } from '#shared/imports/undo.ts';
import { toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { ApprovedRequest } from '../../requests/request-handler.ts';
import { settleOrders } from '../../orders/release-orders.sql.ts';
import type { Queries } from '../../db/database.ts';
import { sumOfCents } from '../../db/sums.ts';
import type { Tx } from '../../db/transact.ts';
import { reverseRows } from './reverse-rows.ts';
import { addEntries } from '../../orders/write-orders.sql.ts';

/**
 * What an import ordered, entry by entry. An entry on which a later file or a person built stays: the later one says
 * the difference to it, so it has to go first.
 */
export async function orderUndoRows(read: Queries, importId: number): Promise<UndoRow[]> {
  const rows = await read
    .selectFrom('commitment_entry as e')
    .leftJoin('commitment_entry as r', 'r.reverses_id', 'e.id')
    .where('e.import_id', '=', importId)
    .where('e.reverses_id', 'is', null)
    .orderBy('e.id')
    .select(['e.id', 'e.cents', 'e.effective_on as countsOn', 'r.id as takenBack'])
    .select(
      sql<number>`case when exists (select 1 from commitment_entry later
        where later.commitment_id = e.commitment_id and later.id > e.id and later.kind <> 'released'
          and later.reverses_id is null
          and not exists (select 1 from commitment_entry back where back.reverses_id = later.id))
        then 1 else 0 end`.as('changed'),
    )
    .execute();
  return rows.map(({ takenBack, changed, ...row }) => ({
    ...row,
    left: takenBack !== null ? 'taken-back' : changed === 1 ? 'changed-later' : null,
  }));
}

interface OpenPart {
  lineId: number;
  rest: Cents;
  taken: number;
}

/** What each line would have less bound: an order is never below zero, and what is due later does not bind a year. */
export async function ordersByLineOf(
  read: Queries,
  importId: number,
  staying: readonly number[],
): Promise<{ lineId: number; cents: Cents }[]> {
  const rows = await read
    .selectFrom('commitment as c')
    .innerJoin('budget_line as l', 'l.id', 'c.line_id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .leftJoin('commitment_entry as r', 'r.reverses_id', 'e.id')
    .where('e.import_id', '=', importId)
    .where('e.reverses_id', 'is', null)
    .where('r.id', 'is', null)
    .whereRef('c.due_year', '<=', 'l.year')
    .select(['c.id as orderId', 'e.id', 'e.cents', 'l.id as lineId'])
    .select((eb) =>
      eb
        .selectFrom('commitment_entry as all')
        .whereRef('all.commitment_id', '=', 'c.id')
        .select(
          sumOfCents(sql<Cents>`case when "all".kind = 'ordered' then "all".cents else -"all".cents end`).as(
            'cents',
          ),
        )
        .as('rest'),
    )
    .execute();
  const kept = new Set(staying);
  const parts = new Map<number, OpenPart>();
  for (const { orderId, id, cents, lineId, rest } of rows) {
    if (kept.has(id)) continue;
    const taken = (parts.get(orderId)?.taken ?? 0) + cents;
    parts.set(orderId, { lineId, rest: rest ?? ZERO_CENTS, taken });
  }
  const open = (rest: number): number =>
    openCommitment({ ordered: toCents(rest), released: ZERO_CENTS, cancelled: ZERO_CENTS });
  const sums = new Map<number, number>();
  for (const { lineId, rest, taken } of parts.values())
    sums.set(lineId, (sums.get(lineId) ?? 0) + open(rest) - open(rest - taken));
  return [...sums]
    .filter(([, cents]) => cents !== 0)
    .map(([lineId, cents]) => ({ lineId, cents: toCents(cents) }));
}

/**
 * Takes what an import ordered back: each entry gets one of the opposite amount on the same order, which stays; its
 * invoices release what is left of it. Returns what was taken back, in cents.
 */
export async function takeBackOrders(
  tx: Tx,
  taken: readonly TakenBackRow[],
  request: ApprovedRequest,
): Promise<Cents> {
  const orders = new Set<string>();
  let origin: Origin = 'live';
  const cents = await reverseRows(tx, taken, {
    find: async (ids) => {
      const rows = await tx.query
        .selectFrom('commitment_entry as e')
        .innerJoin('commitment as c', 'c.id', 'e.commitment_id')
        .where('e.id', 'in', ids)
        .selectAll('e')
        .select('c.order_number as orderNumber')
        .execute();
      return rows.map(({ orderNumber, ...row }) => {
        orders.add(orderNumber);
        origin = row.origin;
        return row;
      });
    },
    insert: (rows) =>
      addEntries(
        tx,
        rows.map((row) => ({ ...row, note: request.reason })),
      ),
  });
  await settleOrders(tx, orders, origin);
  return cents;
}
