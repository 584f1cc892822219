import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Cents } from '#shared/money.ts';

/** The tables of this file, by name. */
export interface MilestoneTables {
  milestone: MilestoneTable;
  milestone_baseline: MilestoneBaselineTable;
  milestone_forecast: MilestoneForecastTable;
  milestone_actual: MilestoneActualTable;
  milestone_fact: MilestoneFactTable;
  milestone_end: MilestoneEndTable;
  milestone_link: MilestoneLinkTable;
  milestone_hold: MilestoneHoldTable;
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

export interface MilestoneFactTable {
  id: Generated<number>;
  milestone_id: number;
  name: string;
  rank: number;
  effective_on: IsoDate;
  recorded_seq: number;
}

export interface MilestoneEndTable {
  id: Generated<number>;
  milestone_id: number;
  /** null = it is no end any more. */
  ends_on: IsoDate | null;
  reason: string;
  recorded_seq: number;
}

export interface MilestoneLinkTable {
  id: Generated<number>;
  predecessor_id: number;
  successor_id: number;
  lag_days: number;
  ended: 0 | 1;
  reason: string;
  recorded_seq: number;
}

export interface MilestoneHoldTable {
  request_id: number;
  milestone_id: number;
  recorded_seq: number;
}
