import { recordKey } from '#shared/imports/read-record.ts';
import type { RecordKind } from '#shared/imports/records/record-kinds.ts';
import type { Queries } from '../../db/database.ts';
import { accountMapStore } from './kinds/account-map.sql.ts';
import { indicatorStore } from './kinds/indicators.sql.ts';
import { positionStore } from './kinds/positions.sql.ts';
import { projectStore } from './kinds/projects.sql.ts';
import type { RecordStore, Values } from './record-store.ts';

/** How each kind of records is read, written and taken back; one module says all about a kind, one line here adds it. */
const STORES: Record<RecordKind, RecordStore> = {
  projects: projectStore,
  positions: positionStore,
  indicators: indicatorStore,
  'account-map': accountMapStore,
};

export function storeOf(kind: RecordKind): RecordStore {
  return STORES[kind];
}

/** All records of a kind by key, with the values their fields have now. */
export async function existingRecords(read: Queries, kind: RecordKind): Promise<ReadonlyMap<string, Values>> {
  return new Map((await STORES[kind].existing(read)).map((values) => [recordKey(kind, values), values]));
}
