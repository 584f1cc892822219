import { sql } from 'kysely';
import type { HistoryEntry, HistoryPage } from '#shared/history/history.ts';
import type { Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';
import { FIRST_HASH, historyHash } from '../db/transact.ts';
import { historyNames } from './names.sql.ts';
import { ownProjectIds } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';

function parsed(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}

/** The own projects as the history names them. */
const ownEntities = (own: OwnRows) =>
  sql<string>`(select cast(mine.id as text) from project as mine where mine.id in ${ownProjectIds(own)})`;

/** A page of the history, newest first, before a sequence number; optionally of one entity, or of own projects alone. */
export async function listHistory(
  read: Queries,
  selection: {
    before?: number | undefined;
    entity?: string | undefined;
    entityId?: string | undefined;
    limit: number;
    own: OwnRows | null;
  },
): Promise<HistoryPage> {
  let query = read.selectFrom('history');
  if (selection.entity !== undefined) query = query.where('entity', '=', selection.entity);
  if (selection.entityId !== undefined) query = query.where('entity_id', '=', selection.entityId);
  const { own } = selection;
  if (own) query = query.where('entity', '=', 'project').where('entity_id', 'in', ownEntities(own));
  const total = await query.select(countRows().as('n')).executeTakeFirstOrThrow();
  if (selection.before !== undefined) query = query.where('seq', '<', selection.before);
  const rows = await query
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(selection.limit + 1)
    .execute();
  const entries: HistoryEntry[] = rows.slice(0, selection.limit).map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    action: row.action,
    entity: row.entity,
    entityId: row.entity_id,
    reason: row.reason,
    before: parsed(row.before),
    after: parsed(row.after),
    hash: row.hash,
  }));
  return {
    entries,
    names: await historyNames(read, entries),
    next: rows.length > selection.limit ? (entries.at(-1)?.seq ?? null) : null,
    total: total.n,
  };
}

const BATCH = 1000;

/** Walks the whole chain; returns the first row that does not follow from the one before, or null. */
async function firstBrokenLink(
  read: Queries,
): Promise<{ seq: number; rows: number } | { seq: null; rows: number }> {
  let previous = { seq: 0, hash: FIRST_HASH };
  for (;;) {
    const rows = await read
      .selectFrom('history')
      .selectAll()
      .where('seq', '>', previous.seq)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      const { hash, ...content } = row;
      const follows = row.seq === previous.seq + 1 && row.prev_hash === previous.hash;
      if (!follows || historyHash(content) !== hash) return { seq: row.seq, rows: row.seq };
      previous = { seq: row.seq, hash };
    }
    if (rows.length < BATCH) return { seq: null, rows: previous.seq };
  }
}

/** Every history row follows from the one before (0005). */
export async function historyChain(read: Queries): Promise<Finding> {
  const { seq, rows } = await firstBrokenLink(read);
  return finding(seq === null ? [] : [`Eintrag ${seq} passt nicht zu dem davor`], `${rows} Einträge`);
}
