import type Sqlite from 'better-sqlite3';
import type pg from 'pg';

/** Statements that take guards away, and those that put the same ones back. */
export interface Guards {
  drop: string[];
  restore: string[];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Triggers and indexes, and the rows a migration brought: what is filled in brings its own. */
export function sqliteGuards(connection: Sqlite.Database): Guards {
  const found = connection
    .prepare<[], { type: string; name: string; sql: string }>(
      `select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null order by type`,
    )
    .all();
  const tables = connection
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' and name <> 'schema_version'`,
    )
    .all();
  return {
    drop: [
      ...found.map(({ type, name }) => `DROP ${type} ${quoted(name)}`),
      ...tables.map(({ name }) => `DELETE FROM ${quoted(name)}`),
    ],
    restore: found.map(({ sql }) => sql),
  };
}

interface Guard {
  drop: string;
  restore: string;
}

/** References first: they need the indexes. */
const POSTGRES_GUARDS: readonly string[] = [
  `select format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) as drop,
     format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
   from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`,
  `select format('DROP INDEX %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as restore
   from pg_index i join pg_class c on c.oid = i.indrelid
   where c.relnamespace = current_schema()::regnamespace
     and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,
  `select format('ALTER TABLE %s DISABLE TRIGGER USER', oid::regclass) as drop,
     format('ALTER TABLE %s ENABLE TRIGGER USER', oid::regclass) as restore
   from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
];

/** Numbers go on after the highest that was filled in. */
const SEQUENCES = `select format('SELECT setval(pg_get_serial_sequence(%L, %L), greatest(max(%I), 1), max(%I) is not null) FROM %I',
    quote_ident(table_name), column_name, column_name, column_name, table_name) as restore
  from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'`;

const TABLES = `select format('DELETE FROM %s', oid::regclass) as drop from pg_class
  where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname <> 'schema_version'`;

/** References, indexes, triggers, and the rows a migration brought. */
export async function postgresGuards(client: pg.ClientBase): Promise<Guards> {
  const guards: Guard[][] = [];
  for (const text of POSTGRES_GUARDS) guards.push((await client.query<Guard>(text)).rows);
  const emptied = await client.query<{ drop: string }>(TABLES);
  const sequences = await client.query<{ restore: string }>(SEQUENCES);
  return {
    drop: [...guards.flat(), ...emptied.rows].map(({ drop }) => drop),
    restore: [
      ...guards
        .reverse()
        .flat()
        .map(({ restore }) => restore),
      ...sequences.rows.map((one) => one.restore),
      'ANALYZE',
    ],
  };
}
