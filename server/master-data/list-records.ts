import type { IsoDate } from '#shared/calendar.ts';
import type { Coded, MasterList, MasterRow, MasterUse } from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import type { Values } from '#shared/master-data/master-rules.ts';
import { countsOn } from '#shared/master-data/record-rules.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { changedMasterFacts } from '../dated-names/master-facts.sql.ts';
import type { MasterFact } from '../dated-names/master-facts.sql.ts';
import { ALWAYS } from '../dated-names/project-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import type { StoredRecord } from './master-store.ts';
import { masterStore } from './master-stores.ts';
import { successorIds } from './successors.sql.ts';

/** A record with the dated facts of whatever ever changed of it, earliest first. */
export interface DatedRecord extends StoredRecord {
  facts: readonly MasterFact[];
}

/** Every record of a kind, in the order of its codes. */
export async function datedRecords(read: Queries, kind: MasterKind): Promise<DatedRecord[]> {
  const stored = await masterStore(kind).stored(read);
  const facts = Map.groupBy(
    (await changedMasterFacts(read)).filter((fact) => fact.kind === kind),
    ({ id }) => id,
  );
  const records = stored.map((record) => ({ ...record, facts: facts.get(record.id) ?? [] }));
  return inNaturalOrder(records, ({ values }) => values['code'] ?? '');
}

/** What a record holds on a day. */
export function valuesOn({ values, facts }: DatedRecord, day: IsoDate): Values {
  const dated = facts.filter(({ on }) => on <= day).map(({ field, value }) => [field, value] as const);
  return { ...values, ...Object.fromEntries(dated) };
}

const coded = (record: DatedRecord, day: IsoDate): Coded => {
  const { code = '', name = '' } = valuesOn(record, day);
  return { code, name };
};

interface Surrounding {
  day: IsoDate;
  byId: ReadonlyMap<number, DatedRecord>;
  successors: ReadonlyMap<number, readonly number[]>;
  uses: ReadonlyMap<number, readonly MasterUse[]>;
}

function rowOf(record: DatedRecord, { day, byId, successors, uses }: Surrounding): MasterRow {
  const { id, version, from, to, origin, facts } = record;
  const followed = (successors.get(id) ?? []).flatMap((next) => byId.get(next) ?? []);
  return {
    ...{ id, version, from, to, origin, values: valuesOn(record, day) },
    successors: followed.map((one) => coded(one, day)),
    dated: facts.map(({ field, value, on }) => ({ field, value, on: on === ALWAYS ? null : on })),
    uses: [...(uses.get(id) ?? [])],
  };
}

/** What a kind's fields may point to, on a day. */
async function choicesOn(read: Queries, kind: MasterKind, day: IsoDate): Promise<MasterList['choices']> {
  const choices: MasterList['choices'] = {};
  for (const [name, { refers }] of Object.entries(masterRules(kind).fields)) {
    if (!refers) continue;
    const records = await datedRecords(read, refers);
    choices[name] = records.filter((one) => countsOn(one, day)).map((one) => coded(one, day));
  }
  return choices;
}

/** The records of a kind as they are on a day, those that ended or begin later among them. */
export async function listRecords(
  read: Queries,
  kind: MasterKind,
  day: IsoDate,
  withUses: boolean,
): Promise<MasterList> {
  const records = await datedRecords(read, kind);
  const surrounding = {
    day,
    byId: new Map(records.map((record) => [record.id, record])),
    successors: await successorIds(read, kind),
    uses: withUses ? await masterStore(kind).uses(read, day) : new Map<number, MasterUse[]>(),
  };
  return {
    ...{ kind, asOf: day },
    rows: records.map((record) => rowOf(record, surrounding)),
    choices: await choicesOn(read, kind, day),
  };
}
