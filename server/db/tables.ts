import type {
  MetaTable,
  HistoryTable,
  AppUserTable,
  SessionTable,
  IdempotencyKeyTable,
  CouncilPaperTable,
} from './tables-house.ts';
import type {
  StageTable,
  FieldOfActionTable,
  OfficeTable,
  ProjectTable,
  ProjectFactTable,
  ProjectStateTable,
  RiskTable,
  StatusReportTable,
  MilestoneTable,
  MilestoneBaselineTable,
  MilestoneForecastTable,
  MilestoneActualTable,
  PositionTable,
  PositionEventTable,
  GradeRateTable,
  IssuedReportTable,
  IndicatorTable,
} from './tables-programme.ts';
import type {
  RequestTable,
  RequestRevisionTable,
  ApprovalTable,
  PeriodTable,
  PeriodEventTable,
  MappingRuleTable,
  AssignmentTable,
  OpenPostingTable,
  SapTotalTable,
  ControlTotalTable,
  TieOutTable,
} from './tables-control.ts';
import type {
  ImportConflictTable,
  ImportConflictDecisionTable,
  FirstAppropriationsTable,
  ImportUndoTable,
  RecordReturnedTable,
  RecordTakenBackTable,
  TakenBackTable,
  ImportProfileTable,
  SourceTable,
} from './tables-corrections.ts';
import type {
  CommitmentAuthorisationTable,
  LineFirstUseTable,
  LineForecastTable,
} from './tables-planning.ts';
import type { SearchDueTable, SearchTextTable, SearchVendorTable } from './tables-search.ts';
import type {
  SubBudgetTable,
  AccountMapTable,
  CoverGroupTable,
  CoverEdgeTable,
  BudgetLineTable,
  MovementTable,
  CommitmentTable,
  CommitmentCarryTable,
  CommitmentEntryTable,
  ImportTable,
  PostingTable,
  ActualDayTable,
  ActualMonthTable,
  EnvelopeTable,
} from './tables-money.ts';
import type { UploadFileTable, UploadPieceTable, UploadTable } from './tables-uploads.ts';

/** Every table of the schema as Kysely sees it; data/migrations is the authority. */
export interface Tables {
  meta: MetaTable;
  history: HistoryTable;
  app_user: AppUserTable;
  session: SessionTable;
  idempotency_key: IdempotencyKeyTable;
  council_paper: CouncilPaperTable;
  stage: StageTable;
  field_of_action: FieldOfActionTable;
  office: OfficeTable;
  project: ProjectTable;
  project_state: ProjectStateTable;
  project_fact: ProjectFactTable;
  risk: RiskTable;
  status_report: StatusReportTable;
  milestone: MilestoneTable;
  milestone_baseline: MilestoneBaselineTable;
  milestone_forecast: MilestoneForecastTable;
  milestone_actual: MilestoneActualTable;
  position: PositionTable;
  position_event: PositionEventTable;
  grade_rate: GradeRateTable;
  issued_report: IssuedReportTable;
  indicator: IndicatorTable;
  sub_budget: SubBudgetTable;
  account_map: AccountMapTable;
  cover_group: CoverGroupTable;
  cover_edge: CoverEdgeTable;
  budget_line: BudgetLineTable;
  movement: MovementTable;
  commitment: CommitmentTable;
  commitment_entry: CommitmentEntryTable;
  commitment_carry: CommitmentCarryTable;
  upload: UploadTable;
  upload_file: UploadFileTable;
  upload_piece: UploadPieceTable;
  import: ImportTable;
  posting: PostingTable;
  actual_month: ActualMonthTable;
  actual_day: ActualDayTable;
  envelope: EnvelopeTable;
  request: RequestTable;
  request_revision: RequestRevisionTable;
  approval: ApprovalTable;
  period: PeriodTable;
  period_event: PeriodEventTable;
  mapping_rule: MappingRuleTable;
  assignment: AssignmentTable;
  open_posting: OpenPostingTable;
  import_conflict: ImportConflictTable;
  import_conflict_decision: ImportConflictDecisionTable;
  import_undo: ImportUndoTable;
  taken_back: TakenBackTable;
  record_taken_back: RecordTakenBackTable;
  record_returned: RecordReturnedTable;
  first_appropriations: FirstAppropriationsTable;
  import_profile: ImportProfileTable;
  source: SourceTable;
  commitment_authorisation: CommitmentAuthorisationTable;
  line_forecast: LineForecastTable;
  line_first_use: LineFirstUseTable;
  sap_total: SapTotalTable;
  control_total: ControlTotalTable;
  tie_out: TieOutTable;
  search_text: SearchTextTable;
  search_due: SearchDueTable;
  search_vendor: SearchVendorTable;
}

/** What was recorded in these tables is never changed or removed (data/migrations/*.sqlite.sql, *.postgres.sql). */
export const APPEND_ONLY = [
  'history',
  'movement',
  'commitment_entry',
  'commitment_carry',
  'posting',
  'import',
  'project_state',
  'project_fact',
  'status_report',
  'milestone_baseline',
  'milestone_forecast',
  'milestone_actual',
  'position_event',
  'issued_report',
  'indicator',
  'request_revision',
  'approval',
  'period_event',
  'mapping_rule',
  'assignment',
  'import_conflict',
  'import_conflict_decision',
  'import_undo',
  'taken_back',
  'record_taken_back',
  'record_returned',
  'first_appropriations',
  'import_profile',
  'source',
  'commitment_authorisation',
  'line_forecast',
  'line_first_use',
  'control_total',
  'tie_out',
] as const satisfies readonly (keyof Tables)[];
