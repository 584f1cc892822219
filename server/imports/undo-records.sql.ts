import * as z from 'zod';
import { sameCode } from '#shared/codes.ts';
import { formatDate } from '#shared/calendar.ts';
import { RECORD_FIELDS } from '#shared/imports/record-fields.ts';
import { recordKey } from '#shared/imports/read-record.ts';
import { RECORD_KINDS } from '#shared/imports/terms.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import type { RecordUndoRow } from '#shared/imports/undo-records.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Queries } from '../db/database.ts';
import { neededBy } from './needed-records.sql.ts';
import { existingRecords } from './records.sql.ts';
import type { UndoneImport } from './undo-facts.sql.ts';

export const RECORD_TABLES = {
  projects: 'project',
  positions: 'position',
  indicators: 'indicator',
  'account-map': 'account_map',
} as const;

/** The kind of records an import brought; undefined for amounts. */
export const recordKindOf = ({ kind }: Pick<UndoneImport, 'kind'>): RecordKind | undefined =>
  RECORD_KINDS.find((one) => one === kind);

/** The records of an import's history row: by key its own values, fields under their titles. */
const Changed = z.object({ changed: z.array(z.record(z.string(), z.string())) }).nullish();
type Values = Readonly<Record<string, string>>;
type ChangedRecords = ReadonlyMap<string, Values>;

interface ImportChanges {
  importId: number;
  before: ChangedRecords;
  after: ChangedRecords;
}

function byKey(json: string | null): ChangedRecords {
  const rows = Changed.catch(null).parse(json === null ? null : JSON.parse(json))?.changed ?? [];
  return new Map(
    rows.flatMap(({ key, ...values }): [string, Record<string, string>][] =>
      key === undefined ? [] : [[key, values]],
    ),
  );
}

/** What this import and those after it of its kind changed, oldest first, out of their history rows. */
export async function changesSince(
  read: Queries,
  kind: RecordKind,
  importSeq: number,
): Promise<ImportChanges[]> {
  const rows = await read
    .selectFrom('import as i')
    .innerJoin('history as h', 'h.seq', 'i.recorded_seq')
    .where('i.kind', '=', kind)
    .where('i.recorded_seq', '>=', importSeq)
    .orderBy('i.id')
    .select(['i.id', 'h.before', 'h.after'])
    .execute();
  return rows.map(({ id, before, after }) => ({ importId: id, before: byKey(before), after: byKey(after) }));
}

/** Ids of the records that stand in the lists now, by key. */
export async function recordIds(read: Queries, kind: 'projects' | 'positions'): Promise<Map<string, number>> {
  const rows = await read
    .selectFrom(RECORD_TABLES[kind])
    .where('id', 'not in', goneRecords(kind))
    .select(['id', 'number'])
    .execute();
  return new Map(rows.map(({ id, number }) => [recordKey(kind, { number }), id]));
}

interface MadeRecord {
  id: number;
  number: string;
  key: string;
}

/** The records an import made: those that name it, and those it brought back. */
async function madeBy(read: Queries, kind: RecordKind, importId: number): Promise<MadeRecord[]> {
  const ids = read
    .selectFrom('record_returned as r')
    .innerJoin('record_taken_back as t', 't.id', 'r.taken_back_id')
    .where('r.import_id', '=', importId)
    .where('t.kind', '=', kind)
    .select('t.record_id');
  if (kind === 'indicators') {
    const rows = await read
      .selectFrom('indicator')
      .where('import_id', '=', importId)
      .orderBy('id')
      .select(['id', 'code', 'measured_on as measuredOn'])
      .execute();
    return rows.map(({ id, ...row }) => ({
      ...{ id, key: recordKey(kind, row), number: `${row.code} (${formatDate(row.measuredOn)})` },
    }));
  }
  if (kind === 'account-map') {
    const rows = await read
      .selectFrom('account_map')
      .where((eb) => eb.or([eb('import_id', '=', importId), eb('id', 'in', ids)]))
      .orderBy('id')
      .select(['id', 'frame', 'account_prefix as prefix', 'valid_from as validFrom'])
      .execute();
    return rows.map(({ id, ...row }) => ({
      ...{ id, key: recordKey(kind, row), number: `${row.prefix} (ab ${formatDate(row.validFrom)})` },
    }));
  }
  const rows = await read
    .selectFrom(RECORD_TABLES[kind])
    .where((eb) => eb.or([eb('import_id', '=', importId), eb('id', 'in', ids)]))
    .orderBy('id')
    .select(['id', 'number'])
    .execute();
  return rows.map((row) => ({ ...row, key: recordKey(kind, { number: row.number }) }));
}

