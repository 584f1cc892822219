import { paperLabel } from '#shared/budget/paper.ts';
import type { MovementRow } from '#shared/budget/budget.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { positionAt } from '#shared/positions/standing.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { changeSummary } from './change-summary.ts';
import { knownUpTo } from './status-reports.sql.ts';
import type { ProjectSelection } from './status-reports.sql.ts';

/** Every movement on the project's lines up to the date. */
export async function movementsOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<MovementRow[]> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .innerJoin('history as h', 'h.seq', 'm.recorded_seq')
    .leftJoin('council_paper as c', 'c.id', 'm.council_paper_id')
    .leftJoin('budget_line as k', 'k.id', 'm.counter_line_id')
    .where('l.project_id', '=', projectId)
    .where('m.effective_on', '<=', selection.asOf)
    .where('m.recorded_seq', '<=', knownUpTo(selection))
    .select(['m.id', 'm.kind', 'm.cents', 'm.effective_on as effectiveOn', 'm.reason', 'm.origin'])
    .select(['h.at as recordedAt', 'c.id as paperId', 'c.number', 'c.year', 'c.supplement', 'c.title'])
    .select(['c.origin as paperOrigin', 'k.id as lineId', 'k.number as lineNumber', 'k.name as lineName'])
    .orderBy('m.effective_on')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    cents: row.cents,
    effectiveOn: row.effectiveOn,
    reason: row.reason,
    origin: row.origin,
    recordedAt: row.recordedAt,
    paper: paperOf(row),
    counterLine:
      row.lineId === null || row.lineNumber === null || row.lineName === null
        ? null
        : { id: row.lineId, number: row.lineNumber, name: row.lineName },
  }));
}

interface PaperColumns {
  paperId: number | null;
  number: number | null;
  year: number | null;
  supplement: string | null;
  title: string | null;
  paperOrigin: MovementRow['origin'] | null;
}

function paperOf({
  paperId,
  number,
  year,
  supplement,
  title,
  paperOrigin,
}: PaperColumns): MovementRow['paper'] {
  if (paperId === null || number === null || year === null || title === null || paperOrigin === null)
    return null;
  const label = paperLabel({ number, year, supplement: supplement ?? '' });
  return { id: paperId, label, title, origin: paperOrigin };
}

/** The project's posts as they stand at the date. */
export async function positionsOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<ProjectDetail['positions']> {
  const known = knownUpTo(selection);
  const posts = await read
    .selectFrom('position')
    .where('project_id', '=', projectId)
    .where('recorded_seq', '<=', known)
    .where('id', 'not in', goneRecords('positions', known))
    .select(['id', 'number', 'grade', 'fte_ten_thousandths as fte', 'authorised_on as authorisedOn'])
    .select(['planned_start as plannedStart', 'kw_on as kwOn'])
    .execute();
  const events = await read
    .selectFrom('position_event as e')
    .innerJoin('position as p', 'p.id', 'e.position_id')
    .where('p.project_id', '=', projectId)
    .where('e.recorded_seq', '<=', known)
    .select(['e.position_id as postId', 'e.kind', 'e.effective_on as effectiveOn'])
    .select(['e.share_ten_thousandths as share', 'e.grade_to as gradeTo', 'e.date_to as dateTo'])
    .orderBy('e.effective_on')
    .orderBy('e.recorded_seq')
    .orderBy('e.id')
    .execute();
  const eventsOf = Map.groupBy(events, (event) => event.postId);
  return inNaturalOrder(posts, (post) => post.number).map((post) => {
    const at = positionAt({ ...post, events: eventsOf.get(post.id) ?? [] }, selection.asOf);
    const { id, number, fte } = post;
    return { id, number, grade: at.grade, fte, filledFte: at.filled, state: at.state };
  });
}

/** The newest 200 changes of the project, as one line each. */
export async function changesOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<ProjectDetail['changes']> {
  const rows = await read
    .selectFrom('history')
    .where('entity', '=', 'project')
    .where('entity_id', '=', String(projectId))
    .where('seq', '<=', knownUpTo(selection))
    .select(['seq', 'at', 'actor', 'action', 'reason', 'before', 'after'])
    .orderBy('seq', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    summary: changeSummary({ action: row.action, before, after }),
  }));
}

/** Risks opened up to the date; one closed later is still open. */
export async function risksOf(
  read: Queries,
  projectId: number,
  selection: ProjectSelection,
): Promise<ProjectDetail['risks']> {
  const rows = await read
    .selectFrom('risk')
    .where('project_id', '=', projectId)
    .where('opened_on', '<=', selection.asOf)
    .where('recorded_seq', '<=', knownUpTo(selection))
    .select(['id', 'title', 'probability', 'impact', 'measure'])
    .select(['opened_on as openedOn', 'closed_on as closedOn'])
    .orderBy('opened_on')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const closed = row.closedOn !== null && row.closedOn <= selection.asOf;
    return { ...row, closedOn: closed ? row.closedOn : null };
  });
}
