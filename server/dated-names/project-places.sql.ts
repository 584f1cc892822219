import type { IsoDate } from '#shared/calendar.ts';
import type { PlaceField } from '#shared/projects/terms.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { question } from '../db/question.ts';
import { batches } from '../db/batches.ts';
import type { Tx } from '../db/transact.ts';
import { ALWAYS } from './project-facts.sql.ts';

/** Where a project belongs, as far as that ever changed; `ledBy` is who leads it, null = nobody. */
export interface ProjectPlace {
  office?: string;
  officeName?: string;
  field?: string;
  fieldName?: string;
  stage?: string;
  firstYear?: number;
  lastYear?: number;
  ledBy?: number | null;
}

/** What a project is given from a day on: the id of an office, a field, a stage, or of who leads it (null = nobody). */
export interface NewPlace {
  projectId: number;
  field: PlaceField;
  ref: number | null;
  on: IsoDate;
}

function changedPlacesQuery(read: Queries) {
  return read
    .selectFrom('project_place as f')
    .leftJoin('office as o', 'o.id', 'f.office_id')
    .leftJoin('field_of_action as a', 'a.id', 'f.field_id')
    .leftJoin('stage as s', 's.id', 'f.stage_id')
    .where('f.project_id', 'in', (eb) =>
      eb.selectFrom('project_place').where('effective_on', '>', ALWAYS).select('project_id'),
    )
    .orderBy('f.effective_on')
    .orderBy('f.recorded_seq')
    .orderBy('f.id')
    .select(['f.project_id as id', 'f.field as what', 'f.effective_on as on', 'f.recorded_seq as seq'])
    .select(['f.lead_user_id as ledBy', 'o.code as office', 'o.name as officeName'])
    .select(['a.code as field', 'a.name as fieldName', 's.code as stage'])
    .select(['s.first_year as firstYear', 's.last_year as lastYear']);
}

/** A dated place with what it is called, of a project of which any place was ever changed. */
export type ChangedPlace = Awaited<ReturnType<ReturnType<typeof changedPlacesQuery>['execute']>>[number];

/** All of them in the order in which they take effect, for whoever looks at more than one day. */
export function changedPlaceRows(read: Queries): Promise<ChangedPlace[]> {
  return changedPlacesQuery(read).execute();
}

const placesOfChanged = question((read, { asOf, knownSeq }: { asOf: IsoDate; knownSeq: number }) =>
  changedPlacesQuery(read).where('f.effective_on', '<=', asOf).where('f.recorded_seq', '<=', knownSeq),
);

function partOf(row: ChangedPlace): ProjectPlace {
  const { office, officeName, field, fieldName, stage, firstYear, lastYear } = row;
  if (row.what === 'lead') return { ledBy: row.ledBy };
  if (office !== null && officeName !== null) return { office, officeName };
  if (field !== null && fieldName !== null) return { field, fieldName };
  if (stage === null || firstYear === null || lastYear === null) return {};
  return { stage, firstYear, lastYear };
}

/** Where projects belonged on a day as far as known then, from rows in their order: the newest up to the day counts. */
export function placesAt(
  rows: readonly ChangedPlace[],
  { asOf, known }: { asOf: IsoDate; known: number },
): Map<number, ProjectPlace> {
  const places = new Map<number, ProjectPlace>();
  for (const row of rows)
    if (row.on <= asOf && row.seq <= known) places.set(row.id, { ...places.get(row.id), ...partOf(row) });
  return places;
}

/**
 * Office, field, stage and lead of the projects whose were ever changed, as they were on a day. One statement whatever
 * the number of projects; few ever move.
 */
export async function changedPlaces(
  read: Queries,
  { asOf, knownSeq = Number.MAX_SAFE_INTEGER }: { asOf: IsoDate; knownSeq?: number | undefined },
): Promise<Map<number, ProjectPlace>> {
  return placesAt(await placesOfChanged(read, { asOf, knownSeq }), { asOf, known: knownSeq });
}

