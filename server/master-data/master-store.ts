import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { MasterUse } from '#shared/master-data/master-data.ts';
import type { Values } from '#shared/master-data/master-rules.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';

/** A record as its row stands: its values are the newest, whatever day they count from. */
export interface StoredRecord {
  id: number;
  version: number;
  values: Values;
  from: IsoDate;
  to: IsoDate | null;
  origin: Origin;
}

/** What a new record is made of. */
export interface AddedRecord {
  values: Values;
  from: IsoDate;
  origin: Origin;
}

/** What goes on, by the id of the record it belongs to. */
export type Uses = ReadonlyMap<number, readonly MasterUse[]>;

/** Everything about a kind of master data that needs the database; its rules are shared/master-data/kinds/. */
export interface MasterStore {
  stored: (read: Queries) => Promise<StoredRecord[]>;
  add: (tx: Tx, records: readonly AddedRecord[]) => Promise<void>;
  /** Gives the record its newest values; its version counts on. */
  set: (tx: Tx, id: number, values: Values) => Promise<void>;
  /** Gives the record its last day, or takes it away; its version counts on. */
  setEnd: (tx: Tx, id: number, to: IsoDate | null) => Promise<void>;
  /** What belongs to records and goes on after the day. */
  uses: (read: Queries, after: IsoDate) => Promise<Uses>;
}
