import { sql } from 'kysely';
import { AppError } from '#shared/errors.ts';
import type { Database } from './database.ts';
import type { Engine } from './handles.ts';
import { HASHES_SINCE, isDelivered, migrationsFor, newestVersion, versionRow } from './migrations.ts';
import type { AppliedMigration, Migration } from './migrations.ts';
import { ORDER_BY_BYTES } from './postgres.ts';
import { COPY_FAULT } from './sqlite-live-copy.ts';

async function tableExists(db: Database): Promise<boolean> {
  const query =
    db.engine === 'sqlite'
      ? sql<{ found: number }>`select count(*) as found from sqlite_schema where name = 'schema_version'`
      : sql<{
          found: number;
        }>`select count(*) as found from information_schema.tables where table_name = 'schema_version' and table_schema = current_schema()`;
  const result = await query.execute(db.read);
  return (result.rows[0]?.found ?? 0) > 0;
}

/** The migrations the database has, oldest first; none when it is empty. */
export async function appliedMigrations(db: Database): Promise<AppliedMigration[]> {
  if (!(await tableExists(db))) return [];
  const plain = await sql<{ version: number; name: string }>`
    select version, name from schema_version order by version`.execute(db.read);
  if (plain.rows.every(({ version }) => version !== HASHES_SINCE))
    return plain.rows.map((row) => ({ ...row, sha256: null }));
  const whole = await sql<AppliedMigration>`
    select version, name, sha256 from schema_version order by version`.execute(db.read);
  return whole.rows;
}

/** The newest schema version stored in the database; 0 when it is empty. */
export async function schemaVersion(db: Database): Promise<number> {
  if (!(await tableExists(db))) return 0;
  const found = await sql<{ version: number | null }>`
    select max(version) as version from schema_version`.execute(db.read);
  return found.rows[0]?.version ?? 0;
}

/** Migrations this database lacks, in order: told by the set, so that a number that comes late is not passed over. */
export async function pendingMigrations(db: Database): Promise<Migration[]> {
  const applied = new Set((await appliedMigrations(db)).map(({ version }) => version));
  return migrationsFor(db.engine).filter((migration) => !applied.has(migration.version));
}

/** Throws `conflict` when migrations were applied that this program does not know, or knows otherwise. */
export function requireKnown(applied: readonly AppliedMigration[], whose = 'Die Datenbank'): void {
  const known = new Map(migrationsFor('sqlite').map((one) => [one.version, one]));
  const found = applied.at(-1)?.version ?? 0;
  const newest = newestVersion();
  if (found > newest) {
    throw new AppError(
      'conflict',
      `${whose} hat Schema ${found}, dieses Programm kennt nur ${newest}. Bitte das neuere Programm verwenden; nichts wurde verändert.`,
    );
  }
  const foreign = applied.filter(({ version, name, sha256 }) => {
    const own = known.get(version);
    return own?.name !== name || (sha256 !== null && own.sha256 !== sha256);
  });
  if (foreign.length === 0) return;
  throw new AppError(
    'conflict',
    `${whose} wurde mit einer anderen Fassung von ${foreign.map(({ name }) => name).join(', ')} gehoben, als dieses Programm sie kennt. Bitte das Programm verwenden, das sie gehoben hat; nichts wurde verändert.`,
  );
}

/** Throws unless the schema is exactly the one this program was written for. */
export async function requireCurrentSchema(db: Database): Promise<void> {
  const applied = await appliedMigrations(db);
  requireKnown(applied);
  const found = applied.at(-1)?.version ?? 0;
  const missing = await pendingMigrations(db);
  if (missing.length === 0) return;
  throw new AppError(
    'conflict',
    found === 0
      ? 'Die Datenbank ist leer. „moves init“ oder „moves demo“ richtet sie ein.'
      : `Der Datenbank mit Schema ${found} fehlen ${missing.map((one) => one.name).join(', ')}. „moves migrate“ hebt sie auf Schema ${newestVersion()}.`,
  );
}

interface Lifting extends Migration {
  /** Statements with its version row, for a transaction that somebody else begins and ends. */
  text: string;
}

/** Notes the text of each of these migrations, where none is noted. */
function notes(migrations: readonly Migration[]): string {
  return migrations
    .map(
      ({ version, sha256 }) =>
        `UPDATE schema_version SET sha256 = '${sha256}' WHERE version = ${version} AND sha256 IS NULL;`,
    )
    .join('\n');
}

/**
 * What lifts a database that has `before` by `pending`, step by step. What an earlier program applied is known by its
 * text only where that was delivered.
 */
export function liftings(
  engine: Engine,
  before: readonly AppliedMigration[],
  pending: readonly Migration[],
): Lifting[] {
  const earlier = migrationsFor(engine).filter(
    (one) => before.some(({ version }) => version === one.version) && isDelivered(one),
  );
  const hasHashes = before.some(({ version }) => version === HASHES_SINCE);
  const first = pending.findIndex(({ version }) => version === HASHES_SINCE);
  return pending.map((migration, at) => ({
    ...migration,
    text: [
      `CREATE TABLE IF NOT EXISTS schema_version (version ${engine === 'sqlite' ? 'INTEGER' : 'bigint'} PRIMARY KEY, name TEXT NOT NULL);`,
      migration.script,
      versionRow(migration, hasHashes || (first !== -1 && at > first)),
      at === first ? notes([...earlier, ...pending.slice(0, at + 1)]) : '',
      // In the same transaction, so that nobody finds a step half done; what waits to be checked would be in the way.
      engine === 'postgres' ? `SET CONSTRAINTS ALL IMMEDIATE;\n${ORDER_BY_BYTES}` : '',
    ].join('\n'),
  }));
}

async function apply(db: Database, { text }: Lifting): Promise<void> {
  const sqlite = db.engine === 'sqlite';
  await db.runScript(
    [
      // A table that is made anew must not take the rows along that point to it; checked below.
      sqlite ? 'PRAGMA foreign_keys = OFF;' : '',
      'BEGIN;',
      text,
      'COMMIT;',
      sqlite ? 'PRAGMA foreign_keys = ON;' : '',
    ].join('\n'),
  );
}

/**
 * Brings the schema to the newest version, each migration in one transaction with its version row.
 * Only adds. A newer schema, or one lifted by another text of a migration, is refused. Returns the versions that were
 * applied. `upTo` stops at an older schema.
 */
export async function migrate(db: Database, upTo = Number.POSITIVE_INFINITY): Promise<number[]> {
  const before = await appliedMigrations(db);
  requireKnown(before);
  const pending = await pendingMigrations(db);
  if (pending.length > 0 && db.isLiveCopy())
    throw new AppError('conflict', `${COPY_FAULT}. Nichts wurde verändert.`);
  const wanted = pending.filter(({ version }) => version <= upTo);
  for (const lifting of liftings(db.engine, before, wanted)) await apply(db, lifting);
  // Once more after all of them: an earlier program may have been broken off before it did.
  if (db.engine === 'postgres') await db.runScript(ORDER_BY_BYTES);
  // An older schema that was asked for lacks tables that this program knows.
  const isWhole = wanted.length === pending.length;
  const faults = wanted.length > 0 && isWhole ? await db.integrity() : [];
  if (faults.length > 0)
    throw new AppError('internal', `Nach der Migration stimmt etwas nicht: ${faults.join('; ')}`);
  return wanted.map(({ version }) => version);
}
