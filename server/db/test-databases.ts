import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe } from 'node:test';
import pg from 'pg';
import { openDatabase } from './database.ts';
import type { Database, Engine } from './database.ts';
import { migrate, migrationsFor } from './migrate.ts';
import { fillOldPostgres, OLD_SCHEMA, oldSqliteFile } from './test-old-database.ts';
import { startTestPostgres } from './test-postgres.ts';

/** Opens one more empty, migrated database; it is closed and removed after the test that asked for it. */
export type OpenTestDatabase = () => Promise<Database>;

/** Where databases of one engine come from: a migrated template is built once and then copied. */
interface Source {
  prepare(): Promise<void>;
  create(): Promise<string>;
  /** A database as an earlier program left it (data/samples/old), not lifted yet. */
  createOld(): Promise<string>;
  drop(url: string): Promise<void>;
  remove(): Promise<void>;
}

async function buildTemplate(url: string, upTo?: number): Promise<void> {
  const db = await openDatabase(url, { mayCreate: true });
  try {
    await migrate(db, upTo);
  } finally {
    await db.close();
  }
}

function sqliteSource(): Source {
  const folder = mkdtempSync(join(tmpdir(), 'moves-sqlite-'));
  const template = join(folder, 'template.db');
  return {
    prepare: () => buildTemplate(`sqlite:${template}`),
    create: () => {
      const path = join(folder, `${randomUUID()}.db`);
      copyFileSync(template, path);
      return Promise.resolve(`sqlite:${path}`);
    },
    createOld: () => {
      const path = join(folder, `${randomUUID()}.db`);
      writeFileSync(path, oldSqliteFile());
      return Promise.resolve(`sqlite:${path}`);
    },
    drop: () => Promise.resolve(),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function addressOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

function templateName(): string {
  const scripts = migrationsFor('postgres').map((migration) => migration.script);
  return `moves_template_${createHash('sha256').update(scripts.join('\n')).digest('hex').slice(0, 16)}`;
}

/** One template per schema and server, built by whichever spec file comes first while the others wait. */
async function ensureTemplate(server: string, admin: pg.Client): Promise<string> {
  const name = templateName();
  await admin.query('SELECT pg_advisory_lock(98)');
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      const growing = `${name}_${String(process.pid)}`;
      await admin.query(`CREATE DATABASE ${growing}`);
      await buildTemplate(addressOf(server, growing));
      await admin.query(`ALTER DATABASE ${growing} RENAME TO ${name}`);
    }
  } finally {
    await admin.query('SELECT pg_advisory_unlock(98)');
  }
  return name;
}

/** PostgreSQL's code for a database that somebody is still connected to. */
const IN_USE = '55006';

/**
 * Not with `FORCE` at once: that may not end the server's own autovacuum, which works now and then in a database
 * of some size and gives way to a plain `DROP`.
 */
async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE) throw error;
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

function postgresSource(): Source {
  let stop = (): Promise<void> => Promise.resolve();
  let server = '';
  let template = '';
  let admin = new pg.Client();
  return {
    prepare: async () => {
      // `npm test` shares one server among all spec files; a file run alone starts its own.
      const given = process.env['TEST_POSTGRES_URL'];
      const own = given === undefined ? await startTestPostgres() : undefined;
      server = given ?? own?.url ?? '';
      if (own !== undefined) stop = () => own.stop();
      admin = new pg.Client(server);
      await admin.connect();
      template = await ensureTemplate(server, admin);
    },
    create: async () => {
      const name = `moves_${randomUUID().replaceAll('-', '')}`;
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      return addressOf(server, name);
    },
    createOld: async () => {
      const name = `moves_${randomUUID().replaceAll('-', '')}`;
      await admin.query(`CREATE DATABASE ${name}`);
      const url = addressOf(server, name);
      await buildTemplate(url, OLD_SCHEMA);
      await fillOldPostgres(url);
      return url;
    },
    drop: async (url) => dropDatabase(admin, new URL(url).pathname.slice(1)),
    remove: async () => {
      await admin.end();
      await stop();
    },
  };
}

const SOURCES: [Engine, () => Source][] = [
  ['sqlite', sqliteSource],
  ['postgres', postgresSource],
];

/**
 * Declares the same tests once for SQLite and once for a real PostgreSQL. Each call of `open` gives an
 * empty, migrated database of its own, opened as the application opens it (on PostgreSQL as the role
 * that may not change what is append-only). `openOld` gives one that an earlier program filled, for the test to
 * lift. Neither engine is ever left out.
 *
 * @example
 * forEachDatabase((open) => {
 *   test('keeps a project', async () => {
 *     const db = await open();
 *     …
 *   });
 * });
 */
export function forEachDatabase(
  declareTests: (open: OpenTestDatabase, engine: Engine, openOld: OpenTestDatabase) => void,
): void {
  for (const [engine, sourceOf] of SOURCES) {
    describe(`on ${engine}`, () => {
      const source = sourceOf();
      const opened: Database[] = [];
      before(() => source.prepare());
      afterEach(async () => {
        for (const db of opened.splice(0)) {
          await db.close();
          await source.drop(db.url);
        }
      });
      after(() => source.remove());
      const opening = (create: () => Promise<string>) => async (): Promise<Database> => {
        const db = await openDatabase(await create());
        opened.push(db);
        return db;
      };
      declareTests(
        opening(() => source.create()),
        engine,
        opening(() => source.createOld()),
      );
    });
  }
}
