import type { Queries } from '../db/database.ts';
import { eachBatch, keptPart, marksOf } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import { changedFactRows } from '../dated-names/project-facts.sql.ts';
import type { IsoDate } from '#shared/calendar.ts';

interface Fact {
  id: number;
  field: 'name' | 'flagship';
  value: string;
  on: IsoDate;
  seq: number;
}

/** What projects are called: number and name, and the dated facts of those of which any was ever changed, in order. */
export interface KeptNames {
  projects: ReadonlyMap<number, { number: string; name: string }>;
  facts: readonly Fact[];
}

async function storedNames(read: Queries): Promise<KeptNames> {
  const projects = new Map<number, { number: string; name: string }>();
  await eachBatch(
    0,
    (after, most) =>
      read
        .selectFrom('project')
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .select(['id', 'number', 'name'])
        .execute(),
    ({ id, number, name }) => projects.set(id, { number, name }),
  );
  return { projects, facts: await changedFactRows(read) };
}

export const NAMES: Part<KeptNames> = { tables: ['projects', 'project_fact'], read: storedNames };

/** What each project was called on a day as far as known then; those never renamed are called what they are called. */
export function namesAt(
  { projects, facts }: KeptNames,
  at: { asOf: IsoDate; known: number },
): ReadonlyMap<number, { number: string; name: string }> {
  const counted = facts.filter((fact) => fact.field === 'name' && fact.on <= at.asOf && fact.seq <= at.known);
  if (counted.length === 0) return projects;
  const names = new Map(projects);
  for (const { id, value } of counted) {
    const project = names.get(id);
    if (project) names.set(id, { ...project, name: value });
  }
  return names;
}

/** The same of everything known, kept or read. */
export async function projectNames(
  read: Queries,
  { asOf }: { asOf: IsoDate },
): Promise<ReadonlyMap<number, { number: string; name: string }>> {
  const marks = await marksOf(read);
  const known = marks?.history ?? Number.MAX_SAFE_INTEGER;
  return namesAt((await keptPart(read, NAMES)) ?? (await storedNames(read)), { asOf, known });
}
