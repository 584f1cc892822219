import { AppError } from '#shared/errors.ts';
import type { MoveDone, MoveList, MoveUndo } from '#shared/projects/project-moves.ts';
import { addPlaces, placesRecorded } from '../dated-names/project-places.sql.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { moveSummary, movedProjects } from './change-summary.ts';
import { addStates, statesRecorded } from './project-states.sql.ts';
import { settleProjects } from './write-projects.sql.ts';

const MOST_SHOWN = 20;

/** Those of some entries since which something was recorded about the same field of a project they moved. */
async function overtaken(read: Queries, seqs: readonly number[]): Promise<Set<number>> {
  if (seqs.length === 0) return new Set();
  const places = await read
    .selectFrom('project_place as a')
    .innerJoin('project_place as b', (join) =>
      join.onRef('b.project_id', '=', 'a.project_id').onRef('b.field', '=', 'a.field'),
    )
    .where('a.recorded_seq', 'in', seqs)
    .whereRef('b.recorded_seq', '>', 'a.recorded_seq')
    .select('a.recorded_seq as seq')
    .distinct()
    .execute();
  const states = await read
    .selectFrom('project_state as a')
    .innerJoin('project_state as b', 'b.project_id', 'a.project_id')
    .where('a.recorded_seq', 'in', seqs)
    .whereRef('b.recorded_seq', '>', 'a.recorded_seq')
    .select('a.recorded_seq as seq')
    .distinct()
    .execute();
  return new Set([...places, ...states].map((row) => row.seq));
}

/** The entries of the history that recorded something of a project. */
function recordedOf(read: Queries, projectId: number) {
  return read
    .selectFrom('project_place')
    .where('project_id', '=', projectId)
    .select('recorded_seq')
    .union(read.selectFrom('project_state').where('project_id', '=', projectId).select('recorded_seq'));
}

/** The newest moves, of one project where it is named, last first; five statements at most. */
export async function listMoves(read: Queries, projectId?: number): Promise<MoveList> {
  let query = read.selectFrom('history').where('action', '=', 'project.move');
  if (projectId !== undefined) query = query.where('seq', 'in', recordedOf(read, projectId));
  const rows = await query
    .orderBy('seq', 'desc')
    .limit(MOST_SHOWN)
    .select(['seq', 'at', 'actor', 'reason', 'before', 'after'])
    .execute();
  const gone = await overtaken(
    read,
    rows.map((row) => row.seq),
  );
  const moves = rows.map(({ before, after, ...row }): MoveDone => ({
    ...row,
    summary: moveSummary({ before, after }),
    count: Math.max(1, movedProjects(before).length),
    mayUndo: !gone.has(row.seq),
  }));
  return { moves };
}

/**
 * Takes a move back as a whole: for the same day what stood before is recorded once more, and what was known meanwhile
 * stays readable. Throws `not-found`, and `rule-violated` when something was recorded since about the same.
 */
export async function undoMove(db: Database, by: By, seq: number, { reason }: MoveUndo): Promise<MoveList> {
  return transact(
    db,
    by,
    async (tx) => {
      const move = await tx.query
        .selectFrom('history')
        .where('seq', '=', seq)
        .where('action', '=', 'project.move')
        .select(['entity', 'entity_id as entityId', 'before', 'after'])
        .executeTakeFirst();
      if (!move) throw new AppError('not-found', 'Diese Änderung gibt es nicht.');
      if ((await overtaken(tx.query, [seq])).has(seq))
        throw new AppError(
          'rule-violated',
          'Seitdem wurde an diesen Projekten dasselbe noch einmal geändert; als Ganzes geht es nicht mehr zurück.',
        );
      const places = await placesRecorded(tx.query, seq);
      const states = await statesRecorded(tx.query, seq);
      await addPlaces(
        tx,
        places.map(({ before, ...place }) => ({ ...place, ref: before })),
      );
      await addStates(
        tx,
        states.flatMap(({ before }) => before ?? []),
        `Zurückgenommen: ${reason}`,
      );
      await settleProjects(tx, [...new Set([...places, ...states].map((row) => row.projectId))]);
      const change = {
        action: 'project.undo-move',
        entity: move.entity,
        entityId: move.entityId,
        reason,
        before: { seq },
        after: { projects: movedProjects(move.before) },
      };
      return { result: undefined, change };
    },
    (read) => listMoves(read),
  );
}
