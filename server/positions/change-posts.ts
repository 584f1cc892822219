import { businessDate } from '#shared/calendar.ts';
import { paperLabel, readPaperLabel } from '#shared/budget/paper.ts';
import { sameCode } from '#shared/codes.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { PostChange, PostChoices, PostCourse, PostInput } from '#shared/positions/post-changes.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { findPaper } from '../papers/papers.sql.ts';
import { coursesOf, placesOn, postNumbered } from './courses.sql.ts';
import { positionPage } from './position-page.ts';
import { gradeRates, positionFacts } from './positions.sql.ts';
import { addPositions, setPosition } from './write-positions.sql.ts';

export const NO_POST = 'Diese Stelle gibt es nicht.';

/** Offices, fields, stages and projects a post may be given today. */
export async function postChoices(read: Queries, today: IsoDate): Promise<PostChoices> {
  const { grades, ...places } = await placesOn(read, today);
  const shown = (rows: readonly { code: string; name: string }[]) =>
    rows.map(({ code, name }) => ({ code, name }));
  return {
    offices: shown(places.offices),
    fields: shown(places.fields),
    stages: shown(places.stages),
    projects: shown(places.projects),
    grades,
  };
}

/** A post at a date with its whole course. Throws `not-found`. */
export async function postCourse(
  read: Queries,
  id: number,
  asOf: IsoDate,
  actor: Actor,
): Promise<PostCourse> {
  const course = (await coursesOf(read, [id])).get(id);
  if (!course) throw new AppError('not-found', NO_POST);
  // One that is authorised later is shown as it will begin.
  const day = asOf < course.authorisedOn ? course.authorisedOn : asOf;
  const rates = can(actor, 'positions:read-cost') ? await gradeRates(read) : null;
  const fact = (await positionFacts(read, day)).find((one) => one.id === id);
  const [post] = fact ? positionPage([fact], rates, day, can(actor, 'papers:read-closed')).positions : [];
  if (!post) throw new AppError('not-found', NO_POST);
  const counting = new Set(course.events.map((event) => event.id));
  const reasons = new Map(course.all.map((event) => [event.replacesId, event.reason]));
  return {
    asOf,
    version: course.version,
    post,
    authorisedOn: course.authorisedOn,
    events: course.all
      .filter((event) => event.withdrawn === 0)
      .map(({ id: eventId, kind, effectiveOn, share, gradeTo, dateTo, note }) => ({
        ...{ id: eventId, kind, effectiveOn, share, gradeTo, dateTo, note },
        counts: counting.has(eventId),
        reason: reasons.get(eventId) ?? null,
      }))
      .toReversed(),
  };
}

type Places = Pick<PostInput, 'office' | 'field' | 'stage' | 'project' | 'paper'>;

/** The rows that codes name, with a fault for each that names none. */
async function placesOf(query: Queries, typed: Places, today: IsoDate) {
  const places = await placesOn(query, today);
  const faults: FieldError[] = [];
  const idOf = (path: keyof Places, rows: readonly { id: number; code: string }[], what: string): number => {
    const row = rows.find((one) => sameCode(one.code, typed[path]));
    if (!row) faults.push({ path, message: `${what} „${typed[path]}“ gibt es nicht.` });
    return row?.id ?? 0;
  };
  const columns = {
    office_id: idOf('office', places.offices, 'Das Amt'),
    field_id: idOf('field', places.fields, 'Das Handlungsfeld'),
    stage_id: idOf('stage', places.stages, 'Die Umsetzungsstufe'),
    project_id: typed.project === '' ? null : idOf('project', places.projects, 'Das Projekt'),
    council_paper_id: null as number | null,
  };
  if (typed.paper !== '') {
    const key = readPaperLabel(typed.paper);
    const paper = key && (await findPaper(query, key));
    const message = key
      ? `${paperLabel(key)} ist nicht erfasst.`
      : 'Drucksache bitte wie 316/2021 schreiben.';
    if (paper) columns.council_paper_id = paper.id;
    else faults.push({ path: 'paper', message });
  }
  return { columns, faults };
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors: [...errors] });
}

function dayFaults({
  plannedStart,
  authorisedOn,
  kwOn,
}: Pick<PostInput, 'plannedStart' | 'authorisedOn' | 'kwOn'>): FieldError[] {
  const faults: FieldError[] = [];
  if (kwOn !== null && kwOn < plannedStart)
    faults.push({ path: 'kwOn', message: 'Der kw-Tag liegt vor dem geplanten Beginn.' });
  if (kwOn !== null && kwOn < authorisedOn)
    faults.push({ path: 'kwOn', message: 'Der kw-Tag liegt vor der Bewilligung.' });
  return faults;
}

/** Creates a post that the council authorised. Throws `rule-violated` with every reason. */
export async function createPost(
  context: RouteContext<undefined, undefined, PostInput>,
): Promise<PostCourse> {
  const { db, by, actor, clock, body } = context;
  const today = businessDate(clock.now());
  const work = async (tx: Tx) => {
    const { columns, faults } = await placesOf(tx.query, body, today);
    const taken = [...(await coursesOf(tx.query)).values()].some((post) =>
      sameCode(post.number, body.number),
    );
    if (taken) faults.push({ path: 'number', message: `Die Stelle ${body.number} gibt es schon.` });
    refuse([...dayFaults(body), ...faults]);
    const { number, title, grade, fte, authorisedOn, plannedStart, kwOn } = body;
    await addPositions(tx, [
      {
        ...{ number, title, grade, fte_ten_thousandths: fte, ...columns, kw_on: kwOn },
        ...{ authorised_on: authorisedOn, planned_start: plannedStart, origin: 'live', recorded_seq: tx.seq },
      },
    ]);
    const id = await postNumbered(tx.query, number);
    const after = { position: number, title, grade, fte, office: body.office };
    return { result: id, change: { action: 'position.create', entity: 'position', entityId: id, after } };
  };
  return transact(db, by, work, (query, id) => postCourse(query, id, today, actor));
}

/** Changes what may change of a post: right, version (412), rules. Throws `not-found`, `stale`, `rule-violated`. */
export async function changePost(
  context: RouteContext<{ id: number }, undefined, PostChange>,
): Promise<PostCourse> {
  const { db, by, actor, clock, params, body, ifMatch } = context;
  const today = businessDate(clock.now());
  const work = async (tx: Tx) => {
    const course = (await coursesOf(tx.query, [params.id])).get(params.id);
    if (!course) throw new AppError('not-found', NO_POST);
    const current = await postCourse(tx.query, params.id, today, actor);
    if (course.version !== ifMatch) throw new AppError('stale', undefined, { current });
    const { columns, faults } = await placesOf(tx.query, body, today);
    refuse([
      ...dayFaults({ ...body, authorisedOn: course.authorisedOn, kwOn: current.post.kwOn }),
      ...faults,
    ]);
    const { title, plannedStart, office, field, stage, project, reason } = body;
    await setPosition(tx, params.id, { ...columns, title, planned_start: plannedStart });
    const { post } = current;
    const change = { action: 'position.change', entity: 'position', entityId: params.id, reason };
    const before = {
      title: post.title,
      office: post.office,
      field: post.field,
      plannedStart: post.plannedStart,
    };
    return {
      result: undefined,
      change: { ...change, before, after: { title, office, field, stage, project, plannedStart } },
    };
  };
  return transact(db, by, work, (query) => postCourse(query, params.id, today, actor));
}
