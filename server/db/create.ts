import { existsSync, linkSync, rmSync } from 'node:fs';
import { AppError } from '#shared/errors.ts';
import { openDatabase, sqlitePath } from './database.ts';
import type { Database } from './database.ts';
import { migrate, schemaVersion } from './migrate.ts';

async function migrated(url: string): Promise<Database> {
  const fresh = await openDatabase(url, { mayCreate: true });
  try {
    if ((await schemaVersion(fresh)) > 0) {
      throw new AppError('conflict', 'Diese Datenbank ist schon eingerichtet. Es wurde nichts verändert.');
    }
    await migrate(fresh);
  } finally {
    await fresh.close();
  }
  // Opened anew, because on PostgreSQL the application's role exists only now.
  return openDatabase(url);
}

/**
 * Makes a new database and fills it by `work`. A SQLite file appears under its name only when everything
 * succeeded; an existing one is refused and left alone.
 */
export async function createDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  if (!url.startsWith('sqlite:')) return closing(await migrated(url), work);
  const path = sqlitePath(url);
  if (existsSync(path))
    throw new AppError('conflict', `Die Datenbank ${path} gibt es schon. Es wurde nichts verändert.`);
  const draft = `${path}.${process.pid}.entwurf`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
  const result = await closing(await migrated(`sqlite:${draft}`), work);
  // A link refuses to replace what another process made meanwhile; a rename would not.
  linkSync(draft, path);
  rmSync(draft);
  return result;
}

async function closing<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
