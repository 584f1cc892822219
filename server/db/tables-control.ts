import type { Generated } from 'kysely';
import type { RequestKind, RequestState } from '#shared/approvals/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Cents } from '#shared/money.ts';
import type { PeriodState } from '#shared/periods/terms.ts';
import type { AssignmentMethod, AssignmentTarget } from '#shared/reconciliation/terms.ts';

/** The tables of this file, by name. */
export interface ControlTables {
  request: RequestTable;
  request_revision: RequestRevisionTable;
  approval: ApprovalTable;
  period: PeriodTable;
  period_event: PeriodEventTable;
  mapping_rule: MappingRuleTable;
  assignment: AssignmentTable;
  open_posting: OpenPostingTable;
  vendor_use: VendorUseTable;
  rule_record: RuleRecordTable;
  sap_total: SapTotalTable;
  control_total: ControlTotalTable;
  tie_out: TieOutTable;
}

export interface RequestTable {
  id: Generated<number>;
  kind: RequestKind;
  revision: Generated<number>;
  state: RequestState;
  title: string;
  payload: string;
  reason: string;
  created_by: number;
  created_at: Instant;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface RequestRevisionTable {
  request_id: number;
  revision: number;
  payload: string;
  reason: string;
  author_id: number;
  author_for: Generated<number | null>;
  recorded_seq: number;
}

export interface ApprovalTable {
  id: Generated<number>;
  request_id: number;
  revision: number;
  decision: 'approved' | 'rejected';
  requested_by: number;
  decided_by: number;
  decided_for: Generated<number | null>;
  note: Generated<string>;
  recorded_seq: number;
}

export interface PeriodTable {
  month: string;
  state: PeriodState;
  request_id: number | null;
  version: Generated<number>;
  recorded_seq: number;
}

export interface PeriodEventTable {
  id: Generated<number>;
  month: string;
  state: PeriodState;
  reason: string;
  request_id: number | null;
  recorded_seq: number;
}

export interface MappingRuleTable {
  id: Generated<number>;
  code: string;
  version: number;
  priority: number;
  conditions: string;
  target: string;
  reason: string;
  active: Generated<0 | 1>;
  author_id: number | null;
  origin: Origin;
  recorded_seq: number;
}

export interface AssignmentTable {
  id: Generated<number>;
  posting_id: number;
  target: AssignmentTarget;
  line_id: number | null;
  cents: Cents;
  /** +1 arrives at this place, -1 nothing of it stays, 0 only the amount changes. */
  postings: -1 | 0 | 1;
  effective_on: IsoDate;
  ledger: Ledger;
  fiscal_year: number;
  method: AssignmentMethod;
  rule_id: number | null;
  milestone_id: number | null;
  reason: Generated<string>;
  origin: Origin;
  recorded_seq: number;
}

export interface OpenPostingTable {
  posting_id: number;
  ledger: Ledger;
  fiscal_year: number;
  posted_on: IsoDate;
  cents: Cents;
}

/** How many of a vendor's postings stand on lines of a number, of all years (0048). */
export interface VendorUseTable {
  vendor: string;
  ledger: Ledger;
  number: string;
  postings: number;
}

/** How many postings a version of a rule put somewhere, and how many of them were moved again after that (0048). */
export interface RuleRecordTable {
  rule_id: number;
  taken: number;
  corrected: number;
}

/** What SAP delivered in its own period, and where its parts are: cents = assigned + open + excluded. */
export interface SapTotalTable {
  fiscal_year: number;
  period: string;
  ledger: Ledger;
  /** '' = the file names none. */
  sub_budget: string;
  account: string;
  source: string;
  part: 'posting' | 'assignment';
  recorded_seq: number;
  cents: Cents;
  postings: number;
  assigned_cents: Cents;
  open_cents: Cents;
  excluded_cents: Cents;
  late_cents: Cents;
  late_postings: number;
}

export interface ControlTotalTable {
  id: Generated<number>;
  fiscal_year: number;
  period: string;
  ledger: Ledger;
  /** Null = all of the ledger, '' = the file names none. */
  sub_budget: string | null;
  account: string | null;
  cents: Cents;
  given_by: 'file' | 'entered';
  profile: string | null;
  file_name: string | null;
  file_sha256: string | null;
  note: string;
  user_id: number | null;
  recorded_at: Instant;
  origin: Origin;
  recorded_seq: number;
}

export interface TieOutTable {
  id: Generated<number>;
  fiscal_year: number;
  period: string;
  ledger: Ledger;
  state: 'confirmed' | 'lifted';
  cents: Cents;
  postings: number;
  reason: string;
  user_id: number | null;
  recorded_at: Instant;
  origin: Origin;
  recorded_seq: number;
}
