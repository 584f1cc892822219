import { openCommitment } from '#shared/budget/figures.ts';
import { LEDGERS } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { codeForm } from '#shared/codes.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { OrderDetail, OrderList, OrderPart, OrderRow } from '#shared/planning/orders.ts';
import { knownUntil } from '../clocks/selection.ts';
import { orderSums } from '../ledger/parts.sql.ts';
import type { Queries } from '../db/database.ts';
import { holdsText } from '../db/holds-text.ts';
import { countRows } from '../db/sums.ts';

export const ORDERS_PER_PAGE = 100;

export interface OrderQuery {
  asOf: IsoDate;
  knownSeq?: number | undefined;
  /** Year of the lines; absent = all. */
  year?: FiscalYear | undefined;
  lineId?: number | undefined;
  /** Part of an order number or of its text. */
  search?: string | undefined;
  /** Only orders that still bind something. */
  openOnly?: boolean | undefined;
  page: number;
}

/** Parts with their sums up to the day; one row per order and due year. */
function partSums(read: Queries, query: Omit<OrderQuery, 'page'>) {
  let parts = read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .leftJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('e.effective_on', '<=', query.asOf)
    .where('e.recorded_seq', '<=', knownUntil(query));
  if (query.lineId !== undefined) parts = parts.where('c.line_id', '=', query.lineId);
  else if (query.year !== undefined) {
    const year = query.year;
    parts = parts.where((eb) =>
      // An order without line has no year but that in which it is due.
      eb.or([eb('l.year', '=', year), eb.and([eb('c.line_id', 'is', null), eb('c.due_year', '=', year)])]),
    );
  }
  if (query.search !== undefined) {
    const { search } = query;
    parts = parts.where((eb) =>
      eb.or([
        // Stored as SAP shows it, whatever zeros somebody typed in front.
        holdsText(eb.ref('c.order_number'), codeForm(search, 'number')),
        holdsText(eb.ref('c.text'), search),
      ]),
    );
  }
  return parts
    .groupBy(['c.id', 'c.order_number', 'c.line_id', 'c.due_year', 'l.ledger'])
    .select(['c.id', 'c.order_number as orderNumber', 'c.line_id as lineId', 'c.due_year as dueYear'])
    .select(['l.ledger'])
    .select(orderSums());
}

type PartSum = Awaited<ReturnType<ReturnType<typeof partSums>['execute']>>[number];

const orderKey = (part: PartSum): string => `${part.orderNumber}|${part.lineId ?? ''}`;

function sumsOf(parts: readonly PartSum[]): OrderList['sums'] {
  const groups = Map.groupBy(parts, (part) => `${part.ledger ?? ''}|${part.dueYear}`);
  return [...groups.values()]
    .flatMap(([first, ...rest]) => (first ? [sumOf(first, rest)] : []))
    .sort(
      (a, b) =>
        (a.ledger === null ? 9 : LEDGERS.indexOf(a.ledger)) -
          (b.ledger === null ? 9 : LEDGERS.indexOf(b.ledger)) || a.dueYear - b.dueYear,
    );
}

function sumOf(first: PartSum, rest: readonly PartSum[]): OrderList['sums'][number] {
  const all = [first, ...rest];
  const over = (of: (part: PartSum) => number) => toCents(all.reduce((sum, part) => sum + of(part), 0));
  return {
    ledger: first.ledger,
    dueYear: first.dueYear,
    orderedCents: over((part) => part.ordered),
    releasedCents: over((part) => part.released),
    cancelledCents: over((part) => part.cancelled),
    carriedCents: over((part) => part.carried),
    openCents: over(openCommitment),
  };
}

function partView(part: PartSum, lineYear: number | null): OrderPart {
  return {
    id: part.id,
    dueYear: part.dueYear,
    orderedCents: part.ordered,
    releasedCents: part.released,
    cancelledCents: part.cancelled,
    carriedCents: part.carried,
    openCents: openCommitment(part),
    preCommitment: lineYear !== null && part.dueYear > lineYear,
  };
}

