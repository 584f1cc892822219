import { setImmediate as nextTurn } from 'node:timers/promises';
import { codeKey } from '#shared/codes.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { parseFte } from '#shared/fte.ts';
import { RECORD_FIELDS } from '#shared/imports/record-fields.ts';
import type { Reference } from '#shared/imports/record-fields.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import type { RecordUndoRow } from '#shared/imports/undo-records.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import { addProjectFacts } from '../projects/project-facts.sql.ts';
import { referenceIds } from './records.sql.ts';
import { changesSince, RECORD_TABLES, recordIds } from './undo-records.sql.ts';

/** What is taken back of a file of records. */
export interface RecordsTaken {
  kind: RecordKind;
  taken: readonly RecordUndoRow[];
}

interface Undo {
  importId: number;
  importSeq: number;
  undoId: number;
}

const ROWS_AT_ONCE = 200;

type Ids = Record<Reference, ReadonlyMap<string, number>>;

const COLUMNS = {
  number: 'number',
  name: 'name',
  description: 'description',
  title: 'title',
  grade: 'grade',
  fte: 'fte_ten_thousandths',
  office: 'office_id',
  field: 'field_id',
  stage: 'stage_id',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  authorisedOn: 'authorised_on',
  plannedStart: 'planned_start',
  kwOn: 'kw_on',
} as const;
const isColumn = (name: string): name is keyof typeof COLUMNS => name in COLUMNS;

/** What a column held, from the text that the history keeps of it. */
function stored(name: string, text: string, refers: Reference | undefined, ids: Ids): string | number | null {
  const lost = (): AppError => new AppError('internal', `Der frühere Wert „${text}“ lässt sich nicht lesen.`);
  if (refers) {
    const id = ids[refers].get(codeKey(text));
    if (id === undefined) throw lost();
    return id;
  }
  if (name !== 'fte') return name === 'kwOn' && text === '' ? null : text;
  const fte = parseFte(text);
  if (fte === undefined) throw lost();
  return fte;
}

/** The columns of a record as they were before an import changed them. */
function columnsBefore(
  kind: RecordKind,
  before: Readonly<Record<string, string>>,
  ids: Ids,
): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(RECORD_FIELDS[kind]).flatMap(([name, { title, refers }]) => {
      const text = before[title];
      return text === undefined || !isColumn(name)
        ? []
        : [[COLUMNS[name], stored(name, text, refers, ids)] as const];
    }),
  );
}

/** The days from which an import's new names count, by project. */
async function namedOn(read: Queries, importSeq: number): Promise<Map<number, IsoDate>> {
  const rows = await read
    .selectFrom('project_fact')
    .where('recorded_seq', '=', importSeq)
    .where('field', '=', 'name')
    .select(['project_id as id', 'effective_on as on'])
    .execute();
  return new Map(rows.map((row) => [row.id, toIsoDate(row.on)]));
}

/** Changed records have their values of before again; a name from the day on which the import had changed it. */
async function restore(
  tx: Tx,
  undo: Undo,
  kind: 'projects' | 'positions',
  taken: readonly RecordUndoRow[],
): Promise<void> {
  const [own] = await changesSince(tx.query, kind, undo.importSeq);
  const ids = await referenceIds(tx.query);
  const keys = new Map([...(await recordIds(tx.query, kind))].map(([key, id]) => [id, key]));
  const names = kind === 'projects' ? await namedOn(tx.query, undo.importSeq) : new Map<number, IsoDate>();
  for (const { id } of taken) {
    const before = own?.before.get(keys.get(id) ?? '');
    if (!before) throw new AppError('internal', 'Die Werte von vorher stehen nicht im Verlauf.');
    const columns = columnsBefore(kind, before, ids);
    const [name, on] = [columns['name'], names.get(id)];
    if (typeof name === 'string' && on !== undefined) await addProjectFacts(tx, id, { name }, on);
    await tx.query
      .updateTable(RECORD_TABLES[kind])
      .set(columns)
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }
}

/** Records nobody may write from a page that still shows them: their version counts on. */
async function endVersions(tx: Tx, kind: 'projects' | 'positions', ids: readonly number[]): Promise<void> {
  await tx.query
    .updateTable(RECORD_TABLES[kind])
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
}

/**
 * Takes records back (0040): what the import made stands in no list any more, what it changed has its values of before.
 * Nothing is deleted; who calls has looked that nothing refers to them and that nobody changed them since.
 */
export async function takeBackRecords(tx: Tx, undo: Undo, { kind, taken }: RecordsTaken): Promise<void> {
  const changed = taken.filter((row) => !row.made);
  if (changed.length > 0 && (kind === 'projects' || kind === 'positions'))
    await restore(tx, undo, kind, changed);
  for (let at = 0; at < taken.length; at += ROWS_AT_ONCE) {
    const rows = taken.slice(at, at + ROWS_AT_ONCE);
    const made = rows.filter((row) => row.made).map((row) => row.id);
    if (made.length > 0 && (kind === 'projects' || kind === 'positions')) await endVersions(tx, kind, made);
    await tx.query
      .insertInto('record_taken_back')
      .values(
        rows.map((row) => ({
          ...{ kind, record_id: row.id, import_id: undo.importId, undo_id: undo.undoId },
          ...{ made: row.made ? (1 as const) : (0 as const), recorded_seq: tx.seq },
        })),
      )
      .execute();
    await nextTurn();
  }
}
