import type { Generated } from 'kysely';
import type { Instant } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Cents } from '#shared/money.ts';
import type { RecordKind } from '#shared/imports/terms.ts';

/** The tables of this file, by name. */
export interface CorrectionsTables {
  import_conflict: ImportConflictTable;
  import_conflict_decision: ImportConflictDecisionTable;
  import_undo: ImportUndoTable;
  taken_back: TakenBackTable;
  record_taken_back: RecordTakenBackTable;
  record_returned: RecordReturnedTable;
  first_appropriations: FirstAppropriationsTable;
  import_profile: ImportProfileTable;
  source: SourceTable;
}

export interface ImportConflictTable {
  id: Generated<number>;
  import_id: number;
  posting_id: number;
  row_number: number;
  row_key: string;
  content_sha256: string;
  row: string;
  line_id: number | null;
  cents: Cents;
  difference_cents: Cents;
  origin: Origin;
  recorded_seq: number;
}

export interface ImportConflictDecisionTable {
  conflict_id: number;
  decision: 'taken' | 'kept';
  reason: string;
  new_posting_id: number | null;
  request_id: number | null;
  decided_by: number | null;
  recorded_seq: number;
}

export interface ImportUndoTable {
  id: Generated<number>;
  import_id: number;
  request_id: number;
  reversed: number;
  reversed_cents: Cents;
  left_rows: number;
  left_cents: Cents;
  account: string;
  recorded_seq: number;
}

export interface TakenBackTable {
  posting_id: number;
  by_posting_id: number;
  undo_id: number | null;
  conflict_id: number | null;
  recorded_seq: number;
}

/** A record of an import that was taken back: `made` 1 = made by it, 0 = changed by it. */
export interface RecordTakenBackTable {
  id: Generated<number>;
  kind: RecordKind;
  record_id: number;
  import_id: number;
  undo_id: number;
  made: 0 | 1;
  recorded_seq: number;
}

export interface RecordReturnedTable {
  taken_back_id: number;
  import_id: number;
  recorded_seq: number;
}

export interface FirstAppropriationsTable {
  import_id: number;
  year: number;
  source: string;
  recorded_seq: number;
}

export interface SourceTable {
  id: Generated<number>;
  code: string;
  version: number;
  name: string;
  system_code: string;
  reason: string;
  request_id: number | null;
  author_id: number | null;
  origin: Origin;
  recorded_seq: number;
}

export interface ImportProfileTable {
  id: Generated<number>;
  code: string;
  version: number;
  profile: string;
  reason: string;
  author_id: number | null;
  created_at: Instant;
  origin: Origin;
  recorded_seq: number;
}
