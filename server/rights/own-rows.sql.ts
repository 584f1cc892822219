import { sql } from 'kysely';
import type { Expression, RawBuilder, SqlBool } from 'kysely';
import { sameCode } from '#shared/codes.ts';
import { ownRule } from '#shared/permissions.ts';
import type { Actor, OwnRule } from '#shared/permissions.ts';
import { hasCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';

/**
 * Rights by office (decision 0054): what a bound role may see, as `can` decides it for one row, here for many. A row
 * belongs to its project where it has one, else to its office.
 */
export interface OwnRows {
  readonly rule: OwnRule;
  readonly projects: ReadonlySet<number>;
}

const NEVER = sql<SqlBool>`1 = 0`;

const anyOf = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  conditions.length === 0 ? NEVER : sql<SqlBool>`(${sql.join([...conditions], sql` or `)})`;

/** Whether `own_o` is one of the offices of a rule. */
const isOffice = ({ offices }: OwnRule): RawBuilder<SqlBool> =>
  anyOf(offices.map((code) => hasCode(sql.ref('own_o.code'), code)));

/** Ids of the projects of a rule, as a subquery: led by one of them, or of an office with one of the codes. */
function projectsOf(rule: OwnRule): RawBuilder<number> {
  const led = rule.leadUserIds.map((id) => sql<SqlBool>`own_p.lead_user_id = ${id}`);
  return sql<number>`(select own_p.id from project as own_p
    join office as own_o on own_o.id = own_p.office_id where ${anyOf([...led, isOffice(rule)])})`;
}

/** Ids of the projects that are own, as a subquery. */
export function ownProjectIds({ rule }: OwnRows): RawBuilder<number> {
  return projectsOf(rule);
}

/** A condition on the id of a project; null for whoever sees every row. */
export function ownProjects(
  actor: Actor,
): ((project: Expression<number | null>) => RawBuilder<SqlBool>) | null {
  const rule = ownRule(actor);
  return rule && ((project) => sql<SqlBool>`${project} in ${projectsOf(rule)}`);
}

/** A condition on a row of budget lines or posts by the ids of its project and of its office. */
export function isOwnRow(
  { rule }: OwnRows,
  row: { project: Expression<number | null>; office: Expression<number | null> },
): RawBuilder<SqlBool> {
  const offices = sql`(select own_o.id from office as own_o where ${isOffice(rule)})`;
  return sql<SqlBool>`(${row.project} in ${projectsOf(rule)} or (${row.project} is null and ${row.office} in ${offices}))`;
}

/** What is the actor's own, in one statement; null, without any, for whoever sees every row. */
export async function ownRows(read: Queries, actor: Actor): Promise<OwnRows | null> {
  const [rule, isOwnProject] = [ownRule(actor), ownProjects(actor)];
  if (!rule || !isOwnProject) return null;
  const rows = await read
    .selectFrom('project as p')
    .where((eb) => isOwnProject(eb.ref('p.id')))
    .select('p.id')
    .execute();
  return { rule, projects: new Set(rows.map((row) => row.id)) };
}

/** Whether a row may be shown, by its project where it has one, else by the code of its office. */
export function owns(
  own: OwnRows | null,
  { projectId, office }: { projectId: number | null; office: string | null },
): boolean {
  if (!own) return true;
  if (projectId !== null) return own.projects.has(projectId);
  return office !== null && own.rule.offices.some((code) => sameCode(code, office));
}

/** Whether the line on the other side of a movement may be named: of an own project alone. */
export function mayName(own: OwnRows | null, line: { counterProjectId: number | null }): boolean {
  return owns(own, { projectId: line.counterProjectId, office: null });
}

/** Those of some rows that may be shown. */
export function ownOf<Row extends { projectId: number | null; office: string | null }>(
  own: OwnRows | null,
  rows: readonly Row[],
): readonly Row[] {
  return own ? rows.filter((row) => owns(own, row)) : rows;
}
