import { TakeBackPayload } from '#shared/approvals/way-back.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import { endOfMonth, fiscalYearOf, formatDate, monthsBetween, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { formatEuro, sumCents, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { countingDay } from '#shared/periods/periods.ts';
import type { PeriodStates } from '#shared/periods/periods.ts';
import { effectView, hypotheticalState } from '../movements/effect.ts';
import type { HypotheticalChange, HypotheticalState } from '../movements/effect.ts';
import type { ApprovedRequest, RequestHandler } from '../requests/request-handler.ts';
import { settleOrders } from '../orders/release-orders.sql.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { bringBackChanges } from './carried-orders-effect.ts';
import { carriesOfPairs, pairsNamed } from './take-back.sql.ts';
import type { BookedMovement, CarryBack } from './take-back.sql.ts';
import { reverseMovements } from '../ledger/write-ledger.sql.ts';
import { addCarries } from '../orders/carried-orders.sql.ts';

interface TakeBackPlan {
  pairs: BookedMovement[][];
  carries: CarryBack[];
  /** What counts on which day, by the movement it reverses. */
  days: Map<number, IsoDate>;
  states: PeriodStates;
}

/** A year that is closed gives nothing back any more; within it a closed month's counts from the next open day. */
function closedFaults(pairs: readonly BookedMovement[][], days: ReadonlyMap<number, IsoDate>): FieldError[] {
  return pairs.flatMap((pair) => {
    const last = pair.reduce((newest, movement) => Math.max(newest, movement.year), 0);
    const late = pair.find((movement) => fiscalYearOf(days.get(movement.id) ?? movement.effectiveOn) > last);
    if (!late) return [];
    const message = `Das Haushaltsjahr ${last} ist geschlossen: auf Zeile ${late.number} lässt sich nichts mehr zurücknehmen.`;
    return [{ path: 'payload.movementIds', message }];
  });
}

/** What is taken back and when it counts. Throws `rule-violated` with every fault, `period-closed`. */
async function planOf(read: Queries, payload: TakeBackPayload): Promise<TakeBackPlan> {
  const { pairs, faults } = await pairsNamed(read, payload.movementIds);
  if (faults.length > 0) throw new AppError('rule-violated', undefined, { errors: faults });
  const states = await periodStates(read);
  const days = new Map(
    pairs.flat().map((movement) => [movement.id, countingDay(states, movement.effectiveOn)]),
  );
  const closed = closedFaults(pairs, days);
  if (closed.length > 0) throw new AppError('period-closed', closed[0]?.message, { errors: closed });
  return { pairs, days, states, carries: await carriesOfPairs(read, pairs) };
}

async function changesOf(read: Queries, { pairs, carries }: TakeBackPlan): Promise<HypotheticalChange[]> {
  const numbers = [...new Set(carries.map((carry) => carry.orderNumber))];
  const ids = new Set(carries.map((carry) => carry.id));
  return [
    ...pairs.flat().map(({ lineId, kind, cents }) => ({ lineId, part: kind, cents: toCents(-cents) })),
    ...(await bringBackChanges(read, numbers, ids)),
  ];
}

/** What was given must still be there: the cover group of every line that gives it back stays at 0 or above (§ 20 GemHVO). */
function usedUp({ lines, groups }: HypotheticalState, on: IsoDate): FieldError[] {
  const short = (before: Cents, after: Cents): boolean => after < 0 && after < before;
  const said = (where: string, after: Cents): FieldError => ({
    path: 'payload.movementIds',
    message: `${where}: am ${formatDate(on)} fehlten nach der Rücknahme ${formatEuro(toCents(-after))} €; was übertragen oder eingenommen war, ist ausgegeben oder gebunden.`,
  });
  const ofGroups = groups
    .filter(({ before, after }) => short(before.V, after.V))
    .map(({ code, year, after }) => said(`Deckungskreis ${code}, ${year}`, after.V));
  const alone = lines
    .filter(({ line }) => line.coverGroup === null && line.kind !== 'income')
    .filter(({ before, after }) => short(before.V, after.V))
    .map(({ line, after }) => said(`Zeile ${line.number}, ${line.year}`, after.V));
  return [...ofGroups, ...alone];
}

