import type { ParseArgsConfig } from 'node:util';
import type { Clock } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import type { Writer } from '../db/transact.ts';

/** What a verb gets: its parsed options, the open database and who acts. */
export interface VerbContext {
  db: Database;
  by: { clock: Clock; writer: Writer };
  /** Where the application answers, for links that are handed out. */
  publicUrl?: string | undefined;
  values: Record<string, string | boolean | undefined>;
  /** Options that may be given more than once. */
  lists?: Record<string, string[] | undefined> | undefined;
  positionals: string[];
}

/** What a verb says: `data` with --json, `text` without; `failed` when a check failed (exit 2). */
export interface VerbResult {
  data: unknown;
  text: string;
  failed?: boolean;
}

interface VerbHead {
  name: string;
  /** One line: `import appropriations|actuals --profile P --file F …` */
  usage: string;
  help: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** Looks at the options before any database is touched; throws `AppError`. */
  check?: (values: VerbContext['values']) => void;
}

/** A verb that works on an open database. A refusal is an `AppError`: exit 1, its message on stderr. */
export interface Verb extends VerbHead {
  /**
   * `existing`: a missing one is refused; `older`: the same, of an older schema too; `new`: a fresh one is made, an
   * existing one refused.
   */
  database: 'existing' | 'older' | 'new';
  /** It lays tables out: on PostgreSQL by the login that owns them. What makes a new database does so anyway. */
  asOwner?: true;
  run(context: VerbContext): Promise<VerbResult>;
}

/** A verb that fills a place where no database is yet. */
export interface PlaceVerb extends VerbHead {
  database: 'place';
  run(context: { databaseUrl: string; values: VerbContext['values'] }): Promise<VerbResult>;
}
