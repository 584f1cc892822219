import type { Insertable } from 'kysely';
import { codeKey } from '#shared/codes.ts';
import type { Values } from '#shared/master-data/master-rules.ts';
import { pushAll } from '#shared/largest.ts';
import { batches } from '../../db/batches.ts';
import type { Queries } from '../../db/database.ts';
import { countRows } from '../../db/sums.ts';
import type { SubBudgetTable } from '../../db/tables-money.ts';
import type { Tx } from '../../db/transact.ts';
import type { MasterStore } from '../master-store.ts';
import { UseCounts, yearAfter } from '../uses.sql.ts';

/** Key of a code → id of the office. */
async function officeIds(read: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await read.selectFrom('office').orderBy('valid_from').select(['id', 'code']).execute();
  return new Map(rows.map(({ id, code }) => [codeKey(code), id]));
}

const columnsOf = (offices: ReadonlyMap<string, number>, { code = '', name = '', office = '' }: Values) => ({
  ...{ code, name, office_id: office === '' ? null : (offices.get(codeKey(office)) ?? null) },
});

/** Makes sub-budgets, by a person or because a file names some that the city has not entered yet. */
export async function addSubBudgets(
  tx: Tx,
  rows: readonly Insertable<SubBudgetTable>[],
): Promise<{ id: number; code: string }[]> {
  const made: { id: number; code: string }[] = [];
  for (const some of batches(rows))
    pushAll(made, await tx.query.insertInto('sub_budget').values(some).returning(['id', 'code']).execute());
  return made;
}

export const subBudgetStore: MasterStore = {
  stored: async (read) => {
    const rows = await read
      .selectFrom('sub_budget as s')
      .leftJoin('office as o', 'o.id', 's.office_id')
      .select(['s.id', 's.version', 's.code', 's.name', 'o.code as office'])
      .select(['s.valid_from as from', 's.valid_to as to', 's.origin'])
      .execute();
    return rows.map(({ code, name, office, ...row }) => ({
      ...row,
      values: { code, name, office: office ?? '' },
    }));
  },
  add: async (tx, records) => {
    const offices = await officeIds(tx.query);
    const rows = records.map(({ values, from, origin }) => ({
      ...columnsOf(offices, values),
      ...{ valid_from: from, valid_to: null, origin, recorded_seq: tx.seq },
    }));
    await addSubBudgets(tx, rows);
  },
  set: async (tx, id, values) => {
    await tx.query
      .updateTable('sub_budget')
      .set(columnsOf(await officeIds(tx.query), values))
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  setEnd: async (tx, id, to) => {
    await tx.query
      .updateTable('sub_budget')
      .set((eb) => ({ valid_to: to, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  uses: async (read, after) => {
    const uses = new UseCounts();
    const lines = await read
      .selectFrom('budget_line')
      .where('year', '>=', yearAfter(after))
      .groupBy('sub_budget_id')
      .select(['sub_budget_id as id', countRows().as('count')])
      .execute();
    uses.add(lines, 'Haushaltszeile', 'Haushaltszeilen');
    return uses.byId;
  },
};
