import * as z from 'zod';
import { sameCode } from '#shared/codes.ts';
import { isRecordKind, recordRules } from '#shared/imports/records/record-kinds.ts';
import type { RecordKind } from '#shared/imports/records/record-kinds.ts';
import { recordKey } from '#shared/imports/read-record.ts';

import type { RecordUndoRow } from '#shared/imports/undo-records.ts';
import type { Queries } from '../../db/database.ts';
import { existingRecords, storeOf } from './record-stores.ts';
import type { UndoneImport } from '../undo/undo-facts.sql.ts';

/** The kind of records an import brought; undefined for amounts. */
export const recordKindOf = ({ kind }: Pick<UndoneImport, 'kind'>): RecordKind | undefined =>
  isRecordKind(kind) ? kind : undefined;

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
export async function recordIds(read: Queries, kind: RecordKind): Promise<Map<string, number>> {
  const standing = await storeOf(kind).keyed(read, 'standing');
  return new Map(standing.map(({ id, key }) => [recordKey(kind, key), id]));
}

interface MadeRecord {
  id: number;
  number: string;
  key: string;
}

/** The records an import made: those that name it, and those it brought back. */
async function madeBy(read: Queries, kind: RecordKind, importId: number): Promise<MadeRecord[]> {
  const { called = ({ number = '' }) => number } = recordRules(kind);
  const made = await storeOf(kind).keyed(read, { madeBy: importId });
  return made.map(({ id, key }) => ({ id, key: recordKey(kind, key), number: called(key) }));
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

/** Whether a field still says what the import made of it. */
function standsAs(kind: RecordKind, now: Values | undefined, after: Values): boolean {
  return Object.entries(recordRules(kind).fields).every(([name, { title, code }]) => {
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
  const store = storeOf(kind);
  const edited = (await store.editedSince?.(read, seq)) ?? new Set();
  const newer = await store.newer?.(read, seq);
  const changers = (id: number, key: string): string[] => {
    const imports = later
      .filter((one) => one.before.has(key) && !before.has(`${id}|${one.importId}`))
      .map((one) => one.importId);
    const all = newer ? (newer.get(key) ?? []) : imports;
    return [...all.map((one) => `Einlesung ${one}`), ...(edited.has(id) ? ['am Projekt'] : [])];
  };
  const made = await madeBy(read, kind, importId);
  const needed = made.length === 0 ? undefined : await store.neededBy?.(read, made, seq);
  const rows = made.map(({ id, number, key }) => ({
    ...{ id, number, made: true, takenBack: before.has(`${id}|${importId}`) },
    ...{ changedBy: changers(id, key), neededBy: needed?.get(id) ?? [] },
  }));
  if (!store.restore) return rows;
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
