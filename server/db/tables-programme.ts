import type { Generated } from 'kysely';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { DraftState } from '#shared/reports/report-drafts.ts';

/** The tables of this file, by name: what the programme is made of, what it measures and what it issued. */
export interface ProgrammeTables {
  stage: StageTable;
  field_of_action: FieldOfActionTable;
  office: OfficeTable;
  issued_report: IssuedReportTable;
  report_draft: ReportDraftTable;
  report_fair_copy: ReportFairCopyTable;
  indicator: IndicatorTable;
}

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
  /** The request that released it; null in reports of earlier programs. */
  request_id: Generated<number | null>;
  corrects_id: Generated<number | null>;
}

export interface ReportDraftTable {
  id: Generated<number>;
  as_of: IsoDate;
  reference: string;
  /** `ReportWording` as JSON. */
  wording: string;
  state: Generated<DraftState>;
  created_by: number;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface ReportFairCopyTable {
  id: Generated<number>;
  draft_id: number;
  draft_version: number;
  content: string;
  sha256: string;
  made_at: Instant;
  made_by: number;
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