/** Heads of orders with their lines and the newest change of each order number. */
async function heads(read: Queries, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, never>();
  const rows = await read
    .selectFrom('commitment as c')
    .leftJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('c.id', 'in', ids)
    .select(['c.id', 'c.text', 'c.ordered_on as orderedOn'])
    .select(['l.id as lineId', 'l.number', 'l.name', 'l.year', 'l.ledger'])
    .select((eb) =>
      eb
        .selectFrom('commitment as other')
        .innerJoin('commitment_entry as e', 'e.commitment_id', 'other.id')
        .whereRef('other.order_number', '=', 'c.order_number')
        .select((inner) => inner.fn.max('e.recorded_seq').as('seq'))
        .as('version'),
    )
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function rowsOf(read: Queries, orders: readonly PartSum[][]): Promise<OrderRow[]> {
  const firsts = orders.flatMap((parts) => parts.slice(0, 1));
  const found = await heads(
    read,
    firsts.map((part) => part.id),
  );
  return orders.flatMap((parts) => {
    const head = found.get(parts[0]?.id ?? 0);
    if (!head) return [];
    const { id, text, orderedOn, lineId, number, name, year, ledger, version } = head;
    const line =
      lineId === null || year === null || ledger === null
        ? null
        : { id: lineId, number: number ?? '', name: name ?? '', year, ledger };
    return [
      {
        id,
        orderNumber: parts[0]?.orderNumber ?? '',
        text,
        orderedOn,
        line,
        parts: parts.map((part) => partView(part, year)),
        version: version ?? 0,
      },
    ];
  });
}

/** Orders in the order of their number, with the sums over all that match, in three statements. */
export async function listOrders(read: Queries, query: OrderQuery): Promise<OrderList> {
  const found = inNaturalOrder(
    await partSums(read, query).orderBy('c.due_year').orderBy('c.id').execute(),
    (part) => part.orderNumber,
  );
  const groups = [...Map.groupBy(found, orderKey).values()];
  const shown = query.openOnly
    ? groups.filter((parts) => parts.some((part) => openCommitment(part) > 0))
    : groups;
  const from = (query.page - 1) * ORDERS_PER_PAGE;
  return {
    asOf: query.asOf,
    year: query.year ?? null,
    orders: await rowsOf(read, shown.slice(from, from + ORDERS_PER_PAGE)),
    total: shown.length,
    page: query.page,
    perPage: ORDERS_PER_PAGE,
    sums: sumsOf(shown.flat()),
  };
}

/** One order by the id of any of its parts, with all its parts whatever line they are on; undefined = unknown. */
export async function findOrder(
  read: Queries,
  id: number,
  asOf: IsoDate,
): Promise<Omit<OrderDetail, 'notes'> | undefined> {
  const head = await read
    .selectFrom('commitment')
    .where('id', '=', id)
    .select(['order_number as orderNumber', 'line_id as lineId'])
    .executeTakeFirst();
  if (!head) return undefined;
  const parts = await partSums(read, { asOf })
    .where('c.order_number', '=', head.orderNumber)
    .where('c.line_id', head.lineId === null ? 'is' : '=', head.lineId)
    .orderBy('c.due_year')
    .execute();
  const [order] = await rowsOf(read, [parts]);
  if (!order) return undefined;
  return {
    order,
    entries: await entriesOf(
      read,
      order.parts.map((part) => part.id),
      asOf,
    ),
  };
}

async function entriesOf(
  read: Queries,
  partIds: readonly number[],
  asOf: IsoDate,
): Promise<OrderDetail['entries']> {
  const rows = await read
    .selectFrom('commitment_entry as e')
    .innerJoin('commitment as c', 'c.id', 'e.commitment_id')
    .innerJoin('history as h', 'h.seq', 'e.recorded_seq')
    .leftJoin('posting as p', 'p.id', 'e.posting_id')
    .leftJoin('commitment_carry as y', 'y.id', 'e.carry_id')
    .where('c.id', 'in', partIds)
    .where('e.effective_on', '<=', asOf)
    .orderBy('e.effective_on')
    .orderBy('e.id')
    .select(['c.due_year as dueYear', 'e.kind', 'e.cents', 'e.effective_on as on', 'e.note'])
    .select(['p.document_number as documentNumber', 'h.at as recordedAt', 'h.actor as by'])
    .select(['e.carry_id as carryId', 'y.request_id as requestId'])
    .execute();
  return rows.map(({ carryId, kind, ...row }) => ({
    ...row,
    kind: carryId === null ? kind : kind === 'ordered' ? 'carried-in' : 'carried-out',
  }));
}

/** How many parts carry an order number. */
export async function countParts(read: Queries, orderNumber: string): Promise<number> {
  const row = await read
    .selectFrom('commitment')
    .where('order_number', '=', orderNumber)
    .select(countRows().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}
