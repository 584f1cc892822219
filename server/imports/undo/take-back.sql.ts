import { setImmediate as nextTurn } from 'node:timers/promises';
import { monthOf } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { TakenBackRow } from '#shared/imports/undo.ts';
import { toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { countedRow } from '#shared/periods/periods.ts';
import type { PeriodStates } from '#shared/periods/periods.ts';
import { partAt, placeOf } from '#shared/reconciliation/parts.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import type { PostingPlace, Reassignment } from '#shared/reconciliation/reassignment.ts';
import { EXCLUDED_LINE, UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import { batches } from '../../db/batches.ts';
import { resettlePostings } from '../../orders/release-orders.sql.ts';
import type { ActualMonthTable } from '../../db/tables-money.ts';
import type { Tx } from '../../db/transact.ts';
import { currentParts, reassign } from '../../reconciliation/assign.sql.ts';
import { periodStates } from '../../periods/periods.sql.ts';
import { SapSums } from '../../periods/sap-totals.sql.ts';
import type { PostingRow } from '../money/write-postings.sql.ts';
import { PlacedCounts } from '../../reconciliation/placed.sql.ts';
import { pushAll } from '#shared/largest.ts';
import { addToMonths } from '../../ledger/write-ledger.sql.ts';
import { addToBasket } from '../../reconciliation/write-basket.sql.ts';

/** What takes a posting back: the undo of an import, or a conflict that was taken over. */
type Because = { undo_id: number; conflict_id: null } | { undo_id: null; conflict_id: number };
export type BecauseOf = (postingId: number) => Because;

const KEY = (source: string, key: string, occurrence: number): string => `${source}|${key}|${occurrence}`;

async function originalsOf(tx: Tx, rows: readonly TakenBackRow[], states: PeriodStates) {
  const found = await tx.query
    .selectFrom('posting as p')
    .leftJoin('posting as r', 'r.reverses_id', 'p.id')
    .where(
      'p.id',
      'in',
      rows.map((row) => row.id),
    )
    .selectAll('p')
    .select('r.id as reversedBy')
    .execute();
  const days = new Map(rows.map((row) => [row.id, row.countsOn]));
  return found.map((posting) => {
    const { posted_on: postedOn, fiscal_year: fiscalYear, period } = posting;
    const { late } = countedRow(states, { postedOn, fiscalYear, period });
    return { posting, countsOn: days.get(posting.id) ?? postedOn, late };
  });
}
type Original = Awaited<ReturnType<typeof originalsOf>>[number];

/** The same row with the opposite amount; where SAP reversed the original itself, that link stays SAP's. */
function reversalRow(tx: Tx, { posting, countsOn, late }: Original) {
  const { id, reversedBy, sap_posted_on, source, row_key, ...row } = posting;
  return {
    ...row,
    source: UNDO_SOURCE,
    row_key: `${source}|${row_key}`,
    cents: toCents(-row.cents),
    posted_on: countsOn,
    sap_posted_on: late ? (sap_posted_on ?? row.posted_on) : sap_posted_on,
    reverses_id: reversedBy === null ? id : null,
    recorded_seq: tx.seq,
  };
}

interface Pair {
  original: Original;
  reversalId: number;
}

async function insertReversals(tx: Tx, originals: readonly Original[], because: BecauseOf): Promise<Pair[]> {
  const made = await tx.query
    .insertInto('posting')
    .values(originals.map((original) => reversalRow(tx, original)))
    .returning(['id', 'row_key', 'occurrence'])
    .execute();
  const ids = new Map(made.map((row) => [`${row.row_key}|${row.occurrence}`, row.id]));
  const pairs = originals.map((original) => {
    const { source, row_key, occurrence } = original.posting;
    const reversalId = ids.get(KEY(source, row_key, occurrence));
    if (reversalId === undefined) throw new AppError('internal');
    return { original, reversalId };
  });
  await tx.query
    .insertInto('taken_back')
    .values(
      pairs.map(({ original, reversalId }) => ({
        posting_id: original.posting.id,
        by_posting_id: reversalId,
        ...because(original.posting.id),
        recorded_seq: tx.seq,
      })),
    )
    .execute();
  return pairs;
}

/** A posting that was written, with its id. */
export type CountedPosting = PostingRow & { id: number };

/**
 * Stored months, SAP's sums and basket of new postings that no import brings; the same change may have counted others
 * in those months, and calls it once per source.
 */
export async function countPostings(tx: Tx, postings: readonly CountedPosting[]): Promise<void> {
  const sapSums = new SapSums();
  const placed = new PlacedCounts();
  for (const posting of postings) {
    sapSums.add(posting, tx.seq);
    placed.addNew(posting);
  }
  await sapSums.write(tx);
  await placed.write(tx);
  const sums = new Map<string, ActualMonthTable>();
  for (const { line_id, ledger, fiscal_year, posted_on, cents } of postings) {
    const month = monthOf(posted_on);
    const place = { line_id: line_id ?? UNASSIGNED_LINE, ledger, fiscal_year, month, recorded_seq: tx.seq };
    const key = Object.values(place).join('|');
    const before = sums.get(key) ?? { cents: ZERO_CENTS, postings: 0 };
    sums.set(key, { ...place, cents: toCents(before.cents + cents), postings: before.postings + 1 });
  }
  await addToMonths(tx, [...sums.values()]);
  const open = postings
    .filter((posting) => posting.line_id === null)
    .map(({ id, ledger, fiscal_year, posted_on, cents }) => ({
      posting_id: id,
      ledger,
      fiscal_year,
      posted_on,
      cents,
    }));
  await addToBasket(tx, open);
}

/** What was still in the basket needs no line any more: it leaves together with its reversal. */
function settled(parts: readonly Part[]): Part[] {
  return parts.map((part) => (part.target === 'open' ? partAt(EXCLUDED_LINE, part.cents) : part));
}

function reassignmentsOf(pair: Pair, place: PostingPlace): Reassignment[] {
  const { posting } = pair.original;
  const to = settled(place.parts);
  const whole = to.length === 1 && to[0] && placeOf(to[0]) === posting.line_id;
  const reason = 'Rücknahme';
  const negative = to.map((part) => ({ ...part, cents: toCents(-part.cents) }));
  return [
    ...(place.parts.some((part) => part.target === 'open')
      ? [{ postingId: posting.id, to, method: 'undo' as const, reason }]
      : []),
    ...(whole ? [] : [{ postingId: pair.reversalId, to: negative, method: 'undo' as const, reason }]),
  ];
}

/** A reversal stands where its original stands now, part by part. */
async function followParts(tx: Tx, pairs: readonly Pair[]): Promise<void> {
  const places = await currentParts(
    tx.query,
    pairs.map((pair) => pair.original.posting.id),
  );
  const changes = pairs.flatMap((pair) => {
    const place = places.get(pair.original.posting.id);
    return place ? reassignmentsOf(pair, place) : [];
  });
  if (changes.length > 0) await reassign(tx, changes);
}

/**
 * Takes postings back: each gets a posting of the opposite amount that counts on the given day, stands where the
 * original stands now, and orders follow: what the original released is bound again. Nothing old is changed (promises.md I2). Who calls
 * has made sure that none of them was taken back before; the database refuses a second time.
 * Returns what was taken back, in cents.
 */
export async function takeBack(tx: Tx, rows: readonly TakenBackRow[], because: BecauseOf): Promise<Cents> {
  const pairs: Pair[] = [];
  const states = await periodStates(tx.query);
  for (const batch of batches(rows)) {
    const originals = await originalsOf(tx, batch, states);
    pushAll(pairs, await insertReversals(tx, originals, because));
    await nextTurn();
  }
  await countPostings(
    tx,
    pairs.map((pair) => ({ ...reversalRow(tx, pair.original), id: pair.reversalId })),
  );
  await followParts(tx, pairs);
  const [first] = pairs;
  if (first) {
    const reversals = pairs.map((pair) => pair.reversalId);
    await resettlePostings(tx, reversals, first.original.posting.origin);
  }
  return toCents(pairs.reduce((sum, pair) => sum + pair.original.posting.cents, 0));
}
