import { AppError } from '#shared/errors.ts';
import { toCents } from '#shared/money.ts';
import { mergedParts } from '#shared/reconciliation/parts.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import type { ChangeResult, LastChange } from '#shared/reconciliation/reconciliation.ts';
import type { Reassignment } from '#shared/reconciliation/reassignment.ts';
import type { Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';
import type { Change, Tx } from '../db/transact.ts';
import { currentParts, reassign } from './assign.sql.ts';

/** What can be taken back here: what people did on this page, by hand or by applying a rule. */
const ACTIONS = ['reconciliation.assign', 'reconciliation.apply-rule'];

/** How many postings of a change were moved again since. */
async function movedSince(read: Queries, seq: number): Promise<number> {
  const { count } = await read
    .selectFrom('assignment as a')
    .innerJoin('assignment as later', 'later.posting_id', 'a.posting_id')
    .where('a.recorded_seq', '=', seq)
    .where('later.recorded_seq', '>', seq)
    .select(countRows().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The last change of a person that can still be taken back; null when there is none, or it was moved on since. */
export async function lastChange(read: Queries, actorId: number): Promise<LastChange | null> {
  const last = await read
    .selectFrom('history as h')
    .where('h.entity', '=', 'reconciliation')
    .where('h.actor_id', '=', actorId)
    .orderBy('h.seq', 'desc')
    .limit(1)
    .select(['h.seq', 'h.at', 'h.action'])
    .executeTakeFirst();
  if (!last || !ACTIONS.includes(last.action)) return null;
  if ((await movedSince(read, last.seq)) > 0) return null;
  const rows = await read
    .selectFrom('assignment')
    .where('recorded_seq', '=', last.seq)
    .select('posting_id')
    .distinct()
    .execute();
  return rows.length === 0 ? null : { seq: last.seq, at: last.at, postings: rows.length };
}

/** Where the postings of a change were before it: what is there now without what the change brought. */
async function backBefore(tx: Tx, seq: number): Promise<Reassignment[]> {
  const rows = await tx.query
    .selectFrom('assignment')
    .where('recorded_seq', '=', seq)
    .select(['posting_id', 'target', 'line_id', 'cents', 'postings'])
    .execute();
  const byPosting = Map.groupBy(rows, (row) => row.posting_id);
  const places = await currentParts(tx.query, [...byPosting.keys()]);
  return [...byPosting].map(([postingId, moves]) => {
    const here = places.get(postingId)?.parts ?? [];
    const back = moves.map((move): Part => ({
      target: move.target,
      lineId: move.line_id,
      cents: toCents(-move.cents),
    }));
    const left = moves
      .filter((move) => move.postings === 1)
      .map((move) => `${move.target}|${move.line_id ?? ''}`);
    const to = mergedParts([...here, ...back]).filter(
      (part) => !left.includes(`${part.target}|${part.lineId ?? ''}`),
    );
    return { postingId, to, method: 'undo', reason: `Änderung ${seq} zurückgenommen` };
  });
}

/**
 * Takes a change back: every posting of it goes where it was before, as new signed parts; what was recorded stays.
 * Throws `not-found`, and `conflict` when a posting of it was moved again since: then nothing is taken back.
 */
export async function undoChange(
  tx: Tx,
  seq: number,
  actorId: number,
): Promise<{ result: ChangeResult; change: Change }> {
  const made = await tx.query
    .selectFrom('history')
    .where('seq', '=', seq)
    .where('action', 'in', ACTIONS)
    .select('actor_id')
    .executeTakeFirst();
  if (!made) throw new AppError('not-found', 'Diese Zuordnung gibt es nicht.');
  if (made.actor_id !== actorId)
    throw new AppError(
      'conflict',
      'Zurücknehmen kann eine Zuordnung hier nur, wer sie gemacht hat. Es wurde nichts geändert.',
    );
  const moved = await movedSince(tx.query, seq);
  if (moved > 0)
    throw new AppError(
      'conflict',
      'Buchungen dieser Änderung wurden seither anders zugeordnet. Es wurde nichts zurückgenommen.',
    );
  const postings = await reassign(tx, await backBefore(tx, seq));
  return {
    result: { seq: tx.seq, postings },
    change: {
      action: 'reconciliation.undo',
      entity: 'reconciliation',
      entityId: tx.seq,
      before: { seq },
      after: { postings },
    },
  };
}
