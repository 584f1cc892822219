import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Cents } from '#shared/money.ts';

/** The tables of this file, by name. */
export interface PlanningTables {
  commitment_authorisation: CommitmentAuthorisationTable;
  line_forecast: LineForecastTable;
  line_first_use: LineFirstUseTable;
}

export interface CommitmentAuthorisationTable {
  id: Generated<number>;
  line_id: number;
  due_year: number;
  cents: Cents;
  effective_on: IsoDate;
  reason: string;
  council_paper_id: number | null;
  request_id: number | null;
  reverses_id: number | null;
  origin: Origin;
  recorded_seq: number;
}

export interface LineForecastTable {
  id: Generated<number>;
  line_id: number;
  forecast_on: IsoDate;
  cents: Cents;
  note: string;
  author_id: number;
  origin: Origin;
  recorded_seq: number;
}

export interface LineFirstUseTable {
  id: Generated<number>;
  number: string;
  ledger: 'result' | 'cash' | 'costing';
  first_used_on: IsoDate | null;
  request_id: number | null;
  origin: Origin;
  recorded_seq: number;
}
