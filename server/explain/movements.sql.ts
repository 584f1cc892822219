import type { MovementKind } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { knownUntil } from '../clocks/selection.ts';
import { PAPER_COLUMNS } from '../papers/paper-columns.ts';
import type { Queries } from '../db/database.ts';

/** Both clocks of a node. */
export interface Clocks {
  asOf: IsoDate;
  knownSeq: number | undefined;
}

/** Movements with everything that says where they come from. */
export function movementsQuery(read: Queries) {
  return read
    .selectFrom('movement as m')
    .innerJoin('history as h', 'h.seq', 'm.recorded_seq')
    .leftJoin('council_paper as cp', 'cp.id', 'm.council_paper_id')
    .leftJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .leftJoin('request as r', 'r.id', 'm.request_id')
    .leftJoin('approval as ap', (join) =>
      join.onRef('ap.request_id', '=', 'm.request_id').on('ap.decision', '=', 'approved'),
    )
    .leftJoin('app_user as u', 'u.id', 'ap.decided_by')
    .leftJoin('history as ha', 'ha.seq', 'ap.recorded_seq')
    .leftJoin('import as i', 'i.id', 'm.import_id')
    .select(PAPER_COLUMNS)
    .select([
      'm.id',
      'm.line_id as lineId',
      'm.kind',
      'm.cents',
      'm.effective_on as effectiveOn',
      'm.reason',
      'm.recorded_seq as recordedSeq',
      'h.at as recordedAt',
      'h.actor as recordedBy',
      'c.id as counterId',
      'c.number as counterNumber',
      'c.year as counterYear',
      'c.name as counterName',
      'r.id as requestId',
      'r.title as requestTitle',
      'u.name as approvedBy',
      'ha.at as approvedAt',
      'i.id as importId',
      'i.file_name as importFile',
    ]);
}

/** The movements of one kind on a line that are in effect and known, in order of effect. */
export async function movementsOfKind(read: Queries, lineId: number, kind: MovementKind, clocks: Clocks) {
  return movementsQuery(read)
    .where('m.line_id', '=', lineId)
    .where('m.kind', '=', kind)
    .where('m.effective_on', '<=', clocks.asOf)
    .where('m.recorded_seq', '<=', knownUntil(clocks))
    .orderBy('m.effective_on')
    .orderBy('m.id')
    .execute();
}
