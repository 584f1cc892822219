import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Engine, Queries } from '../db/database.ts';
import { LEFT_OUT } from './format.ts';
import type { StoredTable } from './format.ts';

interface Column {
  table: string;
  name: string;
  type: string;
  /** Place in the key from 1; 0 = not part of it. */
  key: number;
}

const KINDS: Readonly<Record<string, StoredTable['columns'][number]['kind']>> = {
  integer: 'number',
  bigint: 'number',
  text: 'text',
  blob: 'bytes',
  bytea: 'bytes',
};

const COLUMNS: Record<Engine, RawBuilder<Column>> = {
  sqlite: sql<Column>`
    select t.name as "table", c.name as name, lower(c.type) as type, c.pk as key
    from sqlite_schema t, pragma_table_xinfo(t.name) c
    where t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\'`,
  // Not from information_schema, which keeps quiet about tables that the login may not read.
  postgres: sql<Column>`
    select c.relname::text as "table", a.attname::text as name, format_type(a.atttypid, null) as type,
      coalesce(array_position(k.conkey, a.attnum), 0)::int as key
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'`,
};

/** By their bytes, so that both engines name the same order. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function tableOf(name: string, columns: readonly Column[]): StoredTable {
  const sorted = [...columns].sort(
    (a, b) => (a.key || Infinity) - (b.key || Infinity) || byText(a.name, b.name),
  );
  return {
    name,
    keys: sorted.filter(({ key }) => key > 0).length,
    columns: sorted.map(({ name: column, type }) => {
      const kind = KINDS[type];
      if (kind === undefined) throw new Error(`${name}.${column} is ${type}, which no backup can hold yet`);
      return { name: column, kind };
    }),
  };
}

/** Every table whose rows are backed up, by name; read from the database itself, so that none can be forgotten. */
export async function storedTables(query: Queries, engine: Engine): Promise<StoredTable[]> {
  const { rows } = await COLUMNS[engine].execute(query);
  const tables = [...Map.groupBy(rows, ({ table }) => table)]
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, columns]) => tableOf(name, columns))
    .sort((a, b) => byText(a.name, b.name));
  const keyless = tables.find(({ keys }) => keys === 0);
  if (keyless) throw new Error(`${keyless.name} has no key, so its rows have no order`);
  return tables;
}
