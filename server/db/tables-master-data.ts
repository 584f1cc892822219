import type { Generated } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';

/** The tables of this file, by name; the kinds themselves stand with what they belong to. */
export interface MasterDataTables {
  master_fact: MasterFactTable;
  master_successor: MasterSuccessorTable;
  city: CityTable;
}

/** A dated value of a record of master data; the first of each field counts from 0001-01-01. */
export interface MasterFactTable {
  id: Generated<number>;
  kind: MasterKind;
  record_id: number;
  field: string;
  value: string;
  effective_on: IsoDate;
  recorded_seq: number;
}

/** Who goes on with what has ended; withdrawn with an end that was taken back. */
export interface MasterSuccessorTable {
  id: Generated<number>;
  kind: MasterKind;
  record_id: number;
  successor_id: number;
  withdrawn: Generated<0 | 1>;
  recorded_seq: number;
}

/** One row, with id 1. */
export interface CityTable {
  id: number;
  name: string;
  place: string;
  programme: string;
  sender: string;
  version: Generated<number>;
  recorded_seq: number;
}
