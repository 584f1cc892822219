import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { MovementKind } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import type { Cents } from '#shared/money.ts';
import { batches } from '../db/batches.ts';
import type { Queries } from '../db/database.ts';

/** A booked movement as taking it back sees it. */
export interface BookedMovement {
  id: number;
  lineId: number;
  number: string;
  year: FiscalYear;
  kind: MovementKind;
  cents: Cents;
  effectiveOn: IsoDate;
  counterLineId: number | null;
  pairKey: string | null;
  requestId: number | null;
  seq: number;
  reversesId: number | null;
  reversedBy: number | null;
}

function movements(read: Queries) {
  return read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .leftJoin('movement as back', 'back.reverses_id', 'm.id')
    .orderBy('m.id')
    .select(['m.id', 'm.line_id as lineId', 'l.number', 'l.year', 'm.kind', 'm.cents'])
    .select(['m.effective_on as effectiveOn', 'm.counter_line_id as counterLineId', 'm.pair_key as pairKey'])
    .select(['m.request_id as requestId', 'm.recorded_seq as seq', 'm.reverses_id as reversesId'])
    .select('back.id as reversedBy');
}

const BACK_WORDS: Partial<Record<MovementKind, string>> = {
  U: 'Eine Umschichtung geht mit einer Umschichtung in der anderen Richtung zurück.',
  S: 'Eine Sperre wird mit einer Freigabe der Sperre aufgehoben.',
  N: 'Ein Nachtrag wird durch einen Nachtrag geändert (§ 82 GemO).',
  A: 'Ein Ansatz wird durch einen Nachtrag geändert, eingelesene gehen mit ihrer Einlesung zurück.',
  B: 'Eine über- oder außerplanmäßige Bewilligung wird durch eine Umschichtung oder einen Nachtrag geändert.',
};

function faultOf(movement: BookedMovement | undefined, path: string): FieldError[] {
  if (!movement) return [{ path, message: 'Diese Bewegung gibt es nicht.' }];
  const { kind, reversesId, reversedBy, number, year } = movement;
  const what = `${MOVEMENT_WORDS[kind]} auf Zeile ${number}, ${year}`;
  if (kind !== 'E' && kind !== 'Z') return [{ path, message: `${what}: ${BACK_WORDS[kind] ?? ''}` }];
  if (reversesId !== null) return [{ path, message: `${what} ist selbst eine Rücknahme.` }];
  if (reversedBy !== null) return [{ path, message: `${what} ist schon zurückgenommen.` }];
  return [];
}

/** Both halves of a pair know each other by their key and the change that booked them, else by their lines. */
const pairOf = (movement: BookedMovement): string =>
  movement.pairKey === null
    ? `${movement.seq}|${[movement.lineId, movement.counterLineId ?? 0].sort((a, b) => a - b).join('/')}|${Math.abs(movement.cents)}`
    : `${movement.seq}|${movement.pairKey}`;

/**
 * The pairs the movements named belong to, whole: E out of a year with E into the next, Z with its income line; or what
 * is wrong with them. In a number of statements that depends on hundreds of movements.
 */
export async function pairsNamed(
  read: Queries,
  ids: readonly number[],
): Promise<{ pairs: BookedMovement[][]; faults: FieldError[] }> {
  const found = new Map<number, BookedMovement>();
  for (const batch of batches(ids))
    for (const row of await movements(read).where('m.id', 'in', batch).execute()) found.set(row.id, row);
  const faults = ids.flatMap((id, index) => faultOf(found.get(id), `payload.movementIds.${index}`));
  if (faults.length > 0) return { pairs: [], faults };
  const wanted = new Set([...found.values()].map(pairOf));
  const seqs = [...new Set([...found.values()].map((movement) => movement.seq))];
  const all = new Map<string, BookedMovement[]>();
  for (const batch of batches(seqs)) {
    const rows = await movements(read)
      .where('m.recorded_seq', 'in', batch)
      .where('m.kind', 'in', ['E', 'Z'])
      .where('m.reverses_id', 'is', null)
      .execute();
    for (const row of rows) {
      const key = pairOf(row);
      if (wanted.has(key)) all.set(key, [...(all.get(key) ?? []), row]);
    }
  }
  return { pairs: [...all.values()], faults: [] };
}

/** An order that went along with a carry-over and would come back with it. */
export interface CarryBack {
  id: number;
  fromId: number;
  toId: number;
  cents: Cents | null;
  effectiveOn: IsoDate;
  orderNumber: string;
}

const route = (from: number | null, to: number | null): string => `${from ?? ''}>${to ?? ''}`;

/** Net of what was carried out of lines, by the line and the one it went to, without the pairs that are taken back. */
async function carriedElsewhere(
  read: Queries,
  lineIds: readonly number[],
  without: ReadonlySet<number>,
): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for (const batch of batches(lineIds)) {
    const rows = await read
      .selectFrom('movement')
      .where('line_id', 'in', batch)
      .where('kind', '=', 'E')
      .select(['id', 'line_id as from', 'counter_line_id as to', 'cents'])
      .execute();
    for (const { id, from, to, cents } of rows)
      if (!without.has(id)) sums.set(route(from, to), (sums.get(route(from, to)) ?? 0) - cents);
  }
  return sums;
}

/**
 * The orders that went along with the pairs: those their request took along; when nothing stays carried between the two
 * lines, all of them.
 */
export async function carriesOfPairs(
  read: Queries,
  pairs: readonly BookedMovement[][],
): Promise<CarryBack[]> {
  const outs = pairs.flatMap((pair) =>
    pair.filter((movement) => movement.kind === 'E' && movement.cents < 0),
  );
  const lineIds = [...new Set(outs.map((movement) => movement.lineId))];
  const stays = await carriedElsewhere(read, lineIds, new Set(pairs.flat().map((movement) => movement.id)));
  const gone = new Map(
    [...Map.groupBy(outs, (out) => route(out.lineId, out.counterLineId))].map(
      ([key, own]) => [key, new Set(own.map((out) => out.requestId))] as const,
    ),
  );
  const carries: CarryBack[] = [];
  for (const batch of batches(lineIds)) {
    const rows = await read
      .selectFrom('commitment_carry as y')
      .innerJoin('commitment as f', 'f.id', 'y.from_id')
      .innerJoin('commitment as t', 't.id', 'y.to_id')
      .leftJoin('commitment_carry as back', 'back.reverses_id', 'y.id')
      .where('f.line_id', 'in', batch)
      .where('y.reverses_id', 'is', null)
      .where('back.id', 'is', null)
      .orderBy('y.id')
      .select(['y.id', 'y.from_id as fromId', 'y.to_id as toId', 'y.cents', 'y.effective_on as effectiveOn'])
      .select(['f.order_number as orderNumber', 'y.request_id as requestId'])
      .select(['f.line_id as from', 't.line_id as to'])
      .execute();
    for (const { from, to, requestId, ...row } of rows) {
      const requests = gone.get(route(from, to));
      if (requests && (requests.has(requestId) || (stays.get(route(from, to)) ?? 0) <= 0)) carries.push(row);
    }
  }
  return carries;
}
