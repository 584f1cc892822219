import type { IsoDate } from '#shared/calendar.ts';
import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { stateChangeFault } from '#shared/projects/project-states.ts';
import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import { defaultAsOf } from '../data-state/data-state.sql.ts';
import { transact } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { bumpProject, projectHead } from './project-changes.sql.ts';
import { findProject } from './project-detail.sql.ts';

type Context = RouteContext<{ id: number }, { asOf?: IsoDate | undefined }, ProjectEdit>;

function editFaults(before: ProjectDetail, edit: ProjectEdit): FieldError[] {
  if (Object.values(edit).every((value) => value === undefined)) {
    return [{ path: '', message: 'Es ist nichts angegeben, was geändert werden soll.' }];
  }
  const open = before.milestones.filter((milestone) => milestone.reachedOn === null).length;
  const message = edit.state && stateChangeFault(before.project.state, edit.state, open);
  return message ? [{ path: 'state', message }] : [];
}

/** The columns of an edit; what is not given stays. */
function columnsOf({ name, state, flagship }: ProjectEdit): Parameters<typeof bumpProject>[3] {
  return {
    ...(name === undefined ? {} : { name }),
    ...(state === undefined ? {} : { state }),
    ...(flagship === undefined ? {} : { flagship: flagship ? 1 : 0 }),
  };
}

/** What an edit replaces, field by field, for the history. */
function replaced({ project }: ProjectDetail, edit: ProjectEdit): ProjectEdit {
  return {
    ...(edit.name === undefined ? {} : { name: project.name }),
    ...(edit.state === undefined ? {} : { state: project.state }),
    ...(edit.flagship === undefined ? {} : { flagship: project.flagship }),
  };
}

/** Changes name, state or flagship: right, version (412), rules, then row and history in one transaction. */
export async function editProject(context: Context): Promise<ProjectDetail> {
  const { db, by, actor, clock, params, query, body, ifMatch } = context;
  await transact(db, by, async (tx) => {
    const head = await projectHead(tx.query, params.id);
    context.allow({ leadUserId: head.leadUserId });
    const today = businessDate(clock.now());
    const before = await findProject(tx.query, params.id, actor, { asOf: query.asOf ?? today });
    if (!before) throw new AppError('not-found');
    if (head.version !== ifMatch) throw new AppError('stale', undefined, { current: before });
    const errors = editFaults(before, body);
    if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
    await bumpProject(tx.query, params.id, ifMatch, columnsOf(body));
    const change = { action: 'project.edit', entity: 'project', entityId: params.id };
    return { result: undefined, change: { ...change, before: replaced(before, body), after: body } };
  });
  return db.snapshot(async (read) => {
    const asOf = query.asOf ?? (await defaultAsOf(read, clock));
    const answer = await findProject(read, params.id, actor, { asOf });
    if (!answer) throw new AppError('not-found');
    return answer;
  });
}
