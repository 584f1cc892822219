import type { IsoDate } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';

/** A milestone with the project whose change its statements are, and who answers for it; undefined where there is none. */
export function milestoneHead(read: Queries, id: number) {
  return read
    .selectFrom('milestone as m')
    .innerJoin('project as p', 'p.id', 'm.project_id')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .where('m.id', '=', id)
    .select(['m.id', 'm.name', 'm.project_id as projectId'])
    .select(['p.lead_user_id as leadUserId', 'o.code as office'])
    .executeTakeFirst();
}

/** States when a milestone was reached. The newest statement counts; one without a day takes the earlier ones back. */
export async function addStatement(
  tx: Tx,
  milestoneId: number,
  reachedOn: IsoDate | null,
  evidence: string,
): Promise<void> {
  await tx.query
    .insertInto('milestone_actual')
    .values({ milestone_id: milestoneId, reached_on: reachedOn, evidence, recorded_seq: tx.seq })
    .execute();
}
