import type { AccountsTables } from './tables-accounts.ts';
import type { HouseTables } from './tables-house.ts';
import type { IndicatorTables } from './tables-indicators.ts';
import type { MilestoneTables } from './tables-milestones.ts';
import type { PositionTables } from './tables-positions.ts';
import type { ProgrammeTables } from './tables-programme.ts';
import type { ProjectTables } from './tables-projects.ts';
import type { MasterDataTables } from './tables-master-data.ts';
import type { MoneyTables } from './tables-money.ts';
import type { UploadsTables } from './tables-uploads.ts';
import type { ControlTables } from './tables-control.ts';
import type { CorrectionsTables } from './tables-corrections.ts';
import type { PapersTables } from './tables-papers.ts';
import type { PlanningTables } from './tables-planning.ts';
import type { RoundsTables } from './tables-rounds.ts';
import type { SavedViewsTables } from './tables-saved-views.ts';
import type { SearchTables } from './tables-search.ts';

/** Every table of the schema as Kysely sees it; data/migrations is the authority. */
export type Tables = HouseTables &
  AccountsTables &
  ProgrammeTables &
  ProjectTables &
  IndicatorTables &
  MilestoneTables &
  PositionTables &
  MasterDataTables &
  MoneyTables &
  UploadsTables &
  ControlTables &
  CorrectionsTables &
  PapersTables &
  PlanningTables &
  RoundsTables &
  SavedViewsTables &
  SearchTables;

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
  'master_fact',
  'project_place',
  'status_report',
  'report_decision',
  'report_round_project',
  'milestone_baseline',
  'milestone_forecast',
  'milestone_actual',
  'milestone_fact',
  'milestone_end',
  'milestone_link',
  'milestone_hold',
  'position_event',
  'risk_assessment',
  'issued_report',
  'report_fair_copy',
  'indicator',
  'indicator_fact',
  'indicator_end',
  'indicator_target',
  'indicator_measurement',
  'indicator_withdrawal',
  'indicator_element',
  'indicator_element_state',
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
  'paper_state',
  'control_total',
  'tie_out',
] as const satisfies readonly (keyof Tables)[];
