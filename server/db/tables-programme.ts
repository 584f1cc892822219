import type { Generated } from 'kysely';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Fte } from '#shared/fte.ts';
import type { DeclaredLight, Trend } from '#shared/light.ts';
import type { Cents } from '#shared/money.ts';
import type { PositionEventKind } from '#shared/positions/terms.ts';
import type { ProjectState } from '#shared/projects/terms.ts';

export interface StageTable {
  id: Generated<number>;
  code: string;
  name: string;
  first_year: number;
  last_year: number;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface FieldOfActionTable {
  id: Generated<number>;
  code: string;
  name: string;
  position: number;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface OfficeTable {
  id: Generated<number>;
  code: string;
  name: string;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface ProjectTable {
  id: Generated<number>;
  number: string;
  name: string;
  description: Generated<string>;
  stage_id: number;
  field_id: number;
  office_id: number;
  lead_user_id: number | null;
  flagship: Generated<0 | 1>;
  starts_on: IsoDate;
  ends_on: IsoDate;
  origin: Origin;
  version: Generated<number>;
  import_id: Generated<number | null>;
  recorded_seq: number;
}

/** Name and flagship flag of a project, dated; the first counts from 0001-01-01. */
export interface ProjectFactTable {
  id: Generated<number>;
  project_id: number;
  field: 'name' | 'flagship';
  value: string;
  effective_on: IsoDate;
  recorded_seq: number;
}

export interface ProjectStateTable {
  id: Generated<number>;
  project_id: number;
  state: ProjectState;
  effective_on: IsoDate;
  reason: string | null;
  origin: Origin;
  recorded_seq: number;
}

export interface RiskTable {
  id: Generated<number>;
  project_id: number;
  title: string;
  probability: number;
  impact: number;
  measure: string;
  opened_on: IsoDate;
  closed_on: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface StatusReportTable {
  id: Generated<number>;
  project_id: number;
  reporting_date: IsoDate;
  light_overall: DeclaredLight;
  light_time: DeclaredLight;
  light_cost: DeclaredLight;
  light_scope: DeclaredLight;
  trend_overall: Trend;
  trend_time: Trend;
  trend_cost: Trend;
  trend_scope: Trend;
  sentence: string;
  divergence_reason: string | null;
  since_last: string;
  until_next: string;
  decision_needed: string | null;
  forecast_cents: Cents | null;
  author_id: number;
  origin: Origin;
  recorded_seq: number;
}

export interface MilestoneTable {
  id: Generated<number>;
  project_id: number;
  position: number;
  name: string;
  origin: Origin;
  recorded_seq: number;
}

export interface MilestoneBaselineTable {
  id: Generated<number>;
  milestone_id: number;
  baseline_on: IsoDate;
  weight_cents: Cents;
  in_force_on: IsoDate;
  reason: string;
  council_paper_id: number | null;
  recorded_seq: number;
}

export interface MilestoneForecastTable {
  id: Generated<number>;
  milestone_id: number;
  reporting_date: IsoDate;
  forecast_on: IsoDate;
  recorded_seq: number;
}

export interface MilestoneActualTable {
  id: Generated<number>;
  milestone_id: number;
  reached_on: IsoDate | null;
  evidence: string;
  recorded_seq: number;
}

export interface PositionTable {
  id: Generated<number>;
  number: string;
  title: string;
  grade: string;
  fte_ten_thousandths: Fte;
  office_id: number;
  field_id: number;
  stage_id: number;
  project_id: number | null;
  council_paper_id: number | null;
  authorised_on: IsoDate;
  planned_start: IsoDate;
  kw_on: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  import_id: Generated<number | null>;
  recorded_seq: number;
}

export interface PositionEventTable {
  id: Generated<number>;
  position_id: number;
  kind: PositionEventKind;
  effective_on: IsoDate;
  share_ten_thousandths: Fte | null;
  grade_to: string | null;
  date_to: IsoDate | null;
  note: Generated<string>;
  origin: Origin;
  recorded_seq: number;
}

export interface GradeRateTable {
  id: Generated<number>;
  grade: string;
  year_cents: Cents;
  overhead_cents: Generated<Cents>;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  origin: Origin;
  recorded_seq: number;
}

export interface IssuedReportTable {
  id: Generated<number>;
  title: string;
  reference: string;
  as_of: IsoDate;
  content: string;
  sha256: string;
  issued_at: Instant;
  issued_by: number | null;
  origin: Origin;
  recorded_seq: number;
}

export interface IndicatorTable {
  id: Generated<number>;
  code: string;
  name: string;
  measured_on: IsoDate;
  /** Decimal text, such as `3.25`. */
  value: string;
  unit: string;
  model: Generated<string>;
  source: string;
  import_id: Generated<number | null>;
  origin: Origin;
  recorded_seq: number;
}
