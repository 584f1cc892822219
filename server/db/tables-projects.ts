import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { DeclaredLight, Trend } from '#shared/light.ts';
import type { Cents } from '#shared/money.ts';
import type { ProjectState } from '#shared/projects/terms.ts';
import type { RiskKind, RiskState } from '#shared/risks/terms.ts';

/** The tables of this file, by name. */
export interface ProjectTables {
  project: ProjectTable;
  project_state: ProjectStateTable;
  project_fact: ProjectFactTable;
  project_place: ProjectPlaceTable;
  risk: RiskTable;
  risk_assessment: RiskAssessmentTable;
  status_report: StatusReportTable;
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

export interface ProjectStateTable {
  id: Generated<number>;
  project_id: number;
  state: ProjectState;
  effective_on: IsoDate;
  reason: string | null;
  /** The project it went into; its state is `cancelled` then. */
  merged_into: Generated<number | null>;
  origin: Origin;
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

/** Office, field, stage or lead of a project, dated; the first counts from 0001-01-01. The named one is set. */
export interface ProjectPlaceTable {
  id: Generated<number>;
  project_id: number;
  field: 'office' | 'field' | 'stage' | 'lead';
  office_id: number | null;
  field_id: number | null;
  stage_id: number | null;
  lead_user_id: number | null;
  effective_on: IsoDate;
  recorded_seq: number;
}

export interface RiskTable {
  id: Generated<number>;
  project_id: number;
  kind: RiskKind;
  opened_on: IsoDate;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

/** What is said of an entry of the register from a day on. */
export interface RiskAssessmentTable {
  id: Generated<number>;
  risk_id: number;
  effective_on: IsoDate;
  title: string;
  /** 1 to 5; null where nothing is uncertain, then `impact` too. */
  probability: number | null;
  impact: number | null;
  measure: string;
  owner: string;
  due_on: IsoDate | null;
  state: RiskState;
  reason: string | null;
  council_paper_id: number | null;
  origin: Origin;
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
