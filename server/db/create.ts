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
  if (!url.startsWith('sqlite:')) return filling(await migrated(url), work);
  const path = sqlitePath(url);
  if (existsSync(path))
    throw new AppError('conflict', `Die Datenbank ${path} gibt es schon. Es wurde nichts verändert.`);
  const draft = `${path}.${process.pid}.entwurf`;
  for (const suffix of ['', '-wal', '-shm', '-offen']) rmSync(`${draft}${suffix}`, { force: true });
  try {
    const result = await filling(await migrated(`sqlite:${draft}`), work);
    // A link refuses to replace what another process made meanwhile; a rename would not.
    linkSync(draft, path);
    return result;
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-offen']) rmSync(`${draft}${suffix}`, { force: true });
  }
}

/** The very last thing a new database gets; without it nobody works on a half-filled one. */
async function markComplete(db: Database): Promise<void> {
  await db.writeTransaction((query) =>
    query.insertInto('meta').values({ key: 'setup', value: 'complete' }).execute(),
  );
}

/** Throws `conflict` when the filling of this database was broken off. */
export async function requireComplete(db: Database): Promise<void> {
  const mark = await db.read.selectFrom('meta').where('key', '=', 'setup').select('value').executeTakeFirst();
  if (mark?.value === 'complete') return;
  throw new AppError(
    'conflict',
    'Die Einrichtung dieser Datenbank wurde abgebrochen. Bitte in einer leeren Datenbank neu beginnen; hier wurde nichts verändert.',
  );
}

async function filling<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  try {
    const result = await work(db);
    await markComplete(db);
    return result;
  } finally {
    await db.close();
  }
}
