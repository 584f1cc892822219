import { toCents, sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { partAt } from '#shared/reconciliation/parts.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import type { LineName } from '#shared/reconciliation/reconciliation.ts';
import type { Simulation } from '#shared/reconciliation/rules.ts';
import type { Queries } from '../db/database.ts';
import { lineNames } from './lines.sql.ts';
import { placeView } from './posting-assignment.ts';
import { deltasOf } from './simulate.sql.ts';
import type { PlannedMove, RulePlan } from './simulate.sql.ts';
import { storedSums } from './stored-sums.sql.ts';

const LISTED = 200;

function moveView({ found, to }: PlannedMove, names: ReadonlyMap<number, LineName>) {
  const { id, documentNumber, lineItem, postedOn, text } = found.view;
  const nowhere: Part = { target: 'open', lineId: null, cents: found.place.cents };
  return {
    ...{ postingId: id, documentNumber, lineItem, postedOn, text, cents: found.place.cents },
    from: placeView(found.place.parts[0] ?? nowhere, names),
    to: placeView(to[0] ?? nowhere, names),
  };
}

const sumOf = (moves: readonly PlannedMove[]): Cents => sumCents(moves.map((move) => move.found.place.cents));

/** A plan in words and sums, with the first of its postings. */
export async function simulationView(read: Queries, plan: RulePlan): Promise<Simulation> {
  const deltas = deltasOf(plan);
  const shown = [...plan.moves.slice(0, LISTED), ...plan.locked.slice(0, LISTED)];
  const ids = shown.flatMap(({ found, to }) =>
    [...found.place.parts, ...to].flatMap((part) => part.lineId ?? []),
  );
  const places = [...new Set(deltas.map((one) => one.place))];
  const names = await lineNames(read, [...new Set([...ids, ...places.filter((place) => place > 0)])]);
  const now = await storedSums(read, places);
  return {
    sha256: plan.sha256,
    moves: plan.moves.length,
    movedCents: sumOf(plan.moves),
    locked: plan.locked.length,
    lockedCents: sumOf(plan.locked),
    unchanged: plan.unchanged,
    sums: deltas.map(({ place, year, ledger, delta }) => {
      const before = now.get(`${place}|${year}|${ledger}`) ?? toCents(0);
      const after = toCents(before + delta);
      return { ...placeView(partAt(place, after), names), year, ledger, before, after };
    }),
    moveList: plan.moves.slice(0, LISTED).map((move) => moveView(move, names)),
    lockedList: plan.locked.slice(0, LISTED).map((move) => ({ ...moveView(move, names), why: move.locked })),
  };
}
