import type { IsoDate } from '#shared/calendar.ts';
import { codeKey } from '#shared/codes.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';

/** What is read: as known after a row of the history, of one indicator or of all. */
export interface FactsAsked {
  knownSeq: number;
  id?: number | undefined;
}

/** Heads with their newest end. */
function heads(read: Queries, { knownSeq, id }: FactsAsked) {
  let query = read
    .selectFrom('indicator_head as h')
    .where('h.recorded_seq', '<=', knownSeq)
    .select(['h.id', 'h.code', 'h.kind', 'h.basis', 'h.starts_on as startsOn', 'h.origin', 'h.version'])
    .select((eb) =>
      eb
        .selectFrom('indicator_end as e')
        .whereRef('e.indicator_id', '=', 'h.id')
        .where('e.recorded_seq', '<=', knownSeq)
        .orderBy('e.recorded_seq', 'desc')
        .orderBy('e.id', 'desc')
        .limit(1)
        .select('e.ends_on')
        .as('endsOn'),
    );
  if (id !== undefined) query = query.where('h.id', '=', id);
  return query.orderBy('h.id').execute();
}

/** Everything that was said, in the order in which it takes effect. */
function facts(read: Queries, { knownSeq, id }: FactsAsked) {
  let query = read
    .selectFrom('indicator_fact as f')
    .where('f.recorded_seq', '<=', knownSeq)
    .select(['f.indicator_id as indicatorId', 'f.effective_on as effectiveOn', 'f.name', 'f.meaning'])
    .select(['f.unit', 'f.direction', 'f.project_id as projectId', 'f.field_id as fieldId'])
    .select(['f.model', 'f.lowest', 'f.highest']);
  if (id !== undefined) query = query.where('f.indicator_id', '=', id);
  return query.orderBy('f.effective_on').orderBy('f.recorded_seq').orderBy('f.id').execute();
}

function targets(read: Queries, { knownSeq, id }: FactsAsked) {
  let query = read
    .selectFrom('indicator_target as t')
    .where('t.recorded_seq', '<=', knownSeq)
    .select(['t.indicator_id as indicatorId', 't.due_on as dueOn', 't.value', 't.model']);
  if (id !== undefined) query = query.where('t.indicator_id', '=', id);
  return query.orderBy('t.due_on').orderBy('t.recorded_seq').orderBy('t.id').execute();
}

/** What was measured and entered, in the order of its days, with what was taken back. */
function measurements(read: Queries, { knownSeq, id }: FactsAsked) {
  let query = read
    .selectFrom('indicator_measurement as m')
    .leftJoin('indicator_withdrawal as w', (join) =>
      join.onRef('w.measurement_id', '=', 'm.id').on('w.recorded_seq', '<=', knownSeq),
    )
    .where('m.recorded_seq', '<=', knownSeq)
    .select(['m.id', 'm.indicator_id as indicatorId', 'm.measured_on as on', 'm.value', 'm.total', 'm.model'])
    .select(['m.source', 'm.remark', 'm.recorded_seq as seq', 'w.reason as withdrawn']);
  if (id !== undefined) query = query.where('m.indicator_id', '=', id);
  return query.orderBy('m.measured_on').orderBy('m.recorded_seq').orderBy('m.id').execute();
}

/** What files brought, by the code they name; the table is written by the imports. */
function filed(read: Queries, { knownSeq }: FactsAsked) {
  return read
    .selectFrom('indicator as v')
    .where('v.recorded_seq', '<=', knownSeq)
    .where('v.id', 'not in', goneRecords('indicators', knownSeq))
    .orderBy('v.measured_on')
    .orderBy('v.recorded_seq')
    .orderBy('v.id')
    .select(['v.code', 'v.name', 'v.measured_on as on', 'v.value', 'v.unit', 'v.model', 'v.source'])
    .select('v.recorded_seq as seq')
    .execute();
}

function elements(read: Queries, { knownSeq, id }: FactsAsked) {
  let query = read
    .selectFrom('indicator_element as e')
    .innerJoin('indicator_element_state as s', 's.element_id', 'e.id')
    .where('s.recorded_seq', '<=', knownSeq)
    .select(['e.id', 'e.indicator_id as indicatorId', 'e.office_id as officeId', 'e.name'])
    .select(['s.effective_on as on', 's.state', 's.remark']);
  if (id !== undefined) query = query.where('e.indicator_id', '=', id);
  return query.orderBy('s.effective_on').orderBy('s.recorded_seq').orderBy('s.id').execute();
}

