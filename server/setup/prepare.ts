import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase } from '../db/create.ts';
import { openDatabase, sqlitePath } from '../db/database.ts';
import { schemaVersion } from '../db/migrate.ts';
import { createDemo } from './demo.ts';
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

async function createDemoIfMissing(url: string): Promise<void> {
  const isSqlite = url.startsWith('sqlite:');
  if (isSqlite && existsSync(sqlitePath(url))) return;
  if (!isSqlite) {
    const db = await openDatabase(url);
    const version = await schemaVersion(db);
    await db.close();
    if (version > 0) return;
  }
  process.stdout.write('Es gibt noch keine Datenbank: die Beispieldatenbank wird angelegt …\n');
  await createDatabase(url, createDemo);
}

/** For `npm start`: what a newcomer needs before the server can answer. A production start does without it. */
export async function prepare(databaseUrl: string): Promise<void> {
  buildClientIfStale();
  await createDemoIfMissing(databaseUrl);
}
