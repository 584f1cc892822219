import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { AppError } from '#shared/errors.ts';
import { commitFault } from './database-away.ts';
import type { Engine, Handles, Queries } from './handles.ts';
import type { InsertMany } from './insert-many.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export type { Engine, Queries } from './handles.ts';

export interface Database {
  readonly engine: Engine;
  readonly url: string;
  /** Reads outside a transaction; cannot write, and refuses inside one. */
  readonly read: Queries;
  /** Several reads on one state of the data. */
  snapshot<T>(work: (read: Queries) => Promise<T>): Promise<T>;
  /** The only way to write; features use `transact` (transact.ts), which adds the history row. */
  writeTransaction<T>(work: (tx: Queries, insertMany: InsertMany) => Promise<T>): Promise<T>;
  /** Told by work that committed on a handle of its own (run-job.ts); heard by `untilCommitted`. */
  committed?(): void;
  runScript(script: string): Promise<void>;
  /** Changes whenever anybody commits; undefined where only a question could tell (Handles.commits). */
  commits(): number | undefined;
  /** After a large write (Handles.checkpoint). */
  checkpoint(): Promise<void>;
  /** While another thread writes much (Handles.leaveCheckpoints). */
  leaveCheckpoints(toOthers: boolean): void;
  faults(): Promise<string[]>;
  integrity(): Promise<string[]>;
  close(): Promise<void>;
}

const insideTransaction = new AsyncLocalStorage<true>();

/** Refuses the outer handle while a transaction of the same call is open: it would read another state. */
const outerHandleGuard: KyselyPlugin = {
  transformQuery(args) {
    if (insideTransaction.getStore()) {
      throw new Error('Innerhalb einer Transaktion gilt nur deren eigener Zugriff (tx), nicht db.read.');
    }
    return args.node;
  },
  transformResult: (args) => Promise.resolve(args.result),
};

/** The path of a `sqlite:` address. */
export function sqlitePath(url: string): string {
  return resolve(url.slice('sqlite:'.length));
}

async function openHandles(url: string, mayCreate: boolean): Promise<Handles> {
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) return openPostgres(url);
  if (!url.startsWith('sqlite:')) {
    throw new AppError(
      'invalid-input',
      `Unbekannte Datenbankadresse „${url.split(':')[0] ?? ''}:…“. Möglich sind sqlite:PFAD und postgres://….`,
    );
  }
  const path = sqlitePath(url);
  if (!existsSync(path)) {
    if (!mayCreate) {
      throw new AppError(
        'not-found',
        `Die Datenbank ${path} gibt es nicht. Sie wird nie stillschweigend angelegt: „moves init“ oder „moves demo“ legt eine an.`,
      );
    }
    mkdirSync(dirname(path), { recursive: true });
  }
  return openSqlite(path);
}

async function written<T>(
  handles: Handles,
  work: (tx: Queries, insertMany: InsertMany) => Promise<T>,
): Promise<T> {
  const state = { worked: false };
  try {
    return await handles.write
      .transaction()
      // The state is read after the lock on writers, whatever the server's default is.
      .setIsolationLevel('read committed')
      .execute(async (tx) => {
        await handles.lockWriters(tx);
        const result = await work(tx, handles.insertMany(tx));
        state.worked = true;
        return result;
      });
  } catch (error) {
    throw state.worked ? commitFault(error, handles.engine) : error;
  }
}

/**
 * Opens a database by its address and asserts its settings.
 * Throws `AppError` when it is missing (and may not be created) or a setting does not hold.
 */
export async function openDatabase(url: string, options: { mayCreate?: boolean } = {}): Promise<Database> {
  const handles = await openHandles(url, options.mayCreate ?? false);
  const faults = await handles.faults();
  if (faults.length > 0) {
    await handles.close();
    throw new AppError('internal', `Die Datenbank ist nicht sicher eingestellt: ${faults.join('; ')}`);
  }
  return {
    engine: handles.engine,
    url,
    read: handles.read.withPlugin(outerHandleGuard),
    snapshot: (work) =>
      handles.snapshots
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((tx) => work(tx)),
    writeTransaction: (work) => insideTransaction.run(true, () => written(handles, work)),
    runScript: (script) => handles.runScript(script),
    commits: () => handles.commits?.(),
    checkpoint: () => handles.checkpoint?.() ?? Promise.resolve(),
    leaveCheckpoints: (toOthers) => handles.leaveCheckpoints?.(toOthers),
    faults: () => handles.faults(),
    integrity: () => handles.integrity(),
    close: () => handles.close(),
  };
}
