import { createHash } from 'node:crypto';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { Database, Queries } from './database.ts';
import type { LayReady } from './handles.ts';
import type { InsertMany } from './insert-many.ts';
import { notBefore } from './clock-back.ts';
import { findOnce, keepOnce } from './once.ts';
import type { Once } from './once.ts';
import { deed, question } from './question.ts';
import { foldDueTexts } from './search-texts.ts';
import type { StagedTable } from './staging.ts';
import type { HistoryTable } from './tables-house.ts';

/** Who writes. `id` is null only for the command line's own work, which names itself. */
export interface Writer {
  id: number | null;
  name: string;
}

/** What was done, for the history row: before and after as plain data, without personal values. */
export interface Change {
  action: string;
  entity: string;
  entityId: string | number;
  reason?: string | undefined;
  before?: unknown;
  after?: unknown;
}

/** The transaction's handle and the sequence number every fact it records carries. */
export interface Tx {
  query: Queries;
  /** For many rows of one table at once. */
  insertMany: InsertMany;
  /** Lays rows ready that only the transaction knows, for as long as it needs them. */
  layReady: LayReady;
  seq: number;
  at: Instant;
}

export const FIRST_HASH = '0'.repeat(64);

/** hash = SHA-256 over the row's content and the hash before it (promises.md, I10). */
export function historyHash(row: Omit<HistoryTable, 'hash'>): string {
  const content = [
    row.seq,
    row.at,
    row.actor_id,
    row.actor,
    row.action,
    row.entity,
    row.entity_id,
    row.reason,
    row.before,
    row.after,
    row.prev_hash,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

const newestHistory = question((query) =>
  query.selectFrom('history').select(['seq', 'hash', 'at']).orderBy('seq', 'desc').limit(1),
);

const NOTHING_YET = { seq: 0, hash: FIRST_HASH, at: undefined };

/** The newest row of the history: whoever read the data between two equal ones read one state of it. */
export async function lastHistory(query: Queries): Promise<{ seq: number; hash: string }> {
  const [last] = await newestHistory(query, {});
  return last ? { seq: last.seq, hash: last.hash } : { seq: 0, hash: FIRST_HASH };
}

const addHistory = deed((query, row: HistoryTable) => query.insertInto('history').values(row));

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/**
 * The only way a feature writes: a transaction and its chained history row, together or not at all.
 * `work` gets the sequence its facts carry and returns its result with what it changed; when it throws,
 * nothing stays. Order comes from the sequence, not from the clock, whose time is never taken before the last row's.
 *
 * `answer` says what the caller is told, read on what was just written and before it is committed: nothing that
 * fails afterwards can then deny what was done (decision 0034). Without it the result is told. With `once` the same
 * deed sent again writes nothing and is told the same (plain data): writers wait for each other, so that of ten at a
 * time one acts. Rows laid ready in `staged` are found by the transaction's statements.
 */
export async function transact<T, A = T>(
  db: Database,
  by: { clock: Clock; writer: Writer; once?: Once | undefined; staged?: StagedTable | undefined },
  work: (tx: Tx) => Promise<{ result: T; change: Change }>,
  answer?: (query: Queries, result: T) => Promise<A>,
): Promise<A> {
  return db.writeTransaction(async (query, insertMany, layReady) => {
    const told = by.once ? await findOnce(query, by.once) : null;
    if (told) return JSON.parse(told.answer) as A;
    const [last = NOTHING_YET] = await newestHistory(query, {});
    const at = notBefore(by.clock.now(), last.at);
    const tx: Tx = { query, insertMany, layReady, seq: last.seq + 1, at };
    const { result, change } = await work(tx);
    await foldDueTexts(query, insertMany);
    const row = {
      seq: tx.seq,
      at: tx.at,
      actor_id: by.writer.id,
      actor: by.writer.name,
      action: change.action,
      entity: change.entity,
      entity_id: String(change.entityId),
      // The hash must see what the database keeps: half a surrogate pair would come back as another character.
      reason: change.reason?.toWellFormed() ?? null,
      before: json(change.before),
      after: json(change.after),
      prev_hash: last.hash,
    };
    await addHistory(query, { ...row, hash: historyHash(row) });
    // Without `answer` the type it would have is the result's own.
    const said = answer ? await answer(query, result) : (result as unknown as A);
    if (by.once) await keepOnce(query, by.once, tx.at, said);
    return said;
  }, by.staged);
}
