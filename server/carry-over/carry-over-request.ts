import { LEDGER_SHORT, LEDGERS } from '#shared/budget/terms.ts';
import { formatDate, toIsoDate } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { formatEuro, toCents } from '#shared/money.ts';
import { countingDay } from '#shared/periods/periods.ts';
import { carryOverCap, CARRY_OVER_RULE_WORDS, pairSums } from '#shared/planning/carry-over.ts';
import { carryOverFaults, CarryOverPayload } from '#shared/planning/carry-over-request.ts';
import type { CarryOverPair, PairLine } from '#shared/planning/carry-over-request.ts';
import { effectOf } from '../movements/effect.ts';
import type { ApprovedRequest, RequestHandler } from '../requests/request-handler.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { carryOrders, routedOrders } from '../orders/carried-orders.sql.ts';
import type { RoutedOrder } from '../orders/carried-orders.sql.ts';
import { orderChanges, orderNotes } from './carried-orders-effect.ts';
import { pairLines } from './carry-over.sql.ts';
import { addMovements } from '../ledger/write-ledger.sql.ts';
import { keepFirstUses } from './carry-over.sql.ts';
import { paperFaults, paperId } from '../papers/papers.sql.ts';

/** Everything that is known about both years counts, whatever day it is asked on: caps never depend on the day. */
const endOf = (year: FiscalYear): IsoDate => toIsoDate(`${year + 1}-12-31`);

/** Carry-overs take effect on the last day of the year they leave; in a closed period from the next open one. */
async function effectiveDay(read: Queries, year: FiscalYear): Promise<IsoDate> {
  return countingDay(await periodStates(read), toIsoDate(`${year}-12-31`));
}

async function checkedLines(read: Queries, payload: CarryOverPayload): Promise<Map<number, PairLine>> {
  const lines = await pairLines(read, payload.year, { asOf: endOf(payload.year) });
  const errors = [...carryOverFaults(payload, lines), ...(await paperFaults(read, payload.paper))];
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
  return lines;
}

async function title(read: Queries, payload: CarryOverPayload): Promise<string> {
  const lines = await pairLines(read, payload.year, { asOf: endOf(payload.year) });
  const sums = pairSums(payload.pairs, (id) => lines.get(id)?.ledger);
  const parts = LEDGERS.flatMap((ledger) => {
    const cents = sums[ledger];
    return cents === undefined ? [] : [`${LEDGER_SHORT[ledger]} ${formatEuro(cents)} €`];
  });
  const count = payload.pairs.length === 1 ? 'eine Zeile' : `${payload.pairs.length} Zeilen`;
  return `Ermächtigungsübertragung ${payload.year} nach ${payload.year + 1}: ${count}, ${parts.join(', ')}`;
}

/** The orders that go along: as far as everything carried out of their line reaches, what went along already taken off. */
async function ordersAlong(
  read: Queries,
  payload: CarryOverPayload,
  lines: ReadonlyMap<number, PairLine>,
): Promise<RoutedOrder[]> {
  const routes = payload.pairs.map(({ lineId, targetLineId, cents }) => {
    const line = lines.get(lineId);
    const before = line ? line.carriedCents - line.alongCents : 0;
    return { lineId, targetLineId, cents: toCents(Math.max(0, before + cents)) };
  });
  return routedOrders(read, payload.year, routes);
}

async function effect(read: Queries, payload: CarryOverPayload) {
  const lines = await checkedLines(read, payload);
  const on = await effectiveDay(read, payload.year);
  const end = endOf(payload.year);
  const orders = await ordersAlong(read, payload, lines);
  const changes = [
    ...payload.pairs.flatMap(({ lineId, targetLineId, cents }) => [
      { lineId, part: 'E' as const, cents: toCents(0 - cents) },
      { lineId: targetLineId, part: 'E' as const, cents },
    ]),
    ...(await orderChanges(read, payload.year, orders)),
  ];
  const late =
    on === toIsoDate(`${payload.year}-12-31`)
      ? []
      : [`Der Dezember ${payload.year} ist geschlossen: die Übertragung zählt ab ${formatDate(on)}.`];
  const notes = [
    `Zahlen zum ${formatDate(end)}: alles, was für beide Jahre bekannt ist.`,
    ...[...late, ...orderNotes(orders, lines), ...firstUses(payload, lines)],
  ];
  return effectOf(read, { asOf: end, changes }, notes);
}

