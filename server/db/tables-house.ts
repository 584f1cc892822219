import type { Generated } from 'kysely';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Role } from '#shared/permissions.ts';

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

export interface AppUserTable {
  id: Generated<number>;
  login: string;
  name: string;
  role: Role;
  description: Generated<string>;
  disabled: Generated<0 | 1>;
  version: Generated<number>;
  recorded_seq: number;
}

export interface SessionTable {
  id_sha256: string;
  user_id: number;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
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

export interface CouncilPaperTable {
  id: Generated<number>;
  number: number;
  year: number;
  supplement: Generated<string>;
  title: string;
  kind: 'decision' | 'information' | 'budget';
  body: string;
  session_on: IsoDate;
  summary: Generated<string>;
  origin: Origin;
  recorded_seq: number;
}
