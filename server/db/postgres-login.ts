import { sql } from 'kysely';
import type { Queries } from './handles.ts';
import { APPEND_ONLY } from './tables.ts';

/**
 * What the login could do that the application must not: change what was recorded, as itself or as any role it may take.
 * The application works as `moves_app`, but who holds its password need not. In words; none where it is bound.
 */
export async function loginFaults(read: Queries): Promise<string[]> {
  const found = await sql<{ login: string; role: string; tables: number }>`
    select session_user::text as login, r.rolname::text as role, count(*) as tables
    from pg_roles r, pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relname in (${sql.join([...APPEND_ONLY])})
      and pg_has_role(session_user, r.oid, 'MEMBER')
      and has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE')
    group by r.rolname order by r.rolname`.execute(read);
  const mayGrant = await sql<{ login: string }>`
    select rolname::text as login from pg_roles where rolname = session_user and (rolcreaterole or rolsuper)`.execute(
    read,
  );
  return [
    ...found.rows.map(
      ({ login, role, tables }) =>
        `Die Anmeldung ${login} darf als ${role} ändern und löschen, was festgehalten ist (${tables} Tabellen)`,
    ),
    ...mayGrant.rows.map(({ login }) => `Die Anmeldung ${login} darf Rollen anlegen und vergeben`),
  ];
}

/** How to mend it. */
export const TWO_LOGINS =
  'Die Anwendung braucht eine eigene Anmeldung, die nur Mitglied von moves_app ist (CREATE ROLE moves_web LOGIN PASSWORD …; GRANT moves_app TO moves_web). DATABASE_URL nennt sie, DATABASE_OWNER_URL die des Eigentümers für init, migrate und restore.';
