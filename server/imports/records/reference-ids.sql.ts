import { codeKey } from '#shared/codes.ts';
import type { Reference } from '#shared/imports/records/record-field.ts';
import type { Queries } from '../../db/database.ts';
import type { ReferenceIds } from './record-store.ts';

const TABLES = { office: 'office', field: 'field_of_action', stage: 'stage' } as const satisfies Record<
  Reference,
  string
>;

/** Key of a code → id of everything a record may point to; of a code that changed over time the newest. */
export async function referenceIds(read: Queries): Promise<ReferenceIds> {
  const idsOf = async (reference: Reference): Promise<ReadonlyMap<string, number>> => {
    const rows = await read
      .selectFrom(TABLES[reference])
      .select(['id', 'code'])
      .orderBy('valid_from')
      .orderBy('id')
      .execute();
    return new Map(rows.map((row) => [codeKey(row.code), row.id]));
  };
  return { office: await idsOf('office'), field: await idsOf('field'), stage: await idsOf('stage') };
}