function places(read: Queries) {
  return read
    .selectFrom('project as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .where('p.id', 'in', (eb) =>
      eb.selectFrom('indicator_fact').where('project_id', 'is not', null).select('project_id'),
    )
    .where('p.id', 'not in', goneRecords('projects'))
    .select(['p.id', 'p.number', 'p.name', 'p.field_id as fieldId', 'p.lead_user_id as leadUserId'])
    .select('o.code as office')
    .execute();
}

/** Everything indicators are made of, in eight statements whatever their number. */
export async function indicatorFacts(read: Queries, asked: FactsAsked) {
  return {
    heads: await heads(read, asked),
    facts: await facts(read, asked),
    targets: await targets(read, asked),
    measurements: await measurements(read, asked),
    filed: await filed(read, asked),
    elements: await elements(read, asked),
    projects: await places(read),
    fields: await read.selectFrom('field_of_action').select(['id', 'code', 'name', 'position']).execute(),
    offices: await read
      .selectFrom('office')
      .where('recorded_seq', '<=', asked.knownSeq)
      .select(['id', 'code', 'name', 'valid_from as from', 'valid_to as to'])
      .execute(),
  };
}
export type IndicatorFacts = Awaited<ReturnType<typeof indicatorFacts>>;

/** What a writer must know of an indicator before any rule. */
export async function headOf(query: Queries, id: number) {
  return query
    .selectFrom('indicator_head as h')
    .innerJoin('indicator_fact as f', 'f.indicator_id', 'h.id')
    .leftJoin('project as p', 'p.id', 'f.project_id')
    .leftJoin('office as o', 'o.id', 'p.office_id')
    .where('h.id', '=', id)
    .orderBy('f.effective_on', 'desc')
    .orderBy('f.recorded_seq', 'desc')
    .orderBy('f.id', 'desc')
    .limit(1)
    .select(['h.id', 'h.version', 'f.project_id as projectId', 'p.lead_user_id as leadUserId'])
    .select('o.code as office')
    .executeTakeFirst();
}

/** Ids of projects and fields that are named by a form; null where there is none. */
export async function fieldIdOf(query: Queries, code: string, on: IsoDate): Promise<number | null> {
  const rows = await query
    .selectFrom('field_of_action')
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
    .select(['id', 'code'])
    .execute();
  return rows.find((row) => codeKey(row.code) === codeKey(code))?.id ?? null;
}

/** Whether the code of an indicator is taken. */
export async function codeTaken(query: Queries, code: string): Promise<boolean> {
  const rows = await query.selectFrom('indicator_head').select('code').execute();
  return rows.some((row) => codeKey(row.code) === codeKey(code));
}

/** Whether a measurement belongs to an indicator, and whether it was taken back. */
export async function measurementOf(query: Queries, indicatorId: number, id: number) {
  return query
    .selectFrom('indicator_measurement as m')
    .leftJoin('indicator_withdrawal as w', 'w.measurement_id', 'm.id')
    .where('m.id', '=', id)
    .where('m.indicator_id', '=', indicatorId)
    .select(['m.id', 'm.measured_on as on', 'm.value', 'm.total', 'w.reason as withdrawn'])
    .executeTakeFirst();
}

/** The elements of an indicator, by what they are called or the office they are. */
export async function elementIds(query: Queries, indicatorId: number) {
  return query
    .selectFrom('indicator_element')
    .where('indicator_id', '=', indicatorId)
    .select(['id', 'name', 'office_id as officeId'])
    .execute();
}

/** Every office of the master data, ended ones too. */
export async function officeIds(query: Queries) {
  return query.selectFrom('office').orderBy('id').select(['id', 'code']).execute();
}

/** The number of each indicator by its code. */
export async function indicatorIds(query: Queries) {
  return query.selectFrom('indicator_head').orderBy('id').select(['id', 'code']).execute();
}

/** Every element of a list with the code of its indicator and its own name, of an office its code. */
export async function namedElements(query: Queries) {
  return query
    .selectFrom('indicator_element as e')
    .innerJoin('indicator_head as h', 'h.id', 'e.indicator_id')
    .leftJoin('office as o', 'o.id', 'e.office_id')
    .orderBy('e.id')
    .select(['e.id', 'h.code'])
    .select((eb) => eb.fn.coalesce('e.name', 'o.code').as('name'))
    .execute();
}
