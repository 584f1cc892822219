import type { IsoDate } from '#shared/calendar.ts';
import { codeKey } from '#shared/codes.ts';
import type { Values } from '#shared/master-data/master-rules.ts';
import type { Queries } from '../../db/database.ts';
import { countRows } from '../../db/sums.ts';
import type { MasterStore, Uses } from '../master-store.ts';
import { placedUses } from '../uses.sql.ts';

const columnsOf = ({ code = '', name = '' }: Values) => ({ code, name });

/** What else goes on: sub-budgets it is responsible for, accounts and groups that are bound to its code. */
async function uses(read: Queries, after: IsoDate): Promise<Uses> {
  const found = await placedUses(read, 'office_id', after);
  const subBudgets = await read
    .selectFrom('sub_budget')
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', after)]))
    .groupBy('office_id')
    .select(['office_id as id', countRows().as('count')])
    .execute();
  found.add(subBudgets, 'Teilhaushalt', 'Teilhaushalte');
  const offices = await read.selectFrom('office').select(['id', 'code']).execute();
  const bound = async (rows: Promise<{ code: string | null; count: number }[]>) => {
    const counts = new Map<string, number>();
    for (const { code, count } of await rows)
      if (code !== null) counts.set(codeKey(code), (counts.get(codeKey(code)) ?? 0) + count);
    return offices.map(({ id, code }) => ({ id, count: counts.get(codeKey(code)) ?? 0 }));
  };
  const accounts = read
    .selectFrom('app_user')
    .where('disabled', '=', 0)
    .groupBy('office_code')
    .select(['office_code as code', countRows().as('count')]);
  found.add(await bound(accounts.execute()), 'Zugang', 'Zugänge');
  const groups = read
    .selectFrom('group_role')
    .groupBy('office_code')
    .select(['office_code as code', countRows().as('count')]);
  found.add(await bound(groups.execute()), 'Gruppe der Anmeldung', 'Gruppen der Anmeldung');
  return found.byId;
}

export const officeStore: MasterStore = {
  stored: async (read) => {
    const rows = await read
      .selectFrom('office')
      .select(['id', 'version', 'code', 'name', 'valid_from as from', 'valid_to as to', 'origin'])
      .execute();
    return rows.map(({ code, name, ...row }) => ({ ...row, values: { code, name } }));
  },
  add: async (tx, records) => {
    const rows = records.map(({ values, from, origin }) => ({
      ...columnsOf(values),
      ...{ valid_from: from, valid_to: null, origin, recorded_seq: tx.seq },
    }));
    await tx.query.insertInto('office').values(rows).execute();
  },
  set: async (tx, id, values) => {
    await tx.query
      .updateTable('office')
      .set(columnsOf(values))
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  setEnd: async (tx, id, to) => {
    await tx.query
      .updateTable('office')
      .set((eb) => ({ valid_to: to, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  uses,
};
