import { codeKey } from '#shared/codes.ts';
import { pushAll } from '#shared/largest.ts';
import { MASTER_KINDS, masterRules } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { ALWAYS } from '../dated-names/project-facts.sql.ts';
import { masterStore } from './master-stores.ts';
import type { StoredRecord } from './master-store.ts';

const called = (kind: MasterKind, { values }: StoredRecord): string =>
  `${masterRules(kind).words.one} ${values['code'] ?? ''}`;

type Newest = ReadonlyMap<string, { value: string; hasFirst: boolean }>;

/** The newest fact of every dated field, and whether one counts from the beginning of time. */
async function newestFacts(read: Queries): Promise<Newest> {
  const rows = await read
    .selectFrom('master_fact')
    .orderBy('effective_on')
    .orderBy('recorded_seq')
    .orderBy('id')
    .select(['kind', 'record_id as id', 'field', 'value', 'effective_on as on'])
    .execute();
  const newest = new Map<string, { value: string; hasFirst: boolean }>();
  for (const { kind, id, field, value, on } of rows) {
    const key = `${kind}:${id}:${field}`;
    newest.set(key, { value, hasFirst: on === ALWAYS || (newest.get(key)?.hasFirst ?? false) });
  }
  return newest;
}

/** No day without a name, and the row says what the newest fact says. */
function factFaults(kind: MasterKind, records: readonly StoredRecord[], newest: Newest): string[] {
  const dated = Object.entries(masterRules(kind).fields).filter(([, { dated: isDated }]) => isDated);
  return records.flatMap((record) =>
    dated.flatMap(([name, { title }]) => {
      const fact = newest.get(`${kind}:${record.id}:${name}`);
      const words = `${called(kind, record)}, ${title}`;
      if (!fact?.hasFirst) return [`${words}: für frühe Tage ist nichts festgehalten`];
      const same = codeKey(fact.value) === codeKey(record.values[name] ?? '');
      return same ? [] : [`${words}: anders als zuletzt festgehalten`];
    }),
  );
}

/** Spans that end before they begin, and two of one code that count on the same day. */
function spanFaults(kind: MasterKind, records: readonly StoredRecord[]): string[] {
  const turned = records.filter(({ from, to }) => to !== null && to < from);
  const byCode = Map.groupBy(records, ({ values }) => codeKey(values['code'] ?? ''));
  const overlapping = [...byCode.values()].flatMap((same) => {
    const ordered = same.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    return ordered.filter((one, at) => {
      const next = ordered[at + 1];
      return next !== undefined && (one.to === null || one.to >= next.from);
    });
  });
  return [
    ...turned.map((one) => `${called(kind, one)}: endet vor dem Beginn`),
    ...overlapping.map((one) => `${called(kind, one)}: gilt an einem Tag zweimal`),
  ];
}

/** Master data: every record has one name on every day, counts once, and goes on where one follows it. */
export async function masterDataHolds(read: Queries): Promise<Finding> {
  const newest = await newestFacts(read);
  const faults: string[] = [];
  let count = 0;
  for (const kind of MASTER_KINDS) {
    const records = await masterStore(kind).stored(read);
    count += records.length;
    pushAll(faults, factFaults(kind, records, newest));
    pushAll(faults, spanFaults(kind, records));
  }
  return finding(faults, `${count} Einträge`);
}
