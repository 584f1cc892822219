import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Decision, RoundState } from '#shared/rounds/terms.ts';

/** The tables of this file, by name. */
export interface RoundsTables {
  report_round: ReportRoundTable;
  report_round_project: ReportRoundProjectTable;
  report_decision: ReportDecisionTable;
}

export interface ReportRoundTable {
  id: Generated<number>;
  reporting_date: IsoDate;
  due_on: IsoDate;
  note: Generated<string>;
  state: Generated<RoundState>;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

/** Who owed in a round that was closed. */
export interface ReportRoundProjectTable {
  id: Generated<number>;
  round_id: number;
  project_id: number;
  recorded_seq: number;
}

export interface ReportDecisionTable {
  id: Generated<number>;
  round_id: number;
  report_id: number;
  decision: Decision;
  sentence: string | null;
  decided_by: number;
  recorded_seq: number;
}