/** The ends of months from the first day anything is taken back until the end of the last year it is in. */
function daysToLook({ pairs, days }: TakeBackPlan, end: IsoDate): IsoDate[] {
  const all = pairs.flat().map((movement) => days.get(movement.id) ?? movement.effectiveOn);
  const first = all.reduce((least, day) => (day < least ? day : least));
  return [...new Set([first, ...monthsBetween(first, end).map(endOfMonth), end])].sort();
}

async function effect(read: Queries, payload: TakeBackPayload) {
  const plan = await planOf(read, payload);
  const changes = await changesOf(read, plan);
  const years = [...new Set(plan.pairs.flat().map((movement) => movement.year))].sort((a, b) => a - b);
  const end = toIsoDate(`${years.at(-1) ?? 0}-12-31`);
  for (const on of daysToLook(plan, end)) {
    const errors = usedUp(await hypotheticalState(read, { asOf: on, changes, years }), on);
    // The first day that is short says it all.
    if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
  }
  const atEnd = await hypotheticalState(read, { asOf: end, changes });
  return effectView(read, end, atEnd, notesOf(plan, end));
}

function notesOf({ pairs, carries, days }: TakeBackPlan, end: IsoDate): string[] {
  const late = [...new Set(pairs.flat().filter((one) => days.get(one.id) !== one.effectiveOn))].map(
    (one) => days.get(one.id) ?? one.effectiveOn,
  );
  const orders = new Set(carries.map((carry) => carry.orderNumber)).size;
  return [
    `Zahlen zum ${formatDate(end)}: alles, was bekannt ist. Beides bleibt im Verlauf stehen: was gebucht war und dass es zurückgenommen ist.`,
    ...(late[0] === undefined
      ? []
      : [`Die Periode ist geschlossen: die Rücknahme zählt ab ${formatDate(late[0])}.`]),
    ...(orders === 0
      ? []
      : [
          orders === 1
            ? 'Eine mitgenommene Bestellung kommt zurück und bindet wieder das alte Jahr.'
            : `${orders} mitgenommene Bestellungen kommen zurück und binden wieder das alte Jahr.`,
        ]),
  ];
}

async function bringBack(tx: Tx, { carries, states }: TakeBackPlan, request: ApprovedRequest): Promise<void> {
  const rows = carries.map((carry) => ({
    from_id: carry.fromId,
    to_id: carry.toId,
    cents: carry.cents,
    effective_on: countingDay(states, carry.effectiveOn),
    request_id: request.id,
    reverses_id: carry.id,
    origin: request.origin,
    recorded_seq: tx.seq,
  }));
  await addCarries(tx, rows);
  await settleOrders(
    tx,
    carries.map((carry) => carry.orderNumber),
    request.origin,
  );
}

const effectiveOn = (day: IsoDate | undefined) => (day === undefined ? {} : { effective_on: day });

function title({ pairs }: TakeBackPlan): string {
  const kinds = [...new Set(pairs.flat().map((movement) => movement.kind))];
  const words = kinds.map((kind) => MOVEMENT_WORDS[kind]).join(' und ');
  const into = pairs.map((pair) => pair.find((movement) => movement.cents > 0) ?? pair[0]);
  const sum = sumCents(into.map((movement) => toCents(Math.abs(movement?.cents ?? 0))));
  const [first] = into;
  const where =
    into.length === 1 && first ? `Zeile ${first.number}, ${first.year}` : `${into.length} Bewegungen`;
  return `Rücknahme: ${words}, ${where}, ${formatEuro(sum)} €`;
}

/**
 * Rücknahme von Übertragungen und zweckgebundenen Mehrerträgen (0030): each movement gets one of the opposite amount on
 * its own day or the first open one after it, and orders that went along come back. Refused when what was given is used
 * meanwhile, or the year is closed.
 */
export const takeBackRequest: RequestHandler<TakeBackPayload> = {
  payload: TakeBackPayload,
  title: async (read, payload) => title(await planOf(read, payload)),
  effect,
  apply: async (tx, payload, request) => {
    const plan = await planOf(tx.query, payload);
    const ids = plan.pairs.flat().map((movement) => movement.id);
    await reverseMovements(tx, ids, ({ id }) => ({
      ...{ reason: `Rücknahme: ${request.reason}`, request_id: request.id },
      ...effectiveOn(plan.days.get(id)),
    }));
    await bringBack(tx, plan, request);
    return { movements: plan.pairs.flat().length, orders: plan.carries.length };
  },
};
