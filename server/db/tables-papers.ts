import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { PaperKind, PaperPurpose, PaperState, Publicity } from '#shared/papers/terms.ts';

/** The tables of this file, by name. */
export interface PapersTables {
  council_paper: CouncilPaperTable;
  paper_state: PaperStateTable;
  council_body: CouncilBodyTable;
  council_session: CouncilSessionTable;
  paper_session: PaperSessionTable;
}

export interface CouncilPaperTable {
  id: Generated<number>;
  number: number;
  year: number;
  supplement: Generated<string>;
  title: string;
  kind: PaperKind;
  /** Where it was decided, or is to be; `paper_session` has every agenda it stood on. */
  body: string;
  session_on: IsoDate;
  summary: Generated<string>;
  publicity: Generated<Publicity>;
  requested_by: Generated<string>;
  unit: Generated<string>;
  deadline: IsoDate | null;
  origin: Origin;
  version: Generated<number>;
  recorded_seq: number;
}

export interface PaperStateTable {
  id: Generated<number>;
  paper_id: number;
  state: PaperState;
  effective_on: IsoDate;
  reason: string;
  recorded_seq: number;
}

export interface CouncilBodyTable {
  id: Generated<number>;
  name: string;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  version: Generated<number>;
  recorded_seq: number;
}

export interface CouncilSessionTable {
  id: Generated<number>;
  body_id: number;
  held_on: IsoDate;
  number: Generated<string>;
  invitation_on: IsoDate | null;
  called_off: Generated<0 | 1>;
  version: Generated<number>;
  recorded_seq: number;
}

export interface PaperSessionTable {
  id: Generated<number>;
  paper_id: number;
  session_id: number;
  purpose: PaperPurpose;
  publicity: Publicity;
  withdrawn: Generated<0 | 1>;
  recorded_seq: number;
}
