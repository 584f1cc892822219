import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { NewRound, RoundDecision } from '#shared/rounds/rounds.ts';
import { batches } from '../db/batches.ts';
import type { Tx } from '../db/transact.ts';

/** Opens a round; its id. */
export async function insertRound(tx: Tx, { reportingDate, dueOn, note }: NewRound): Promise<number> {
  const { id } = await tx.query
    .insertInto('report_round')
    .values({
      ...{ reporting_date: reportingDate, due_on: dueOn, note, origin: 'live' as const },
      recorded_seq: tx.seq,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Counts a round's version up from the one the writer saw. Throws `stale` when somebody was faster. */
export async function bumpRound(
  tx: Tx,
  id: number,
  version: number,
  columns: { due_on?: IsoDate; note?: string; state?: 'closed' } = {},
): Promise<void> {
  const { numUpdatedRows } = await tx.query
    .updateTable('report_round')
    .set({ ...columns, version: version + 1, recorded_seq: tx.seq })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (Number(numUpdatedRows) !== 1) throw new AppError('stale');
}

/** Keeps who owed in a round that is closed. */
export async function freezeProjects(tx: Tx, roundId: number, projectIds: readonly number[]): Promise<void> {
  const rows = projectIds.map((id) => ({ round_id: roundId, project_id: id, recorded_seq: tx.seq }));
  for (const batch of batches(rows, 1000)) await tx.insertMany('report_round_project', batch);
}

/** Adds what was decided about reports; earlier decisions stay readable. */
export async function addDecisions(
  tx: Tx,
  roundId: number,
  userId: number,
  { decision, reportIds, sentence }: RoundDecision,
): Promise<void> {
  const rows = reportIds.map((id) => ({
    ...{ round_id: roundId, report_id: id, decision, decided_by: userId },
    sentence: decision === 'returned' ? sentence : null,
    recorded_seq: tx.seq,
  }));
  for (const batch of batches(rows, 1000)) await tx.insertMany('report_decision', batch);
}
