import { paperLabel } from '#shared/budget/paper.ts';
import type { PaperRef } from '#shared/budget/budget.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { ProjectSelection } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { isWithheld } from './paper-columns.ts';

/** project ↔ paper through movements of its lines, baselines of its milestones and its posts. */
function links(read: Queries, selection: ProjectSelection) {
  const known = knownUntil(selection);
  return read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.effective_on', '<=', selection.asOf)
    .where('m.recorded_seq', '<=', known)
    .select(['l.project_id as projectId', 'm.council_paper_id as paperId'])
    .union(
      read
        .selectFrom('milestone_baseline as b')
        .innerJoin('milestone as ms', 'ms.id', 'b.milestone_id')
        .where('b.in_force_on', '<=', selection.asOf)
        .where('b.recorded_seq', '<=', known)
        .select(['ms.project_id as projectId', 'b.council_paper_id as paperId']),
    )
    .union(
      read
        .selectFrom('position as po')
        .where('po.authorised_on', '<=', selection.asOf)
        .where('po.recorded_seq', '<=', known)
        .select(['po.project_id as projectId', 'po.council_paper_id as paperId']),
    );
}

const linkedPapers = question((read, selection: ProjectSelection) => {
  let query = read
    .selectFrom(links(read, selection).as('k'))
    .innerJoin('council_paper as c', 'c.id', 'k.paperId')
    .where('k.projectId', 'is not', null);
  if (selection.projectIds) query = query.where('k.projectId', 'in', selection.projectIds);
  return query
    .select([
      'k.projectId',
      'c.id',
      'c.number',
      'c.year',
      'c.supplement',
      'c.title',
      'c.origin',
      'c.publicity',
    ])
    .orderBy('c.session_on', 'desc')
    .orderBy('c.id');
});

/** The council papers behind each project (money, baselines, posts), newest session first; one statement. `closed` = those that are not public too. */
export async function papersByProject(
  read: Queries,
  selection: ProjectSelection,
  closed: boolean,
): Promise<Map<number, PaperRef[]>> {
  const rows = await linkedPapers(read, selection);
  const papers = new Map<number, PaperRef[]>();
  for (const { projectId, id, title, origin, publicity, ...paper } of rows) {
    if (projectId === null || isWithheld(publicity, closed)) continue;
    const list = papers.get(projectId) ?? [];
    list.push({ id, label: paperLabel(paper), title, origin });
    papers.set(projectId, list);
  }
  return papers;
}
