import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Engine } from './handles.ts';

/** What a database consists of: tables with their columns, indexes, rules and triggers, a line each. */
const STRUCTURE: Record<Engine, string> = {
  // A table that was made by other words is the same table when its columns, indexes and triggers are.
  sqlite: `
    select t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk as line
      from sqlite_schema t, pragma_table_xinfo(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'
    union all
    select f."table" || ' <- ' || t.name || '.' || f."from" from sqlite_schema t, pragma_foreign_key_list(t.name) f
      where t.type = 'table'
    union all
    select name || ': ' || sql from sqlite_schema where type in ('index', 'trigger', 'view') and sql is not null`,
  postgres: `
    select c.table_name || '.' || c.column_name || ' ' || c.data_type || ' ' || c.is_nullable || ' '
        || coalesce(c.collation_name, '') as line
      from information_schema.columns c where c.table_schema = current_schema()
    union all
    select conrelid::regclass::text || ' ' || contype::text || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = current_schema()::regnamespace and contype <> 'n'
    union all
    select indexdef from pg_indexes where schemaname = current_schema()
    union all
    select pg_get_triggerdef(t.oid) from pg_trigger t where not t.tgisinternal
    union all
    select table_name || ' ' || grantee || ' ' || privilege_type from information_schema.table_privileges
      where table_schema = current_schema() and grantee = 'moves_app'`,
};

/** As lines in one order, to be compared with those of another database of the same engine. */
export async function structureOf(db: Database): Promise<string[]> {
  const found = await sql<{ line: string }>`${sql.raw(STRUCTURE[db.engine])}`.execute(db.read);
  return found.rows.map(({ line }) => line.replace(/\s+/gu, ' ')).sort();
}
