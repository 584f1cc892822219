import type { Queries } from '../db/handles.ts';

/** Natural keys of the seed → row numbers of this database. */
export type Keys = ReadonlyMap<string, number>;

type Coded = 'stage' | 'field_of_action' | 'office' | 'sub_budget' | 'cover_group';

export async function keysByCode(query: Queries, table: Coded): Promise<Keys> {
  const rows = await query.selectFrom(table).select(['id', 'code']).execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

export async function projectKeys(query: Queries): Promise<Keys> {
  const rows = await query.selectFrom('project').select(['id', 'number']).execute();
  return new Map(rows.map((row) => [row.number, row.id]));
}

export async function userKeys(query: Queries): Promise<Keys> {
  const rows = await query.selectFrom('app_user').select(['id', 'login']).execute();
  return new Map(rows.map((row) => [row.login, row.id]));
}

/** `316/2021` → id */
export async function paperKeys(query: Queries): Promise<Keys> {
  const rows = await query.selectFrom('council_paper').select(['id', 'number', 'year']).execute();
  return new Map(rows.map((row) => [`${row.number}/${row.year}`, row.id]));
}

/** `2021|105` → id */
export async function lineKeys(query: Queries): Promise<Keys> {
  const rows = await query.selectFrom('budget_line').select(['id', 'number', 'year']).execute();
  return new Map(rows.map((row) => [`${row.year}|${row.number}`, row.id]));
}

/** `P-041|Los vergeben` → id */
export async function milestoneKeys(query: Queries): Promise<Keys> {
  const rows = await query
    .selectFrom('milestone as m')
    .innerJoin('project as p', 'p.id', 'm.project_id')
    .select(['m.id', 'm.name', 'p.number'])
    .execute();
  return new Map(rows.map((row) => [`${row.number}|${row.name}`, row.id]));
}

/** `10-001` → id */
export async function positionKeys(query: Queries): Promise<Keys> {
  const rows = await query.selectFrom('position').select(['id', 'number']).execute();
  return new Map(rows.map((row) => [row.number, row.id]));
}

/** `4500010123|2021` (order and due year) → id */
export async function commitmentKeys(query: Queries): Promise<Keys> {
  const rows = await query.selectFrom('commitment').select(['id', 'order_number', 'due_year']).execute();
  return new Map(rows.map((row) => [`${row.order_number}|${row.due_year}`, row.id]));
}
