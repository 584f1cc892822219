import type { IsoDate } from '#shared/calendar.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { stateChangeFault, stateDateFault } from '#shared/projects/project-states.ts';
import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { bumpProject, projectHead } from './project-changes.sql.ts';
import { NOT_YET, findProject } from './project-detail.sql.ts';
import { addProjectFacts } from '../dated-names/project-facts.sql.ts';
import { addProjectState, laterState } from './project-states.sql.ts';

type Context = RouteContext<{ id: number }, { asOf?: IsoDate | undefined }, ProjectEdit>;

/** Why an edit is refused; a new state takes effect on the date `before` was read for. */
async function editFaults(
  query: Queries,
  before: ProjectDetail,
  edit: ProjectEdit,
  today: IsoDate,
): Promise<FieldError[]> {
  if (Object.values(edit).every((value) => value === undefined)) {
    return [{ path: '', message: 'Es ist nichts angegeben, was geändert werden soll.' }];
  }
  if ((edit.name !== undefined || edit.flagship !== undefined) && before.asOf > today) {
    const path = edit.name === undefined ? 'flagship' : 'name';
    return [
      {
        path,
        message: `Der ${formatDate(before.asOf)} liegt in der Zukunft; heute ist der ${formatDate(today)}.`,
      },
    ];
  }
  const { state } = edit;
  if (state === undefined || state === before.project.state) return [];
  const open = before.milestones.filter((milestone) => milestone.reachedOn === null).length;
  const later = await laterState(query, before.project.id, before.asOf);
  const messages = [
    stateChangeFault(before.project.state, state, open),
    stateDateFault(before.asOf, today, later),
  ];
  return messages.flatMap((message) => (message === null ? [] : [{ path: 'state', message }]));
}

/** What an edit replaces, field by field, for the history. */
function replaced({ project }: ProjectDetail, edit: ProjectEdit): ProjectEdit {
  return {
    ...(edit.name === undefined ? {} : { name: project.name }),
    ...(edit.state === undefined ? {} : { state: project.state }),
    ...(edit.flagship === undefined ? {} : { flagship: project.flagship }),
  };
}

async function writeEdit(tx: Tx, before: ProjectDetail, edit: ProjectEdit): Promise<Change> {
  const { id, version, state } = before.project;
  const { name, flagship } = edit;
  const facts = { ...(name === undefined ? {} : { name }), ...(flagship === undefined ? {} : { flagship }) };
  await bumpProject(tx.query, id, version, await addProjectFacts(tx, id, facts, before.asOf));
  const changed = edit.state === state ? undefined : edit.state;
  if (changed) await addProjectState(tx, id, changed, before.asOf);
  const after = {
    ...edit,
    ...(changed ? { stateOn: before.asOf } : {}),
    ...(name === undefined && flagship === undefined ? {} : { factsOn: before.asOf }),
  };
  return { action: 'project.edit', entity: 'project', entityId: id, before: replaced(before, edit), after };
}

/**
 * Changes name, state or flagship: right, version (412), rules, then rows and history in one transaction. What is new
 * takes effect on `asOf`, without one today; what was before stays readable at an earlier day.
 */
export async function editProject(context: Context): Promise<ProjectDetail> {
  const { db, by, actor, clock, params, query, body, ifMatch } = context;
  const today = businessDate(clock.now());
  const asOf = query.asOf ?? today;
  return transact(
    db,
    by,
    async (tx) => {
      const head = await projectHead(tx.query, params.id, actor);
      context.allow(head);
      const before = await findProject(tx.query, params.id, actor, { asOf });
      if (!before) throw new AppError('not-found', NOT_YET);
      if (head.version !== ifMatch) throw new AppError('stale', undefined, { current: before });
      const errors = await editFaults(tx.query, before, body, today);
      if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
      return { result: undefined, change: await writeEdit(tx, before, body) };
    },
    async (read) => {
      const answer = await findProject(read, params.id, actor, { asOf: asOf });
      if (!answer) throw new AppError('not-found', NOT_YET);
      return answer;
    },
  );
}
