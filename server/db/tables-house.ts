import type { Instant } from '#shared/calendar.ts';

/** The tables of this file, by name. */
export interface HouseTables {
  meta: MetaTable;
  history: HistoryTable;
  idempotency_key: IdempotencyKeyTable;
}

export interface MetaTable {
  key: string;
  value: string;
}

export interface HistoryTable {
  seq: number;
  at: Instant;
  actor_id: number | null;
  actor: string;
  action: string;
  entity: string;
  entity_id: string;
  reason: string | null;
  before: string | null;
  after: string | null;
  prev_hash: string;
  hash: string;
}

export interface IdempotencyKeyTable {
  user_id: number;
  key: string;
  route: string;
  body_sha256: string;
  result: string | null;
  answer: string | null;
  created_at: Instant;
}
