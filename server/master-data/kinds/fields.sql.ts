import type { Values } from '#shared/master-data/master-rules.ts';
import type { MasterStore } from '../master-store.ts';
import { placedUses } from '../uses.sql.ts';

const columnsOf = ({ code = '', name = '', position = '0' }: Values) => ({
  ...{ code, name, position: Number(position) },
});

export const fieldStore: MasterStore = {
  stored: async (read) => {
    const rows = await read
      .selectFrom('field_of_action')
      .select(['id', 'version', 'code', 'name', 'position', 'valid_from as from', 'valid_to as to', 'origin'])
      .execute();
    return rows.map(({ code, name, position, ...row }) => ({
      ...row,
      values: { code, name, position: String(position) },
    }));
  },
  add: async (tx, records) => {
    const rows = records.map(({ values, from, origin }) => ({
      ...columnsOf(values),
      ...{ valid_from: from, valid_to: null, origin, recorded_seq: tx.seq },
    }));
    await tx.query.insertInto('field_of_action').values(rows).execute();
  },
  set: async (tx, id, values) => {
    await tx.query
      .updateTable('field_of_action')
      .set(columnsOf(values))
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  setEnd: async (tx, id, to) => {
    await tx.query
      .updateTable('field_of_action')
      .set((eb) => ({ valid_to: to, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  uses: async (read, after) => (await placedUses(read, 'field_id', after)).byId,
};
