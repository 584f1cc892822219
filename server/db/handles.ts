import type { Kysely, Transaction } from 'kysely';
import type { InsertMany } from './insert-many.ts';
import type { StagedTable } from './staging.ts';
import type { Tables } from './tables.ts';

/** What SQL files take: a reader, a snapshot or a transaction. */
export type Queries = Kysely<Tables>;

export type Engine = 'sqlite' | 'postgres';

/** Called in the transaction, before it waits for other writers. */
export type FillStaged = (tx: Transaction<Tables>) => Promise<void>;

/** Runs with rows laid ready inside the transaction, which finds them under the name of their table. */
export type LayReady = <T>(staged: StagedTable, run: () => Promise<T>) => Promise<T>;

/** What an engine brings: one handle that can only read, one that writes, and its own checks. */
export interface Handles {
  engine: Engine;
  read: Queries;
  /** Reads too, for several questions on one state of the data. */
  snapshots: Queries;
  write: Queries;
  /** First statement of every writing transaction: writers wait for each other, readers do not. */
  lockWriters(tx: Transaction<Tables>): Promise<void>;
  /** Inserts many rows within a writing transaction (insert-many.ts). */
  insertMany(tx: Transaction<Tables>): InsertMany;
  /**
   * Lays rows ready for the transaction that `run` begins on the handle it is given, before that takes the writers'
   * lock: its statements find them under the name of the table, and nobody else does.
   */
  withStaged<T>(staged: StagedTable, run: (write: Queries, fill: FillStaged) => Promise<T>): Promise<T>;
  /** The same inside a transaction that has begun, for rows that are known only there: for as long as `run` lasts. */
  layReady(tx: Transaction<Tables>): LayReady;
  /** Runs a file of statements outside Kysely, inside the migration's transaction. */
  runScript(script: string): Promise<void>;
  /**
   * Another number whenever anybody has committed since, this process or another one; equal numbers = nothing has
   * changed. Undefined where only a question to the database could tell.
   */
  commits?(): number;
  /** Takes over what was written from the log into the file, where the engine leaves that to its users. */
  checkpoint?(): Promise<void>;
  /** Whether a writing connection beside this one does that meanwhile, so that this one's commits stay short. */
  leaveCheckpoints?(toOthers: boolean): void;
  /** Settings the engine must have; each fault in words. Checked on open and by `verify`. */
  faults(): Promise<string[]>;
  /** What the login may do beyond what the application needs; each fault in words. Where logins have rights. */
  loginFaults?(): Promise<string[]>;
  /** Reads the whole database: pages, foreign keys, append-only guards; each fault in words. For `verify`. */
  integrity(): Promise<string[]>;
  /** Whether the file was copied from under a running program (sqlite-live-copy.ts), where that can happen. */
  isLiveCopy?(): boolean;
  close(): Promise<void>;
}
