import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Direction, ElementState, IndicatorBasis, IndicatorKind } from '#shared/indicators/terms.ts';

/** The tables of this file, by name. */
export interface IndicatorTables {
  indicator_head: IndicatorHeadTable;
  indicator_fact: IndicatorFactTable;
  indicator_end: IndicatorEndTable;
  indicator_target: IndicatorTargetTable;
  indicator_measurement: IndicatorMeasurementTable;
  indicator_withdrawal: IndicatorWithdrawalTable;
  indicator_element: IndicatorElementTable;
  indicator_element_state: IndicatorElementStateTable;
}

/** What never changes of an indicator. */
export interface IndicatorHeadTable {
  id: Generated<number>;
  code: string;
  kind: IndicatorKind;
  basis: IndicatorBasis;
  starts_on: IsoDate;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

/** What is said of it from a day on. */
export interface IndicatorFactTable {
  id: Generated<number>;
  indicator_id: number;
  effective_on: IsoDate;
  name: string;
  meaning: string;
  unit: string;
  direction: Direction;
  project_id: number | null;
  field_id: number | null;
  /** Of a level: the model with its version; null for what is counted, then both bounds too. */
  model: string | null;
  lowest: number | null;
  highest: number | null;
  recorded_seq: number;
}

export interface IndicatorEndTable {
  id: Generated<number>;
  indicator_id: number;
  ends_on: IsoDate | null;
  reason: string;
  recorded_seq: number;
}

export interface IndicatorTargetTable {
  id: Generated<number>;
  indicator_id: number;
  due_on: IsoDate;
  /** In the smallest unit of the kind (shared/indicators/values.ts); null takes the target back. */
  value: number | null;
  model: string | null;
  reason: string;
  origin: Origin;
  recorded_seq: number;
}

export interface IndicatorMeasurementTable {
  id: Generated<number>;
  indicator_id: number;
  measured_on: IsoDate;
  /** Pieces; of a share what was counted of `total`; ten-thousandths of a level. */
  value: number;
  total: number | null;
  model: string | null;
  source: string;
  remark: Generated<string>;
  origin: Origin;
  recorded_seq: number;
}

export interface IndicatorWithdrawalTable {
  id: Generated<number>;
  measurement_id: number;
  reason: string;
  recorded_seq: number;
}

/** What a list counts: a named thing, or an office of the master data. */
export interface IndicatorElementTable {
  id: Generated<number>;
  indicator_id: number;
  office_id: number | null;
  name: string | null;
  origin: Origin;
  recorded_seq: number;
}

export interface IndicatorElementStateTable {
  id: Generated<number>;
  element_id: number;
  effective_on: IsoDate;
  state: ElementState;
  remark: Generated<string>;
  recorded_seq: number;
}