/** What the request says about the first use of an investment: whoever decides sees the day it replaces. */
function firstUses(payload: CarryOverPayload, lines: ReadonlyMap<number, PairLine>): string[] {
  return payload.pairs.flatMap(({ lineId, firstUsedOn }) => {
    const line = lines.get(lineId);
    if (!line || firstUsedOn === null || firstUsedOn === line.firstUsedOn) return [];
    const before = line.firstUsedOn === null ? 'nicht angegeben' : formatDate(line.firstUsedOn);
    return [`Zeile ${line.number}: in Benutzung seit ${formatDate(firstUsedOn)}, bisher ${before}.`];
  });
}

function reasonOf(pair: CarryOverPair, line: PairLine, direction: string): string {
  const { rule } = carryOverCap({ ...line, firstUsedOn: pair.firstUsedOn ?? line.firstUsedOn });
  const own = pair.reason === '' ? '' : `: ${pair.reason}`;
  return `Ermächtigungsübertragung ${direction}, ${CARRY_OVER_RULE_WORDS[rule]} GemHVO${own}`;
}

async function insertPairs(
  tx: Tx,
  payload: CarryOverPayload,
  lines: ReadonlyMap<number, PairLine>,
  request: ApprovedRequest,
): Promise<{ movements: number; orders: number }> {
  const { origin } = request;
  const shared = {
    effective_on: await effectiveDay(tx.query, payload.year),
    council_paper_id: await paperId(tx, payload.paper, origin),
    ...{ kind: 'E' as const, import_id: null, row_key: null, occurrence: null, reverses_id: null },
    ...{ request_id: request.id, origin, recorded_seq: tx.seq },
  };
  const rows = payload.pairs.flatMap((pair) => {
    const line = lines.get(pair.lineId);
    if (!line) return [];
    const pair_key = `E-${payload.year + 1}-${line.number}-Antrag-${request.id}`;
    const out = { line_id: pair.lineId, counter_line_id: pair.targetLineId, cents: toCents(0 - pair.cents) };
    const into = { line_id: pair.targetLineId, counter_line_id: pair.lineId, cents: pair.cents };
    return [
      { ...shared, ...out, pair_key, reason: reasonOf(pair, line, `nach ${payload.year + 1}`) },
      { ...shared, ...into, pair_key, reason: reasonOf(pair, line, `aus ${payload.year}`) },
    ];
  });
  await addMovements(tx, rows);
  const uses = payload.pairs.flatMap(({ lineId, firstUsedOn }) => {
    const line = lines.get(lineId);
    if (!line || firstUsedOn === null || firstUsedOn === line.firstUsedOn) return [];
    const { number, ledger } = line;
    const kept = { request_id: request.id, origin, recorded_seq: tx.seq };
    return [{ ...kept, number, ledger, first_used_on: firstUsedOn }];
  });
  await keepFirstUses(tx, uses);
  const orders = await carryOrders(tx, {
    year: payload.year,
    orders: await ordersAlong(tx.query, payload, lines),
    on: shared.effective_on,
    requestId: request.id,
    origin,
  });
  return { movements: rows.length, orders };
}

/** Requests of the kind `carry-over`: all pairs of a year; out of y = into y+1 by construction (§ 21 GemHVO). */
export const carryOverRequest: RequestHandler<CarryOverPayload> = {
  payload: CarryOverPayload,
  title,
  effect,
  apply: async (tx, payload, request) => {
    const lines = await checkedLines(tx.query, payload);
    const booked = await insertPairs(tx, payload, lines, request);
    return { year: payload.year, pairs: payload.pairs.length, ...booked };
  },
};
