import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, sqlitePath } from './database.ts';
import type { Database, Engine } from './database.ts';
import { migrate } from './migrate.ts';
import { migrationsFor } from './migrations.ts';
import { testFolder } from './test-folder.ts';
import { fillOldPostgres, oldSqliteFile } from './test-old-database.ts';
import { startTestPostgres } from './test-postgres.ts';

/** What a database holds when a test gets it: built once per run and engine by the product itself, then copied. */
export interface Filled {
  /** The name of the template, in lower case; one name is one filling. */
  name: string;
  fill: (db: Database) => Promise<unknown>;
}

/** Where databases of one engine come from: a template is built once and then copied. */
export interface Source {
  prepare(): Promise<void>;
  create(filled: Filled): Promise<string>;
  /** A database as an earlier program left it (data/samples/old), not lifted yet. */
  createOld(schema: number): Promise<string>;
  /** The address of an empty place: a file that is not there, a database without tables. */
  createPlace(): Promise<string>;
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

/** Opened anew after the migration, because on PostgreSQL the application's role exists only then. */
async function buildFilled(url: string, { fill }: Filled): Promise<void> {
  await buildTemplate(url);
  const db = await openDatabase(url);
  try {
    await fill(db);
  } finally {
    await db.close();
  }
}

function sqliteSource(): Source {
  let folder = '';
  const template = async (filled: Filled): Promise<string> => {
    // `npm test` has one folder of templates for all spec files; a file run alone has its own.
    const templates = process.env['TEST_TEMPLATES'] ?? folder;
    const path = join(templates, `template-${filled.name}.db`);
    if (existsSync(path)) return path;
    // Two processes may build at once; each takes the name with a whole file.
    const growing = join(templates, `${filled.name}-${randomUUID()}.db`);
    await buildFilled(`sqlite:${growing}`, filled);
    renameSync(growing, path);
    return path;
  };
  const fresh = (): string => join(folder, `${randomUUID()}.db`);
  return {
    prepare: () => {
      folder = testFolder('moves-sqlite-');
      return Promise.resolve();
    },
    create: async (filled) => {
      const path = fresh();
      copyFileSync(await template(filled), path);
      return `sqlite:${path}`;
    },
    createOld: (schema) => {
      const path = fresh();
      writeFileSync(path, oldSqliteFile(schema));
      return Promise.resolve(`sqlite:${path}`);
    },
    createPlace: () => Promise.resolve(`sqlite:${fresh()}`),
    drop: (url) => {
      for (const suffix of ['', '-wal', '-shm', '-offen'])
        rmSync(`${sqlitePath(url)}${suffix}`, { force: true });
      return Promise.resolve();
    },
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

/** Migrations of a server that somebody keeps between runs may have changed since. */
function templateName(content: string): string {
  const scripts = migrationsFor('postgres').map((migration) => migration.script);
  return `moves_template_${content}_${createHash('sha256').update(scripts.join('\n')).digest('hex').slice(0, 16)}`;
}

type Build = (url: string) => Promise<void>;

/** One template per content and server, built by whichever spec file comes first while the others wait. */
async function ensureTemplate(
  server: string,
  admin: pg.Client,
  content: string,
  build: Build,
): Promise<string> {
  const name = templateName(content);
  await admin.query('SELECT pg_advisory_lock(98)');
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      const growing = `${name}_${String(process.pid)}`;
      await admin.query(`CREATE DATABASE ${growing}`);
      await build(addressOf(server, growing));
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

const newName = (): string => `moves_${randomUUID().replaceAll('-', '')}`;

function postgresSource(): Source {
  let stop = (): Promise<void> => Promise.resolve();
  let server = '';
  const templates = new Map<string, string>();
  let admin = new pg.Client();
  const copyOf = async (content: string, build: Build): Promise<string> => {
    const template = templates.get(content) ?? (await ensureTemplate(server, admin, content, build));
    templates.set(content, template);
    const name = newName();
    // Files are copied as they are: written page by page through the log, the same took three times the work.
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    return addressOf(server, name);
  };
  return {
    prepare: async () => {
      // `npm test` shares one server among all spec files; a file run alone starts its own.
      const given = process.env['TEST_POSTGRES_URL'];
      const own = given === undefined ? await startTestPostgres() : undefined;
      server = given ?? own?.url ?? '';
      if (own !== undefined) stop = () => own.stop();
      admin = new pg.Client(server);
      await admin.connect();
    },
    create: (filled) => copyOf(filled.name, (url) => buildFilled(url, filled)),
    createOld: (schema) =>
      copyOf(`old_${schema}`, async (url) => {
        await buildTemplate(url, schema);
        await fillOldPostgres(url, schema);
      }),
    createPlace: async () => {
      const name = newName();
      await admin.query(`CREATE DATABASE ${name}`);
      return addressOf(server, name);
    },
    drop: async (url) => dropDatabase(admin, new URL(url).pathname.slice(1)),
    remove: async () => {
      await admin.end();
      await stop();
    },
  };
}

export const SOURCES: [Engine, () => Source][] = [
  ['sqlite', sqliteSource],
  ['postgres', postgresSource],
];
