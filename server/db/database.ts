import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { AppError } from '#shared/errors.ts';
import { commitFault } from './database-away.ts';
import type { Engine, FillStaged, Handles, LayReady, Queries } from './handles.ts';
import type { InsertMany } from './insert-many.ts';
import { KeptFacts, lookWith } from './kept.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { StagedTable } from './staging.ts';

export type { Engine, Queries } from './handles.ts';

/** What is done in a transaction, with the means it has beside its statements. */
type Work<T> = (tx: Queries, insertMany: InsertMany, layReady: LayReady) => Promise<T>;

export interface Database {
  readonly engine: Engine;
  readonly url: string;
  /** Reads outside a transaction; cannot write, and refuses inside one. */
  readonly read: Queries;
  /** Several reads on one state of the data. */
  snapshot<T>(work: (read: Queries) => Promise<T>): Promise<T>;
  /** From now on snapshots keep facts between each other (kept.ts): for a process that answers many of them. */
  keepFacts(): void;
  /**
   * The only way to write; features use `transact` (transact.ts), which adds the history row. Rows laid ready in
   * `staged` are found by its statements, so that much is written by few of them and others wait shortly.
   */
  writeTransaction<T>(work: Work<T>, staged?: StagedTable): Promise<T>;
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
  /** What the login may do that the application must not (Handles.loginFaults). */
  loginFaults(): Promise<string[]>;
  /** Whether it lacks what was committed last (Handles.isLiveCopy). */
  isLiveCopy(): boolean;
  close(): Promise<void>;
}

const insideTransaction = new AsyncLocalStorage<true>();

function refuseInside(): void {
  if (insideTransaction.getStore())
    throw new Error('Innerhalb einer Transaktion gilt nur deren eigener Zugriff (tx), nicht db.read.');
}

/** Refuses the outer handle while a transaction of the same call is open: it would read another state. */
const outerHandleGuard: KyselyPlugin = {
  transformQuery(args) {
    refuseInside();
    return args.node;
  },
  // A statement whose text is kept (question.ts) comes this way alone.
  transformResult: async (args) => {
    refuseInside();
    return args.result;
  },
};

/** The path of a `sqlite:` address. */
export function sqlitePath(url: string): string {
  return resolve(url.slice('sqlite:'.length));
}

/** Which engine an address names. Throws `invalid-input` for any other, without repeating what it may hold. */
export function databaseAddress(url: string): Engine {
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) return 'postgres';
  if (url.startsWith('sqlite:')) return 'sqlite';
  throw new AppError(
    'invalid-input',
    `Unbekannte Datenbankadresse „${url.split(':')[0] ?? ''}:…“. Möglich sind sqlite:PFAD und postgres://….`,
  );
}

async function openHandles(url: string, mayCreate: boolean): Promise<Handles> {
  if (databaseAddress(url) === 'postgres') return openPostgres(url);
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
  work: Work<T>,
  { write, fill }: { write: Queries; fill?: FillStaged },
): Promise<T> {
  const state = { worked: false };
  try {
    return await write
      .transaction()
      // The state is read after the lock on writers, whatever the server's default is.
      .setIsolationLevel('read committed')
      .execute(async (tx) => {
        await fill?.(tx);
        await handles.lockWriters(tx);
        const result = await work(tx, handles.insertMany(tx), handles.layReady(tx));
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
  let kept: KeptFacts | undefined;
  return {
    engine: handles.engine,
    url,
    keepFacts: () => {
      kept ??= new KeptFacts();
    },
    read: handles.read.withPlugin(outerHandleGuard),
    snapshot: (work) =>
      handles.snapshots
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((tx) => {
          if (kept) lookWith(tx, kept);
          return work(tx);
        }),
    writeTransaction: (work, staged) =>
      insideTransaction.run(true, () =>
        staged
          ? handles.withStaged(staged, (write, fill) => written(handles, work, { write, fill }))
          : written(handles, work, { write: handles.write }),
      ),
    runScript: (script) => handles.runScript(script),
    commits: () => handles.commits?.(),
    checkpoint: () => handles.checkpoint?.() ?? Promise.resolve(),
    leaveCheckpoints: (toOthers) => handles.leaveCheckpoints?.(toOthers),
    faults: () => handles.faults(),
    integrity: () => handles.integrity(),
    loginFaults: () => handles.loginFaults?.() ?? Promise.resolve([]),
    isLiveCopy: () => handles.isLiveCopy?.() ?? false,
    close: () => handles.close(),
  };
}