/** Pairs of record and import that were taken back before. */
async function takenBefore(read: Queries, kind: RecordKind): Promise<Set<string>> {
  const rows = await read
    .selectFrom('record_taken_back')
    .where('kind', '=', kind)
    .select(['record_id as id', 'import_id as importId'])
    .execute();
  return new Set(rows.map((row) => `${row.id}|${row.importId}`));
}

/** Projects that somebody edited since; posts, indicators and the account map are written by files alone. */
async function editedSince(read: Queries, kind: RecordKind, seq: number): Promise<Set<number>> {
  if (kind !== 'projects') return new Set();
  const rows = await read
    .selectFrom('history')
    .where('entity', '=', 'project')
    .where('action', '=', 'project.edit')
    .where('seq', '>', seq)
    .select('entity_id as id')
    .distinct()
    .execute();
  return new Set(rows.map((row) => Number(row.id)));
}

/** Imports that brought a newer value of an indicator for its day, by key. */
async function newerIndicators(read: Queries, seq: number): Promise<Map<string, number[]>> {
  const rows = await read
    .selectFrom('indicator')
    .where('recorded_seq', '>', seq)
    .where('import_id', 'is not', null)
    .where('id', 'not in', goneRecords('indicators'))
    .orderBy('id')
    .select(['code', 'measured_on as measuredOn', 'import_id as importId'])
    .execute();
  const newer = new Map<string, number[]>();
  for (const { importId, ...row } of rows) {
    const key = recordKey('indicators', row);
    newer.set(key, [...(newer.get(key) ?? []), importId ?? 0]);
  }
  return newer;
}

/** Whether a field still says what the import made of it. */
function standsAs(kind: RecordKind, now: Values | undefined, after: Values): boolean {
  return Object.entries(RECORD_FIELDS[kind]).every(([name, { title, code }]) => {
    const [is, was] = [now?.[name] ?? '', after[title]];
    return was === undefined || (code ? sameCode(is, was) : is === was);
  });
}

/**
 * Every record that an import made or changed, with what was done to it later and, of those it made, what refers to it.
 * Which records it changed, and their values of before, stand in its history row.
 */
export async function recordUndoRows(
  read: Queries,
  { id: importId, recordedSeq: seq }: UndoneImport,
  kind: RecordKind,
): Promise<RecordUndoRow[]> {
  const [own, ...later] = await changesSince(read, kind, seq);
  const before = await takenBefore(read, kind);
  const edited = await editedSince(read, kind, seq);
  const newer = kind === 'indicators' ? await newerIndicators(read, seq) : new Map<string, number[]>();
  const changers = (id: number, key: string): string[] => {
    const imports = later
      .filter((one) => one.before.has(key) && !before.has(`${id}|${one.importId}`))
      .map((one) => one.importId);
    const all = kind === 'indicators' ? (newer.get(key) ?? []) : imports;
    return [...all.map((one) => `Einlesung ${one}`), ...(edited.has(id) ? ['am Projekt'] : [])];
  };
  const made = await madeBy(read, kind, importId);
  const needed = await neededBy(read, kind, made, seq);
  const rows = made.map(({ id, number, key }) => ({
    ...{ id, number, made: true, takenBack: before.has(`${id}|${importId}`) },
    ...{ changedBy: changers(id, key), neededBy: needed.get(id) ?? [] },
  }));
  if (kind !== 'projects' && kind !== 'positions') return rows;
  const ids = await recordIds(read, kind);
  const now = await existingRecords(read, kind);
  const changed = [...(own?.after ?? [])].flatMap(([key, after]): RecordUndoRow[] => {
    const [id, values] = [ids.get(key), now.get(key)];
    if (id === undefined) return [];
    const changedBy = changers(id, key);
    const otherwise = changedBy.length === 0 && !standsAs(kind, values, after);
    return [
      {
        ...{ id, number: values?.['number'] ?? key, made: false, takenBack: before.has(`${id}|${importId}`) },
        ...{ changedBy: otherwise ? ['die Werte sind andere'] : changedBy, neededBy: [] },
      },
    ];
  });
  return [...rows, ...changed];
}
