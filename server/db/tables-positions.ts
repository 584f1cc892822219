import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Fte } from '#shared/fte.ts';
import type { Cents } from '#shared/money.ts';
import type { PositionEventKind } from '#shared/positions/terms.ts';

/** The tables of this file, by name. */
export interface PositionTables {
  position: PositionTable;
  position_event: PositionEventTable;
  grade_rate: GradeRateTable;
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
  /** The event that this row takes the place of, or takes back where it is `withdrawn`. */
  replaces_id: Generated<number | null>;
  withdrawn: Generated<0 | 1>;
  reason: Generated<string | null>;
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
