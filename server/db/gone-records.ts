import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { RecordKind } from '#shared/imports/terms.ts';

/**
 * Ids of the records that an approved request took back and no file brought again (0040), as a subquery for `not in`:
 * every list of records leaves them out. `knownSeq`: as known after that row of the history.
 */
export function goneRecords(kind: RecordKind, knownSeq = Number.MAX_SAFE_INTEGER): RawBuilder<number> {
  return sql<number>`(select gone.record_id from record_taken_back as gone
    where gone.kind = ${sql.lit(kind)} and gone.made = 1 and gone.recorded_seq <= ${knownSeq}
      and not exists (select 1 from record_returned as ret
        where ret.taken_back_id = gone.id and ret.recorded_seq <= ${knownSeq}))`;
}
