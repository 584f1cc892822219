import * as z from 'zod';
import { businessDate, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { codeKey } from '#shared/codes.ts';
import { counted } from '#shared/counted.ts';
import { recordRules } from '#shared/imports/records/record-kinds.ts';
import { addProjectFacts, ALWAYS } from '../../../dated-names/project-facts.sql.ts';
import { addPlaces, placesRecorded } from '../../../dated-names/project-places.sql.ts';
import type { NewPlace } from '../../../dated-names/project-places.sql.ts';
import type { Queries } from '../../../db/database.ts';
import { goneRecords } from '../../../db/gone-records.ts';
import { countRows } from '../../../db/sums.ts';
import {
  addProjects,
  endProjectVersions,
  returnProject,
  setProject,
  settleProjects,
} from '../../../projects/write-projects.sql.ts';
import { inSet } from '../record-set.sql.ts';
import { dayOf, Needs, PLACE_COLUMNS, placeColumns, stamp, textOf } from '../record-store.ts';
import type { Columns, RecordStore, RecordTarget, Values } from '../record-store.ts';

const REASON = 'Mit einer Datei aufgenommen';

const columnsOf = (target: RecordTarget, values: Values) => ({
  number: textOf(values, 'number'),
  name: textOf(values, 'name'),
  description: textOf(values, 'description'),
  ...placeColumns(target, values),
  starts_on: dayOf(values, 'startsOn'),
  ends_on: dayOf(values, 'endsOn'),
});

/** Office, field and stage as columns hold them, from a day on. */
function placesOf(
  projectId: number,
  columns: Pick<ReturnType<typeof columnsOf>, 'office_id' | 'field_id' | 'stage_id'>,
  on: IsoDate,
): NewPlace[] {
  return [
    { projectId, field: 'office', ref: columns.office_id, on },
    { projectId, field: 'field', ref: columns.field_id, on },
    { projectId, field: 'stage', ref: columns.stage_id, on },
  ];
}

/** What an import changed before places were dated counts from the beginning, and so does what it replaced. */
function neverDated(projectId: number, columns: Columns, dated: readonly NewPlace[]): NewPlace[] {
  return (['office', 'field', 'stage'] as const).flatMap((field) => {
    const ref = columns[PLACE_COLUMNS[field]];
    const isDated = dated.some((place) => place.field === field);
    return typeof ref !== 'number' || isDated ? [] : [{ projectId, field, ref, on: ALWAYS }];
  });
}

/** Tables whose rows refer to a project, with the words for one and several. */
const REFERRING = [
  ['budget_line', 'Haushaltszeile', 'Haushaltszeilen'],
  ['milestone', 'Meilenstein', 'Meilensteine'],
  ['status_report', 'Statusbericht', 'Statusberichte'],
  ['risk', 'Risiko', 'Risiken'],
] as const;

const RuleTarget = z.object({ kind: z.string(), number: z.string().nullish() });

/** Assignment rules that send postings to a project, by its number's key; the newest version of each counts. */
async function rulesByProject(read: Queries): Promise<Map<string, string[]>> {
  const rows = await read
    .selectFrom('mapping_rule as r')
    .where('r.active', '=', 1)
    .where('r.version', '=', (eb) =>
      eb
        .selectFrom('mapping_rule as n')
        .whereRef('n.code', '=', 'r.code')
        .select((inner) => inner.fn.max('n.version').as('newest')),
    )
    .select(['r.code', 'r.target'])
    .execute();
  const rules = new Map<string, string[]>();
  for (const { code, target } of rows) {
    const { kind, number } = RuleTarget.parse(JSON.parse(target));
    if (kind === 'line' || !number) continue;
    const key = codeKey(number);
    rules.set(key, [...(rules.get(key) ?? []), code]);
  }
  return rules;
}

/** A statement per table, whatever the number of projects. */
async function neededBy(
  read: Queries,
  made: readonly { id: number; number: string }[],
  seq: number,
): Promise<Map<number, string[]>> {
  const needs = new Needs();
  for (const [table, one, many] of REFERRING) {
    const rows = await read
      .selectFrom(table)
      .where('project_id', 'is not', null)
      .groupBy('project_id')
      .select(['project_id as id', countRows().as('count')])
      .execute();
    for (const { id, count } of rows) needs.add(id, counted(count, one, many));
  }
  const merged = await read
    .selectFrom('project_state')
    .where('merged_into', 'is not', null)
    .groupBy('merged_into')
    .select(['merged_into as id', countRows().as('count')])
    .execute();
  for (const { id, count } of merged)
    needs.add(id, counted(count, 'Projekt, das hier aufging', 'Projekte, die hier aufgingen'));
  const states = await read
    .selectFrom('project_state')
    .where('recorded_seq', '>', seq)
    .groupBy('project_id')
    .select(['project_id as id', countRows().as('count')])
    .execute();
  for (const { id, count } of states) needs.add(id, counted(count, 'späterer Stand', 'spätere Stände'));
  const posts = await read
    .selectFrom('position')
    .where('project_id', 'is not', null)
    .where('id', 'not in', goneRecords('positions'))
    .select(['project_id as id', 'number'])
    .orderBy('id')
    .execute();
  for (const { id, number } of posts) needs.add(id, `Stelle ${number}`);
  const rules = await rulesByProject(read);
  for (const { id, number } of made)
    for (const code of rules.get(codeKey(number)) ?? []) needs.add(id, `Zuordnungsregel ${code}`);
  return needs.byId;
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

export const projectStore: RecordStore = {
  brought: (read) =>
    read
      .selectFrom('project')
      .groupBy('import_id')
      .select(['import_id as importId', countRows().as('rows')])
      .execute(),
  existing: async (read) => {
    const rows = await read
      .selectFrom('project as p')
      .innerJoin('office as o', 'o.id', 'p.office_id')
      .innerJoin('field_of_action as f', 'f.id', 'p.field_id')
      .innerJoin('stage as s', 's.id', 'p.stage_id')
      .where('p.id', 'not in', goneRecords('projects'))
      .select(['p.number', 'p.name', 'p.description', 'p.starts_on as startsOn', 'p.ends_on as endsOn'])
      .select(['o.code as office', 'f.code as field', 's.code as stage'])
      .execute();
    return rows.map((row) => ({ ...row }));
  },
  keyed: async (read, which) => {
    const rows = await read
      .selectFrom('project')
      .where(inSet('projects', which))
      .orderBy('id')
      .select(['id', 'number'])
      .execute();
    return rows.map(({ id, number }) => ({ id, key: { number } }));
  },
  add: async (tx, target, records) => {
    await addProjects(
      tx,
      records.map(({ record: { values } }) => ({
        ...columnsOf(target, values),
        lead_user_id: null,
        ...stamp(tx, target),
      })),
      { reason: REASON, origin: target.origin },
    );
  },
  bringBack: async (tx, target, id, values) => {
    const columns = columnsOf(target, values);
    const begun = { id, startsOn: columns.starts_on };
    await returnProject(tx, begun, columns, { reason: REASON, origin: target.origin });
    await addProjectFacts(tx, id, { name: columns.name }, ALWAYS);
    await addPlaces(tx, placesOf(id, columns, ALWAYS));
  },
  // Changed fields only, so that what the file does not carry stays; a new name or place counts from the day it is read in.
  change: async (tx, target, id, { record, changes }) => {
    if (changes.some((change) => change.field === recordRules('projects').fields['name']?.title))
      await addProjectFacts(tx, id, { name: textOf(record.values, 'name') }, businessDate(tx.at));
    const columns = columnsOf(target, record.values);
    const titles = new Set(changes.map((change) => change.field));
    const moved = placesOf(id, columns, businessDate(tx.at)).filter(({ field }) =>
      titles.has(recordRules('projects').fields[field]?.title ?? ''),
    );
    await addPlaces(tx, moved);
    await setProject(tx, id, { ...columns, recorded_seq: tx.seq });
  },
  columns: {
    number: 'number',
    name: 'name',
    description: 'description',
    ...PLACE_COLUMNS,
    startsOn: 'starts_on',
    endsOn: 'ends_on',
  },
  restore: async (tx, { importSeq, rows }) => {
    const names = await namedOn(tx.query, importSeq);
    const moved = Map.groupBy(await placesRecorded(tx.query, importSeq), (place) => place.projectId);
    for (const { id, columns } of rows) {
      const back = (moved.get(id) ?? []).map(({ before, ...place }) => ({ ...place, ref: before }));
      await addPlaces(tx, [...back, ...neverDated(id, columns, back)]);
      const [name, on] = [columns['name'], names.get(id)];
      if (typeof name === 'string' && on !== undefined) await addProjectFacts(tx, id, { name }, on);
      await setProject(tx, id, columns);
    }
    const ids = rows.map(({ id }) => id);
    await settleProjects(tx, ids);
  },
  endVersions: endProjectVersions,
  neededBy,
  editedSince: async (read, seq) => {
    const rows = await read
      .selectFrom('history')
      .where('entity', '=', 'project')
      .where('action', '=', 'project.edit')
      .where('seq', '>', seq)
      .select('entity_id as id')
      .distinct()
      .execute();
    const moved = await read
      .selectFrom('project_place as f')
      .innerJoin('history as h', 'h.seq', 'f.recorded_seq')
      .where('f.recorded_seq', '>', seq)
      .where('h.action', 'in', ['project.move', 'project.undo-move'])
      .select('f.project_id as id')
      .distinct()
      .execute();
    return new Set([...rows, ...moved].map((row) => Number(row.id)));
  },
};
