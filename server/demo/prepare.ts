import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase } from '../db/create.ts';
import { openDatabase, sqlitePath } from '../db/database.ts';
import { schemaVersion } from '../db/migrate.ts';
import { initForTwo } from '../setup/first-administrators.ts';
import type { Writer } from '../db/transact.ts';
import { createDemo } from './demo.ts';
import type { Clock } from '#shared/calendar.ts';
import { largest } from '#shared/largest.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What the built client is made from. */
const SOURCES = ['client', 'shared', 'angular.json', 'package-lock.json', 'tsconfig.json'];
const BUILT = join(ROOT, 'dist/client/index.html');

function newestChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return largest(
    readdirSync(path).map((name) => newestChange(join(path, name))),
    0,
  );
}

function buildClientIfStale(): void {
  const sources = largest(SOURCES.map((name) => newestChange(join(ROOT, name))));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > sources) return;
  process.stdout.write('Die Oberfläche wird gebaut …\n');
  const built = spawnSync(process.execPath, [join(ROOT, 'node_modules/@angular/cli/bin/ng.js'), 'build'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) throw new Error('Die Oberfläche ließ sich nicht bauen.');
}

async function isThere(url: string): Promise<boolean> {
  if (url.startsWith('sqlite:')) return existsSync(sqlitePath(url));
  const db = await openDatabase(url);
  const version = await schemaVersion(db);
  await db.close();
  return version > 0;
}

/**
 * For `npm start`: what a newcomer needs before the server can answer. A production start does without it. With `empty`
 * the database that is made holds nothing but its base data and two administrators.
 */
export async function prepare(
  databaseUrl: string,
  { empty, by }: { empty: boolean; by: { clock: Clock; writer: Writer } },
): Promise<void> {
  buildClientIfStale();
  if (await isThere(databaseUrl)) return;
  const what = empty ? 'eine leere Datenbank' : 'die Beispieldatenbank';
  process.stdout.write(`Es gibt noch keine Datenbank: ${what} wird angelegt …\n`);
  await createDatabase(databaseUrl, empty ? (db) => initForTwo(db, by) : createDemo);
}
