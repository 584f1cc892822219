import type { Values } from '#shared/master-data/master-rules.ts';
import type { MasterStore } from '../master-store.ts';
import { placedUses } from '../uses.sql.ts';

const columnsOf = ({ code = '', name = '', firstYear = '0', lastYear = '0' }: Values) => ({
  ...{ code, name, first_year: Number(firstYear), last_year: Number(lastYear) },
});

export const stageStore: MasterStore = {
  stored: async (read) => {
    const rows = await read
      .selectFrom('stage')
      .select(['id', 'version', 'code', 'name', 'first_year as first', 'last_year as last'])
      .select(['valid_from as from', 'valid_to as to', 'origin'])
      .execute();
    return rows.map(({ code, name, first, last, ...row }) => ({
      ...row,
      values: { code, name, firstYear: String(first), lastYear: String(last) },
    }));
  },
  add: async (tx, records) => {
    const rows = records.map(({ values, from, origin }) => ({
      ...columnsOf(values),
      ...{ valid_from: from, valid_to: null, origin, recorded_seq: tx.seq },
    }));
    await tx.query.insertInto('stage').values(rows).execute();
  },
  set: async (tx, id, values) => {
    await tx.query
      .updateTable('stage')
      .set(columnsOf(values))
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  setEnd: async (tx, id, to) => {
    await tx.query
      .updateTable('stage')
      .set((eb) => ({ valid_to: to, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  uses: async (read, after) => (await placedUses(read, 'stage_id', after)).byId,
};
