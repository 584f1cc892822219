import { setImmediate as nextTurn } from 'node:timers/promises';
import { monthOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { countingDay } from '#shared/periods/periods.ts';
import { mergedParts, movesBetween, partAt, placeOf } from '#shared/reconciliation/parts.ts';
import type { Move } from '#shared/reconciliation/parts.ts';
import { requireAllowed } from '#shared/reconciliation/reassignment.ts';
import type { LinePlace, PostingPlace, Reassignment } from '#shared/reconciliation/reassignment.ts';
import { UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import { batches, ROWS_AT_ONCE } from '../db/batches.ts';
import { resettlePostings } from '../orders/release-orders.sql.ts';
import type { Queries } from '../db/database.ts';
import type { ActualMonthTable } from '../db/tables-money.ts';
import type { Tx } from '../db/transact.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { keepAssignedTotals } from '../periods/sap-totals.sql.ts';
import { PlacedCounts } from './placed.sql.ts';
import { requireCounting } from './taken-back.sql.ts';
import { addToMonths } from '../ledger/write-ledger.sql.ts';
import { addToBasket, takeFromBasket } from './write-basket.sql.ts';

/** Ids per statement: far below the bind limits of both engines. */
const IDS_AT_ONCE = 500;

async function placesOfBatch(read: Queries, ids: readonly number[]): Promise<PostingPlace[]> {
  const postings = await read
    .selectFrom('posting')
    .where('id', 'in', ids)
    .select(['id', 'ledger', 'fiscal_year', 'posted_on', 'line_id', 'cents', 'origin'])
    .execute();
  const rows = await read
    .selectFrom('assignment')
    .where('posting_id', 'in', ids)
    .select(['posting_id', 'target', 'line_id', 'cents', 'postings', 'effective_on', 'recorded_seq'])
    .execute();
  const moved = Map.groupBy(rows, (row) => row.posting_id);
  return postings.map((posting) => {
    const changes = moved.get(posting.id) ?? [];
    const present = new Map([[posting.line_id ?? UNASSIGNED_LINE, 1]]);
    const all = [partAt(posting.line_id ?? UNASSIGNED_LINE, posting.cents)];
    let [lastDay, changedSeq] = [posting.posted_on, 0];
    for (const row of changes) {
      const part = { target: row.target, lineId: row.line_id, cents: row.cents };
      all.push(part);
      present.set(placeOf(part), (present.get(placeOf(part)) ?? 0) + row.postings);
      if (row.effective_on > lastDay) lastDay = row.effective_on;
      if (row.recorded_seq > changedSeq) changedSeq = row.recorded_seq;
    }
    return {
      postingId: posting.id,
      ledger: posting.ledger,
      fiscalYear: posting.fiscal_year,
      postedOn: posting.posted_on,
      cents: posting.cents,
      origin: posting.origin,
      parts: mergedParts(all).filter((part) => present.get(placeOf(part)) === 1),
      lastDay,
      changedSeq: changedSeq === 0 ? null : changedSeq,
    };
  });
}

/**
 * Where each posting is now: where its import put it, plus every change since. Ids that do not exist are missing in
 * the answer. Two statements per 500 postings.
 */
export async function currentParts(
  read: Queries,
  postingIds: readonly number[],
): Promise<Map<number, PostingPlace>> {
  const places = new Map<number, PostingPlace>();
  for (const ids of batches([...new Set(postingIds)], IDS_AT_ONCE)) {
    for (const place of await placesOfBatch(read, ids)) places.set(place.postingId, place);
    await nextTurn();
  }
  return places;
}

async function linesOf(read: Queries, changes: readonly Reassignment[]): Promise<Map<number, LinePlace>> {
  const ids = new Set(changes.flatMap((change) => change.to.map((part) => part.lineId)));
  ids.delete(null);
  const lines = new Map<number, LinePlace>();
  for (const some of batches([...ids] as number[], IDS_AT_ONCE)) {
    const rows = await read
      .selectFrom('budget_line')
      .where('id', 'in', some)
      .select(['id', 'number', 'year', 'ledger'])
      .execute();
    for (const row of rows) lines.set(row.id, row);
  }
  return lines;
}

interface MovedPosting {
  change: Reassignment;
  place: PostingPlace;
  effectiveOn: IsoDate;
  moves: Move[];
}

function assignmentRows(tx: Tx, moved: MovedPosting) {
  const { change, place, effectiveOn } = moved;
  return moved.moves.map((move) => ({
    posting_id: place.postingId,
    target: move.target,
    line_id: move.lineId,
    cents: move.cents,
    postings: move.postings,
    effective_on: effectiveOn,
    ledger: place.ledger,
    fiscal_year: place.fiscalYear,
    method: change.method,
    rule_id: change.ruleId ?? null,
    // A milestone is said about what arrives.
    milestone_id: move.cents === 0 || placeOf(move) <= 0 ? null : (change.milestoneId ?? null),
    reason: change.reason ?? '',
    origin: place.origin,
    recorded_seq: tx.seq,
  }));
}

/** The change of the stored months (0006): Σ of the moves per place, ledger, year and month. */
function monthDeltas(tx: Tx, all: readonly MovedPosting[]): ActualMonthTable[] {
  const sums = new Map<string, ActualMonthTable>();
  for (const { place, effectiveOn, moves } of all) {
    const month = monthOf(effectiveOn);
    const { ledger, fiscalYear } = place;
    for (const move of moves) {
      const key = `${placeOf(move)}|${ledger}|${fiscalYear}|${month}`;
      const before = sums.get(key);
      sums.set(key, {
        line_id: placeOf(move),
        ledger,
        fiscal_year: fiscalYear,
        month,
        recorded_seq: tx.seq,
        cents: toCents((before?.cents ?? 0) + move.cents),
        postings: (before?.postings ?? 0) + move.postings,
      });
    }
  }
  return [...sums.values()];
}

async function keepBasket(tx: Tx, all: readonly MovedPosting[]): Promise<void> {
  for (const some of batches(all)) {
    const ids = some.map(({ place }) => place.postingId);
    await takeFromBasket(tx, ids);
    const open = some.flatMap(({ change, place }) => {
      const part = mergedParts(change.to).find(({ target }) => target === 'open');
      if (!part) return [];
      const { postingId, ledger, fiscalYear, postedOn } = place;
      const { cents } = part;
      return [{ posting_id: postingId, ledger, fiscal_year: fiscalYear, posted_on: postedOn, cents }];
    });
    await addToBasket(tx, open);
    await nextTurn();
  }
}

async function keepPlaced(tx: Tx, all: readonly MovedPosting[]): Promise<void> {
  const placed = new PlacedCounts();
  await placed.addMoved(
    tx,
    all.map(({ change, place: { postingId }, moves }) => ({
      postingId,
      ruleId: change.ruleId ?? null,
      moves,
    })),
  );
  await placed.write(tx);
}

/** An invoice that is not ours releases no order, and one that comes back does again (domain.md section 3). */
async function settleExcluded(tx: Tx, all: readonly MovedPosting[]): Promise<void> {
  const touched = all.filter(({ moves }) => moves.some((move) => move.target === 'excluded'));
  const [first] = touched;
  if (!first) return;
  await resettlePostings(
    tx,
    touched.map(({ place }) => place.postingId),
    first.place.origin,
  );
}

/**
 * Puts postings somewhere else: writes what leaves one place and arrives at another as signed parts, moves the stored
 * months, the parts of the tie-out and the basket along, in batches. A posting of a closed period counts at its new place from the first day of
 * the next open one; never before the day its last change counts from, so that no place is ever short in between.
 * Returns how many postings really moved. Throws `rule-violated` with every fault: unknown posting or line, a line of
 * another year or ledger, parts that do not sum to the posting. Throws `conflict` for what was taken back.
 */
export async function reassign(tx: Tx, changes: readonly Reassignment[]): Promise<number> {
  const ids = changes.map((change) => change.postingId);
  const places = await currentParts(tx.query, ids);
  requireAllowed(changes, places, await linesOf(tx.query, changes));
  await requireCounting(tx, ids);
  const states = await periodStates(tx.query);
  const all = changes.flatMap((change): MovedPosting[] => {
    const place = places.get(change.postingId);
    const moves = place ? movesBetween(place.parts, change.to) : [];
    if (!place || moves.length === 0) return [];
    return [{ change, place, moves, effectiveOn: countingDay(states, place.lastDay) }];
  });
  await keepPlaced(tx, all);
  for (const some of batches(all, ROWS_AT_ONCE / 2)) {
    const rows = some.flatMap((moved) => assignmentRows(tx, moved));
    for (const part of batches(rows)) {
      await tx.query.insertInto('assignment').values(part).execute();
      await nextTurn();
    }
  }
  await addToMonths(tx, monthDeltas(tx, all));
  await keepAssignedTotals(tx);
  await keepBasket(tx, all);
  await settleExcluded(tx, all);
  return all.length;
}
