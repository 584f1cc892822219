import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { RecordKind } from '#shared/imports/records/record-kinds.ts';
import { goneRecords } from '../../db/gone-records.ts';

/** Records that stand in the lists, that were taken back and stand in none, or that an import made or brought back. */
export type RecordSet = 'standing' | 'gone' | { madeBy: number };

/** The condition of a set on the columns `id` and `import_id`. */
export function inSet(kind: RecordKind, which: RecordSet): RawBuilder<SqlBool> {
  if (which === 'standing') return sql<SqlBool>`id not in ${goneRecords(kind)}`;
  if (which === 'gone') return sql<SqlBool>`id in ${goneRecords(kind)}`;
  return sql<SqlBool>`(import_id = ${which.madeBy} or id in (
    select t.record_id from record_returned as r join record_taken_back as t on t.id = r.taken_back_id
    where r.import_id = ${which.madeBy} and t.kind = ${sql.lit(kind)}))`;
}
