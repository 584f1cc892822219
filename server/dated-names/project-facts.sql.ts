import type { IsoDate } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Tx } from '../db/transact.ts';

interface At {
  asOf: IsoDate;
  knownSeq?: number | undefined;
}

/** What a project is called and whether it is a flagship, as far as that ever changed. */
export interface ProjectFact {
  name?: string;
  flagship?: boolean;
}

/** A fact without a later date counts from the beginning of time. */
export const ALWAYS = '0001-01-01' as IsoDate;

/** The facts of the projects of which any was ever changed, in the order in which they take effect. */
function changedFactsQuery(read: Queries) {
  return read
    .selectFrom('project_fact as f')
    .where('f.project_id', 'in', (eb) =>
      eb.selectFrom('project_fact').where('effective_on', '>', ALWAYS).select('project_id'),
    )
    .orderBy('f.effective_on')
    .orderBy('f.recorded_seq')
    .orderBy('f.id')
    .select(['f.project_id as id', 'f.field', 'f.value', 'f.effective_on as on', 'f.recorded_seq as seq']);
}

/** All of them, for whoever looks at more than one day. */
export function changedFactRows(read: Queries) {
  return changedFactsQuery(read).execute();
}

const factsOfChanged = question((read, { asOf, knownSeq }: At) =>
  changedFactsQuery(read)
    .where('f.effective_on', '<=', asOf)
    .where('f.recorded_seq', '<=', knownSeq ?? Number.MAX_SAFE_INTEGER),
);

/**
 * Name and flagship flag of the projects whose were ever changed, as they were on a day: the newest up to it, of one
 * day the one recorded last. Two statements whatever the number of projects; few projects are ever renamed.
 */
export async function changedFacts(read: Queries, { asOf, knownSeq }: At): Promise<Map<number, ProjectFact>> {
  const rows = await factsOfChanged(read, { asOf, knownSeq });
  const facts = new Map<number, ProjectFact>();
  for (const { id, field, value } of rows)
    facts.set(id, {
      ...facts.get(id),
      ...(field === 'name' ? { name: value } : { flagship: value === '1' }),
    });
  return facts;
}

/** Whether a fact is recorded for a later day than this one: then the newest value stays the newest. */
async function hasLater(
  tx: Tx,
  projectId: number,
  field: 'name' | 'flagship',
  on: IsoDate,
): Promise<boolean> {
  const later = await tx.query
    .selectFrom('project_fact')
    .where('project_id', '=', projectId)
    .where('field', '=', field)
    .where('effective_on', '>', on)
    .select('id')
    .executeTakeFirst();
  return later !== undefined;
}

/** Dates a new name or flag; earlier ones stay readable. Returns the columns of the project that are newest now. */
export async function addProjectFacts(
  tx: Tx,
  projectId: number,
  fact: ProjectFact,
  on: IsoDate,
): Promise<{ name?: string; flagship?: 0 | 1 }> {
  const columns: { name?: string; flagship?: 0 | 1 } = {};
  const row = { project_id: projectId, effective_on: on, recorded_seq: tx.seq };
  if (fact.name !== undefined) {
    if (!(await hasLater(tx, projectId, 'name', on))) columns.name = fact.name;
    await tx.query
      .insertInto('project_fact')
      .values({ ...row, field: 'name', value: fact.name })
      .execute();
  }
  if (fact.flagship !== undefined) {
    const value = fact.flagship ? 1 : 0;
    if (!(await hasLater(tx, projectId, 'flagship', on))) columns.flagship = value;
    await tx.query
      .insertInto('project_fact')
      .values({ ...row, field: 'flagship', value: String(value) })
      .execute();
  }
  return columns;
}

/** Every project is called what its newest fact says. Numbers of those that are not, and how many were looked at. */
export async function factsMatch(read: Queries): Promise<Finding> {
  const facts = await changedFacts(read, { asOf: '9999-12-31' as IsoDate });
  const rows = await read.selectFrom('project').select(['id', 'number', 'name', 'flagship']).execute();
  const faults = rows
    .filter(({ id, name, flagship }) => {
      const fact = facts.get(id);
      return (
        (fact?.name !== undefined && fact.name !== name) ||
        (fact?.flagship !== undefined && fact.flagship !== (flagship === 1))
      );
    })
    .map((row) => `${row.number}: heißt anders als zuletzt festgehalten`);
  return finding(faults, `${rows.length} Projekte`);
}

/** From which day on a project is part of the programme, for whoever looks at it earlier; undefined = unknown project. */
export async function firstDay(
  read: Queries,
  projectId: number,
): Promise<{ number: string; name: string; on: IsoDate | null } | undefined> {
  return read
    .selectFrom('project as p')
    .where('p.id', '=', projectId)
    .where('p.id', 'not in', goneRecords('projects'))
    .select(['p.number', 'p.name'])
    .select((eb) =>
      eb
        .selectFrom('project_state as st')
        .whereRef('st.project_id', '=', 'p.id')
        .select((inner) => inner.fn.min('st.effective_on').as('on'))
        .as('on'),
    )
    .executeTakeFirst();
}
