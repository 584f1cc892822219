import type { Kysely, Transaction } from 'kysely';
import type { InsertMany } from './insert-many.ts';
import type { Tables } from './tables.ts';

/** What SQL files take: a reader, a snapshot or a transaction. */
export type Queries = Kysely<Tables>;

export type Engine = 'sqlite' | 'postgres';

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
  /** Reads the whole database: pages, foreign keys, append-only guards; each fault in words. For `verify`. */
  integrity(): Promise<string[]>;
  close(): Promise<void>;
}