/** Dates new places; earlier ones stay readable. Whoever calls sets the project's columns to the newest (`settleProjects`). */
export async function addPlaces(tx: Tx, places: readonly NewPlace[]): Promise<void> {
  const rows = places.map(({ projectId, field, ref, on }) => ({
    project_id: projectId,
    field,
    office_id: field === 'office' ? ref : null,
    field_id: field === 'field' ? ref : null,
    stage_id: field === 'stage' ? ref : null,
    lead_user_id: field === 'lead' ? ref : null,
    effective_on: on,
    recorded_seq: tx.seq,
  }));
  for (const batch of batches(rows, 1000)) await tx.insertMany('project_place', batch);
}

const REF = { office: 'office_id', field: 'field_id', stage: 'stage_id', lead: 'lead_user_id' } as const;

/** The places one entry of the history recorded, each with the one that counted on its day before that. */
export async function placesRecorded(
  read: Queries,
  seq: number,
): Promise<(NewPlace & { before: number | null })[]> {
  const rows = await read
    .selectFrom('project_place as f')
    .where('f.recorded_seq', '=', seq)
    .where('f.effective_on', '>', ALWAYS)
    .orderBy('f.id')
    .select(['f.project_id as projectId', 'f.field', 'f.effective_on as on'])
    .select(['f.office_id', 'f.field_id', 'f.stage_id', 'f.lead_user_id'])
    .select((eb) =>
      eb
        .selectFrom('project_place as b')
        .whereRef('b.project_id', '=', 'f.project_id')
        .whereRef('b.field', '=', 'f.field')
        .whereRef('b.effective_on', '<=', 'f.effective_on')
        .where('b.recorded_seq', '<', seq)
        .orderBy('b.effective_on', 'desc')
        .orderBy('b.recorded_seq', 'desc')
        .orderBy('b.id', 'desc')
        .limit(1)
        .select((inner) =>
          inner.fn.coalesce('b.office_id', 'b.field_id', 'b.stage_id', 'b.lead_user_id').as('ref'),
        )
        .as('before'),
    )
    .execute();
  return rows.map(({ projectId, field, on, before, ...refs }) => ({
    ...{ projectId, field, on, before },
    ref: refs[REF[field]],
  }));
}

/**
 * Every project belongs where its newest dated place says. Numbers of those that do not, of those that lack a first
 * place, and how many were looked at.
 */
export async function placesMatch(read: Queries): Promise<Finding> {
  const newest = await read
    .selectFrom((eb) =>
      eb
        .selectFrom('project_place')
        .select(['project_id as id', 'field', 'office_id', 'field_id', 'stage_id', 'lead_user_id'])
        .select((inner) =>
          inner.fn
            .agg<number>('row_number')
            .over((over) =>
              over
                .partitionBy(['project_id', 'field'])
                .orderBy('effective_on', 'desc')
                .orderBy('recorded_seq', 'desc')
                .orderBy('id', 'desc'),
            )
            .as('rank'),
        )
        .as('ranked'),
    )
    .where('rank', '=', 1)
    .select(['id', 'field', 'office_id', 'field_id', 'stage_id', 'lead_user_id'])
    .execute();
  const byProject = Map.groupBy(newest, (row) => row.id);
  const projects = await read
    .selectFrom('project')
    .orderBy('id')
    .select(['id', 'number', 'office_id', 'field_id', 'stage_id', 'lead_user_id'])
    .execute();
  const faults = projects.flatMap((project) => {
    const own = byProject.get(project.id) ?? [];
    const differs = own.some(({ field, ...row }) => row[REF[field]] !== project[REF[field]]);
    if (own.length < Object.keys(REF).length) return [`${project.number}: Zuordnung ohne Anfang`];
    return differs ? [`${project.number}: gehört woanders hin als zuletzt festgehalten`] : [];
  });
  return finding(faults, `${projects.length} Projekte`);
}
