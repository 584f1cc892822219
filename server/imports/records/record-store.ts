import { codeKey } from '#shared/codes.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { PlannedRecord } from '#shared/imports/record-plan.ts';
import type { Reference } from '#shared/imports/records/record-field.ts';
import type { Queries } from '../../db/database.ts';
import type { Tx } from '../../db/transact.ts';
import type { RecordSet } from './record-set.sql.ts';

/** Canonical text by field, as a file brings it and the history keeps it. */
export type Values = Readonly<Record<string, string>>;

/** Key of a code → id, of everything a record may point to. */
export type ReferenceIds = Readonly<Record<Reference, ReadonlyMap<string, number>>>;

/** The import that records are written for. */
export interface RecordTarget {
  importId: number;
  origin: Origin;
  ids: ReferenceIds;
}

/** A record by its id, with the text of its key fields. */
export interface KeyedRecord {
  id: number;
  key: Values;
}

/** What a column holds, as the database takes it. */
export type Columns = Readonly<Record<string, string | number | null>>;

/** Records whose values a file changed, with the columns as they shall be again. */
export interface Restored {
  importSeq: number;
  rows: readonly { id: number; columns: Columns }[];
}

/** Everything about a kind of records that needs the database; its rules are shared/imports/records/. */
export interface RecordStore {
  /** How many of its records each import made. */
  brought: (read: Queries) => Promise<{ importId: number | null; rows: number }[]>;
  /** All records that stand in the lists, with the values their fields have now. */
  existing: (read: Queries) => Promise<Values[]>;
  /** Some of its records, by id. */
  keyed: (read: Queries, which: RecordSet) => Promise<KeyedRecord[]>;
  add: (tx: Tx, target: RecordTarget, records: readonly PlannedRecord[]) => Promise<void>;
  /** Puts a record that was taken back into the lists again, with new values; without it every record is a new one. */
  bringBack?: (tx: Tx, target: RecordTarget, id: number, values: Values) => Promise<void>;
  /** For kinds that change in place: the record's new values. */
  change?: (tx: Tx, target: RecordTarget, id: number, record: PlannedRecord) => Promise<void>;
  /** For kinds that change in place: the columns of its fields, and their values of before. */
  columns?: Readonly<Record<string, string>>;
  restore?: (tx: Tx, restored: Restored) => Promise<void>;
  /** Records nobody may write from a page that still shows them: their version counts on. */
  endVersions?: (tx: Tx, ids: readonly number[]) => Promise<void>;
  /** What refers to records an import made, in words by id; `seq`: of the import's history row. */
  neededBy?: (
    read: Queries,
    made: readonly { id: number; number: string }[],
    seq: number,
  ) => Promise<ReadonlyMap<number, readonly string[]>>;
  /** Records that somebody edited on a page after that history row. */
  editedSince?: (read: Queries, seq: number) => Promise<ReadonlySet<number>>;
  /** For kinds of which a newer row counts: the imports that brought one after that history row, by key. */
  newer?: (read: Queries, seq: number) => Promise<ReadonlyMap<string, readonly number[]>>;
}

/** Collects words by id. */
export class Needs {
  readonly byId = new Map<number, string[]>();

  add(id: number | null, words: string): void {
    if (id === null) return;
    const known = this.byId.get(id);
    if (known) known.push(words);
    else this.byId.set(id, [words]);
  }
}

function idOf(ids: ReadonlyMap<string, number>, code: string | undefined): number {
  const id = ids.get(codeKey(code ?? ''));
  if (id === undefined) throw new AppError('internal', `Der Schlüssel „${code ?? ''}“ ist verschwunden.`);
  return id;
}

/** Where a record belongs, as the columns that say so. */
export const placeColumns = ({ ids }: RecordTarget, values: Values) => ({
  office_id: idOf(ids.office, values['office']),
  field_id: idOf(ids.field, values['field']),
  stage_id: idOf(ids.stage, values['stage']),
});

export const PLACE_COLUMNS = { office: 'office_id', field: 'field_id', stage: 'stage_id' } as const;

export const stamp = (tx: Tx, target: RecordTarget) => ({
  import_id: target.importId,
  origin: target.origin,
  recorded_seq: tx.seq,
});

export const textOf = (values: Values, name: string): string => values[name] ?? '';
export const dayOf = (values: Values, name: string): IsoDate => toIsoDate(textOf(values, name));
