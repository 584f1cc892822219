import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ledger, LineKind } from '#shared/budget/terms.ts';
import { codeKey } from '#shared/codes.ts';
import { businessDate, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { parseFte } from '#shared/fte.ts';
import { RECORD_FIELDS } from '#shared/imports/record-fields.ts';
import type { PlannedRecord } from '#shared/imports/record-plan.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import type { Tx } from '../db/transact.ts';
import { addProjectFacts, ALWAYS } from '../projects/project-facts.sql.ts';
import type { PlannedRecords } from './plan-records.ts';
import { returned, returnRecord } from './return-records.sql.ts';

export interface RecordTarget {
  importId: number;
  origin: Origin;
  ids: PlannedRecords['ids'];
}

const ROWS_AT_ONCE = 200;

type Values = PlannedRecord['record']['values'];

function idOf(ids: ReadonlyMap<string, number>, code: string | undefined): number {
  const id = ids.get(codeKey(code ?? ''));
  if (id === undefined) throw new AppError('internal', `Der Schlüssel „${code ?? ''}“ ist verschwunden.`);
  return id;
}

const places = (target: RecordTarget, values: Values) => ({
  office_id: idOf(target.ids.office, values['office']),
  field_id: idOf(target.ids.field, values['field']),
  stage_id: idOf(target.ids.stage, values['stage']),
});

const stamp = (tx: Tx, target: RecordTarget) => ({
  import_id: target.importId,
  origin: target.origin,
  recorded_seq: tx.seq,
});

const text = (values: Values, name: string): string => values[name] ?? '';
const day = (values: Values, name: string) => toIsoDate(text(values, name));

function project(target: RecordTarget, values: Values) {
  return {
    number: text(values, 'number'),
    name: text(values, 'name'),
    description: text(values, 'description'),
    ...places(target, values),
    starts_on: day(values, 'startsOn'),
    ends_on: day(values, 'endsOn'),
  };
}

function position(target: RecordTarget, values: Values) {
  const fte = parseFte(text(values, 'fte'));
  if (fte === undefined) throw new AppError('internal', 'Ein Stellenanteil ging verloren.');
  return {
    number: text(values, 'number'),
    title: text(values, 'title'),
    grade: text(values, 'grade'),
    fte_ten_thousandths: fte,
    ...places(target, values),
    authorised_on: day(values, 'authorisedOn'),
    planned_start: day(values, 'plannedStart'),
    kw_on: text(values, 'kwOn') === '' ? null : day(values, 'kwOn'),
  };
}

const plannedState = (tx: Tx, target: RecordTarget, projectId: number, startsOn: IsoDate) => ({
  project_id: projectId,
  state: 'planned' as const,
  effective_on: startsOn < today(tx) ? startsOn : today(tx),
  reason: 'Mit einer Datei aufgenommen',
  origin: target.origin,
  recorded_seq: tx.seq,
});

/**
 * New projects are there from their own beginning, one that begins later from the day it is read in; how they go on is a
 * state of their own.
 */
async function addProjects(tx: Tx, target: RecordTarget, added: readonly PlannedRecord[]): Promise<void> {
  const rows = added.map(({ record }) => ({
    ...project(target, record.values),
    lead_user_id: null,
    ...stamp(tx, target),
  }));
  const made = await tx.query
    .insertInto('project')
    .values(rows)
    .returning(['id', 'starts_on as startsOn'])
    .execute();
  const states = made.map(({ id, startsOn }) => plannedState(tx, target, id, startsOn));
  await tx.query.insertInto('project_state').values(states).execute();
}

async function addPositions(tx: Tx, target: RecordTarget, added: readonly PlannedRecord[]): Promise<void> {
  const rows = added.map(({ record }) => ({
    ...position(target, record.values),
    project_id: null,
    council_paper_id: null,
    ...stamp(tx, target),
  }));
  await tx.query.insertInto('position').values(rows).execute();
}

async function addIndicators(tx: Tx, target: RecordTarget, added: readonly PlannedRecord[]): Promise<void> {
  const rows = added.map(({ record: { values } }) => ({
    code: text(values, 'code'),
    name: text(values, 'name'),
    measured_on: day(values, 'measuredOn'),
    value: text(values, 'value'),
    unit: text(values, 'unit'),
    model: text(values, 'model'),
    source: text(values, 'source'),
    ...stamp(tx, target),
  }));
  await tx.query.insertInto('indicator').values(rows).execute();
}

const accountRule = (values: Values) => ({
  frame: text(values, 'frame'),
  account_prefix: text(values, 'prefix'),
  // Both were read as one of the known words (record-fields.ts).
  ledger: text(values, 'ledger') as Ledger,
  kind: text(values, 'kind') as LineKind,
  name: text(values, 'name'),
  valid_from: day(values, 'validFrom'),
  valid_to: null,
});

async function addAccountRules(tx: Tx, target: RecordTarget, added: readonly PlannedRecord[]): Promise<void> {
  const rows = added.map(({ record: { values } }) => ({ ...accountRule(values), ...stamp(tx, target) }));
  await tx.query.insertInto('account_map').values(rows).execute();
}

const ADDERS: Record<
  RecordKind,
  (tx: Tx, target: RecordTarget, added: readonly PlannedRecord[]) => Promise<void>
> = {
  projects: addProjects,
  positions: addPositions,
  indicators: addIndicators,
  'account-map': addAccountRules,
};

/** A new name counts from the day it is read in; what the project was called before stays readable. */
async function rename(tx: Tx, values: Values): Promise<void> {
  const { id } = await tx.query
    .selectFrom('project')
    .where('number', '=', text(values, 'number'))
    .select('id')
    .executeTakeFirstOrThrow();
  await addProjectFacts(tx, id, { name: text(values, 'name') }, businessDate(tx.at));
}

const today = (tx: Tx): IsoDate => businessDate(tx.at);

/**
 * A record that was taken back and that a file brings again is the same one, with the values of this file: its number
 * stays its own. Returns the records that are new.
 */
async function bringBack(
  tx: Tx,
  kind: Exclude<RecordKind, 'indicators'>,
  target: RecordTarget,
  added: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const gone = await returned(tx.query, kind);
  if (gone.size === 0) return added;
  const fresh: PlannedRecord[] = [];
  for (const entry of added) {
    const { values, key } = entry.record;
    const row = gone.get(key);
    if (!row) fresh.push(entry);
    else if (kind === 'projects') {
      const columns = project(target, values);
      await returnRecord(tx, kind, target.importId, row, columns);
      await addProjectFacts(tx, row.id, { name: columns.name }, ALWAYS);
      await tx.query
        .insertInto('project_state')
        .values(plannedState(tx, target, row.id, columns.starts_on))
        .execute();
    } else
      await returnRecord(
        tx,
        kind,
        target.importId,
        row,
        kind === 'positions' ? position(target, values) : accountRule(values),
      );
  }
  return fresh;
}

/** Changed fields only, so that what the file does not carry stays as it is. */
async function changeOne(
  tx: Tx,
  table: 'project' | 'position',
  target: RecordTarget,
  { record, changes }: PlannedRecord,
): Promise<void> {
  if (table === 'project' && changes.some((change) => change.field === RECORD_FIELDS.projects['name']?.title))
    await rename(tx, record.values);
  const values = table === 'project' ? project(target, record.values) : position(target, record.values);
  await tx.query
    .updateTable(table)
    .set(values)
    .set((eb) => ({ version: eb('version', '+', 1), recorded_seq: tx.seq }))
    .where('number', '=', record.values['number'] ?? '')
    .execute();
}

/**
 * Writes records: new ones in batches; a changed project or post in place, its old values kept in the history row of
 * the import; a changed indicator as a newer row for its day. An account map is only added to (refusal.ts).
 */
export async function writeRecords(
  tx: Tx,
  kind: RecordKind,
  target: RecordTarget,
  entries: readonly PlannedRecord[],
): Promise<void> {
  const changed = entries.filter((entry) => entry.outcome === 'change');
  const isFact = kind === 'indicators';
  const added = entries.filter((entry) => entry.outcome === 'add').concat(isFact ? changed : []);
  const fresh = isFact ? added : await bringBack(tx, kind, target, added);
  for (let at = 0; at < fresh.length; at += ROWS_AT_ONCE) {
    await ADDERS[kind](tx, target, fresh.slice(at, at + ROWS_AT_ONCE));
    await nextTurn();
  }
  if (kind !== 'projects' && kind !== 'positions') return;
  for (const entry of changed)
    await changeOne(tx, kind === 'projects' ? 'project' : 'position', target, entry);
}
