import type { Generated } from 'kysely';
import type { Funding, Ledger, LineKind, MovementKind } from '#shared/budget/terms.ts';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { ControlOrigin, ImportKind } from '#shared/imports/terms.ts';
import type { Cents } from '#shared/money.ts';

/** The tables of this file, by name. */
export interface MoneyTables {
  sub_budget: SubBudgetTable;
  account_map: AccountMapTable;
  cover_group: CoverGroupTable;
  cover_edge: CoverEdgeTable;
  budget_line: BudgetLineTable;
  movement: MovementTable;
  commitment: CommitmentTable;
  commitment_entry: CommitmentEntryTable;
  commitment_carry: CommitmentCarryTable;
  import: ImportTable;
  posting: PostingTable;
  actual_month: ActualMonthTable;
  actual_day: ActualDayTable;
  envelope: EnvelopeTable;
  envelope_end: EnvelopeEndTable;
}

export interface SubBudgetTable {
  id: Generated<number>;
  code: string;
  name: string;
  office_id: number | null;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface AccountMapTable {
  id: Generated<number>;
  frame: string;
  account_prefix: string;
  ledger: Ledger;
  kind: LineKind;
  name: string;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  import_id: Generated<number | null>;
  recorded_seq: number;
}

export interface CoverGroupTable {
  id: Generated<number>;
  code: string;
  name: string;
  origin: Origin;
  recorded_seq: number;
}

export interface CoverEdgeTable {
  from_group_id: number;
  to_group_id: number;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  recorded_seq: number;
}

export interface BudgetLineTable {
  id: Generated<number>;
  number: string;
  name: string;
  year: number;
  ledger: Ledger;
  kind: LineKind;
  funding: Funding;
  sub_budget_id: number;
  office_id: number | null;
  stage_id: number | null;
  field_id: number | null;
  project_id: number | null;
  cover_group_id: number | null;
  account: string;
  cost_object: string;
  twin: Generated<number>;
  transferable: Generated<0 | 1>;
  import_id: number | null;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface MovementTable {
  id: Generated<number>;
  line_id: number;
  kind: MovementKind;
  cents: Cents;
  effective_on: IsoDate;
  reason: string;
  council_paper_id: number | null;
  counter_line_id: number | null;
  pair_key: string | null;
  import_id: number | null;
  row_key: string | null;
  occurrence: number | null;
  reverses_id: number | null;
  request_id: Generated<number | null>;
  origin: Origin;
  recorded_seq: number;
}

export interface CommitmentTable {
  id: Generated<number>;
  order_number: string;
  line_id: number | null;
  text: string;
  ordered_on: IsoDate;
  due_year: number;
  import_id: Generated<number | null>;
  /** 1 = made by a carry-over, not by a file or a form. */
  carried: Generated<0 | 1>;
  origin: Origin;
  recorded_seq: number;
}

export interface CommitmentEntryTable {
  id: Generated<number>;
  commitment_id: number;
  kind: 'ordered' | 'released' | 'cancelled';
  cents: Cents;
  effective_on: IsoDate;
  posting_id: number | null;
  import_id: Generated<number | null>;
  /** Why somebody entered it by hand; empty for releases and imports. */
  note: Generated<string>;
  /** The entry of an import that this one takes back. */
  reverses_id: Generated<number | null>;
  /** The carry-over of an order this is a half of: cancelled where it left, ordered where it arrived. */
  carry_id: Generated<number | null>;
  origin: Origin;
  recorded_seq: number;
}

/** An order taken along with a carry-over, or brought back (`reverses_id`). */
export interface CommitmentCarryTable {
  id: Generated<number>;
  from_id: number;
  to_id: number;
  /** At most this much; null = all that is open at the end of the year. */
  cents: Cents | null;
  effective_on: IsoDate;
  request_id: number | null;
  reverses_id: number | null;
  origin: Origin;
  recorded_seq: number;
}

export interface ImportTable {
  id: Generated<number>;
  kind: ImportKind;
  profile: string;
  profile_json: string;
  file_name: string;
  file_sha256: string;
  content_sha256: string;
  rows_read: number;
  added: number;
  same: number;
  left_out: number;
  sum_cents: Cents;
  left_out_cents: Cents;
  added_cents: Cents;
  unassigned_cents: Cents;
  control_total_cents: Cents | null;
  control_origin: ControlOrigin;
  posted_until: IsoDate | null;
  applied_at: Instant;
  applied_by: number | null;
  origin: Origin;
  recorded_seq: number;
  conflicts: Generated<number>;
  attempt: Generated<number>;
  request_id: Generated<number | null>;
}

export interface PostingTable {
  id: Generated<number>;
  import_id: number;
  row_number: number;
  source: string;
  row_key: string;
  occurrence: number;
  content_sha256: string;
  company_code: string | null;
  fiscal_year: number;
  document_number: string | null;
  line_item: string | null;
  posted_on: IsoDate;
  document_on: IsoDate | null;
  period: string;
  account: string;
  cost_object: string;
  text: string;
  vendor: string | null;
  order_number: string | null;
  ledger: Ledger;
  /** Where the import put it; what was decided later stands in `assignment`. */
  line_id: number | null;
  cents: Cents;
  reverses_id: number | null;
  origin: Origin;
  recorded_seq: number;
  /** SAP's own date where the posting counts later; null = `posted_on` is SAP's date. */
  sap_posted_on: Generated<IsoDate | null>;
  sub_budget: Generated<string | null>;
  rule_id: Generated<number | null>;
}

export interface ActualMonthTable {
  line_id: number;
  ledger: Ledger;
  fiscal_year: number;
  month: string;
  recorded_seq: number;
  cents: Cents;
  postings: number;
}

/** Kept by the database itself (migration 0011). */
export interface ActualDayTable {
  line_id: number;
  day: IsoDate;
  ledger: Ledger;
  fiscal_year: number;
  recorded_seq: number;
  cents: Cents;
  postings: number;
  /** Rows that a list of the postings shows: a posting, and each signed part that came or left later. */
  parts: number;
}

export interface EnvelopeEndTable {
  id: Generated<number>;
  envelope_id: number;
  /** The last day; null takes an end back. */
  ends_on: IsoDate | null;
  recorded_seq: number;
}

export interface EnvelopeTable {
  id: Generated<number>;
  position: number;
  name: string;
  ceiling_cents: Cents;
  scope: string;
  scope_text: string;
  note: string;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  origin: Origin;
  recorded_seq: number;
}
