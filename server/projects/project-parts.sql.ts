import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { MovementRow } from '#shared/budget/budget.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { countedEvents } from '#shared/positions/event-rules.ts';
import { positionAt } from '#shared/positions/standing.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { question } from '../db/question.ts';
import { PAPER_COLUMNS, paperRef } from '../papers/paper-columns.ts';
import { mayName } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { standingAssessments } from './standing-risks.sql.ts';
import { changeSummary } from './change-summary.ts';

/** What belongs to one project, by both clocks. */
interface OfProject {
  projectId: number;
  asOf: IsoDate;
  known: number;
}

const ofProject = (projectId: number, selection: ProjectSelection): OfProject => ({
  ...{ projectId, asOf: selection.asOf, known: knownUntil(selection) },
});

const projectMovements = question((read, { projectId, asOf, known }: OfProject) =>
  read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .innerJoin('history as h', 'h.seq', 'm.recorded_seq')
    .leftJoin('council_paper as cp', 'cp.id', 'm.council_paper_id')
    .leftJoin('budget_line as k', 'k.id', 'm.counter_line_id')
    .where('l.project_id', '=', projectId)
    .where('m.effective_on', '<=', asOf)
    .where('m.recorded_seq', '<=', known)
    .select(['m.id', 'm.kind', 'm.cents', 'm.effective_on as effectiveOn', 'm.reason', 'm.origin'])
    .select('h.at as recordedAt')
    .select(PAPER_COLUMNS)
    .select(['k.id as lineId', 'k.number as lineNumber', 'k.name as lineName'])
    .select('k.project_id as counterProjectId')
    .orderBy('m.effective_on')
    .orderBy('m.id'),
);

/** Every movement on the project's lines up to the date; the line on the other side is named where it may be. */
export async function movementsOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
  own: OwnRows | null,
): Promise<MovementRow[]> {
  const rows = await projectMovements(read, ofProject(projectId, selection));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    cents: row.cents,
    effectiveOn: row.effectiveOn,
    reason: row.reason,
    origin: row.origin,
    recordedAt: row.recordedAt,
    paper: paperRef(row, own === null),
    counterLine:
      row.lineId === null || row.lineNumber === null || row.lineName === null || !mayName(own, row)
        ? null
        : { id: row.lineId, number: row.lineNumber, name: row.lineName },
  }));
}

const projectPosts = question((read, { projectId, known }: Omit<OfProject, 'asOf'>) =>
  read
    .selectFrom('position')
    .where('project_id', '=', projectId)
    .where('recorded_seq', '<=', known)
    .where('id', 'not in', goneRecords('positions', known))
    .select(['id', 'number', 'grade', 'fte_ten_thousandths as fte', 'authorised_on as authorisedOn'])
    .select(['planned_start as plannedStart', 'kw_on as kwOn']),
);

const postEvents = question((read, { posts, known }: { posts: readonly number[]; known: number }) =>
  read
    .selectFrom('position_event as e')
    .where('e.position_id', 'in', posts)
    .where('e.recorded_seq', '<=', known)
    .select(['e.position_id as postId', 'e.kind', 'e.effective_on as effectiveOn'])
    .select(['e.share_ten_thousandths as share', 'e.grade_to as gradeTo', 'e.date_to as dateTo'])
    .select(['e.id', 'e.replaces_id as replacesId', 'e.withdrawn'])
    .orderBy('e.effective_on')
    .orderBy('e.recorded_seq')
    .orderBy('e.id'),
);

/** The project's posts as they stand at the date. */
export async function positionsOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<ProjectDetail['positions']> {
  const known = knownUntil(selection);
  const posts = await projectPosts(read, { projectId, known });
  const events =
    posts.length === 0 ? [] : await postEvents(read, { posts: posts.map((post) => post.id), known });
  const eventsOf = Map.groupBy(countedEvents(events), (event) => event.postId);
  return inNaturalOrder(posts, (post) => post.number).map((post) => {
    const at = positionAt({ ...post, events: eventsOf.get(post.id) ?? [] }, selection.asOf);
    const { id, number, fte } = post;
    return { id, number, grade: at.grade, fte, filledFte: at.filled, state: at.state };
  });
}

interface Changed {
  projectId: number;
  entityId: string;
  known: number;
}

/** The entries about many projects at once that recorded something of this one. */
function manyAtOnce(read: Queries, projectId: number) {
  const places = read.selectFrom('project_place').where('project_id', '=', projectId).select('recorded_seq');
  const states = read.selectFrom('project_state').where('project_id', '=', projectId).select('recorded_seq');
  return read
    .selectFrom('history as many')
    .where('many.entity', '=', sql.lit('project-move'))
    .where('many.seq', 'in', places.union(states))
    .select('many.seq');
}

/** Of one project, and of many in one step it was among. */
const projectChanges = question((read, { projectId, entityId, known }: Changed) =>
  read
    .selectFrom('history')
    .where((eb) =>
      eb.or([
        eb.and([eb('entity', '=', sql.lit('project')), eb('entity_id', '=', entityId)]),
        eb('seq', 'in', manyAtOnce(read, projectId)),
      ]),
    )
    .where('seq', '<=', known)
    .select(['seq', 'at', 'actor', 'action', 'reason', 'before', 'after'])
    .orderBy('seq', 'desc')
    .limit(sql.lit(200)),
);

/** The newest 200 changes of the project, as one line each. */
export async function changesOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<ProjectDetail['changes']> {
  const asked = { projectId, entityId: String(projectId), known: knownUntil(selection) };
  const rows = await projectChanges(read, asked);
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    summary: changeSummary({ action: row.action, before, after }, projectId),
  }));
}

const projectRisks = question((read, selection: ProjectSelection) =>
  read
    .selectFrom(standingAssessments(read, selection).as('a'))
    .where('a.place', '=', sql.lit(1))
    .select(['a.id', 'a.kind', 'a.title', 'a.probability', 'a.impact', 'a.measure', 'a.state'])
    .select('a.openedOn')
    .orderBy('a.openedOn')
    .orderBy('a.id'),
);

/** The register of the project as it stands at the date: what is closed later is still open. */
export async function risksOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<ProjectDetail['risks']> {
  return projectRisks(read, { ...selection, projectIds: [projectId] });
}
