import { businessDate, formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { formatFteExact } from '#shared/fte.ts';
import { courseFaults, eventFaults } from '#shared/positions/event-rules.ts';
import type {
  EventInput,
  EventPreview,
  EventWithdrawal,
  EventsWritten,
} from '#shared/positions/post-changes.ts';
import { positionAt } from '#shared/positions/standing.ts';
import type { PositionFact } from '#shared/positions/standing.ts';
import { POSITION_EVENT_WORDS, POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import type { Queries } from '../db/database.ts';
import type { RouteContext } from '../http/route.ts';
import { NO_POST } from './change-posts.ts';
import { addEvents, coursesOf, postsOfEvents } from './courses.sql.ts';
import type { Course } from './courses.sql.ts';
import { endPositionVersions } from './write-positions.sql.ts';

/** `besetzt, 0,5000 von 1,0000 VZÄ, EG 9b, kw 31.12.2022` */
function standingText(post: PositionFact, on: IsoDate): string {
  const { state, filled, grade, kwOn } = positionAt(post, on);
  const share = filled > 0 ? [`${formatFteExact(filled)} von ${formatFteExact(post.fte)} VZÄ besetzt`] : [];
  const kw = kwOn === null ? [] : [`kw ${formatDate(kwOn)}`];
  return [POSITION_STATE_WORDS[state], ...share, grade, ...kw].join(', ');
}

/** A post as it would be with one event more. */
const withEvent = (course: Course, event: EventInput): PositionFact => ({
  ...course,
  events: [...course.events, event],
});

interface Judged {
  course: Course;
  faults: FieldError[];
}

/** Every post of an input with what is wrong with the event there. Throws `not-found` for one that is missing. */
async function judged(query: Queries, input: EventInput, today: IsoDate): Promise<Judged[]> {
  const courses = await coursesOf(
    query,
    input.posts.map(({ id }) => id),
  );
  return input.posts.map(({ id }) => {
    const course = courses.get(id);
    if (!course) throw new AppError('not-found', NO_POST);
    return { course, faults: eventFaults(course, input, today) };
  });
}

/** What one event would do to each of the posts; nothing is written. */
export async function previewEvents(
  context: RouteContext<undefined, undefined, EventInput>,
): Promise<EventPreview> {
  const { db, clock, body } = context;
  const today = businessDate(clock.now());
  return db.snapshot(async (read) => ({
    rows: (await judged(read, body, today)).map(({ course, faults }) => ({
      ...{ id: course.id, number: course.number, title: course.title },
      before: standingText(course, body.effectiveOn),
      after: faults.length > 0 ? '–' : standingText(withEvent(course, body), body.effectiveOn),
      faults: faults.map(({ message }) => message),
    })),
  }));
}

const labelled = ({ course, faults }: Judged, many: boolean): FieldError[] =>
  faults.map(({ path, message }) => ({ path, message: many ? `${course.number}: ${message}` : message }));

/**
 * Records one event for all the posts named, all or none: versions (412) before any rule, then a row per post and one
 * history row. Throws `not-found`, `stale`, `rule-violated` with every reason of every post.
 */
export async function recordEvents(
  context: RouteContext<undefined, undefined, EventInput>,
): Promise<EventsWritten> {
  const { db, by, clock, body } = context;
  const today = businessDate(clock.now());
  const work = async (tx: Tx) => {
    const posts = await judged(tx.query, body, today);
    const seen = new Map(body.posts.map(({ id, version }) => [id, version]));
    const stale = posts.filter(({ course }) => seen.get(course.id) !== course.version);
    if (stale.length > 0 || seen.size !== body.posts.length)
      throw new AppError(
        'stale',
        `Inzwischen geändert: ${stale.map(({ course }) => course.number).join(', ')}.`,
      );
    const errors = posts.flatMap((one) => labelled(one, posts.length > 1));
    if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
    const { kind, effectiveOn, share, gradeTo, dateTo, note } = body;
    const eventIds = await addEvents(
      tx,
      posts.map(({ course }) => ({
        ...{ position_id: course.id, kind, effective_on: effectiveOn, note },
        ...{ share_ten_thousandths: share, grade_to: gradeTo, date_to: dateTo },
      })),
    );
    await endPositionVersions(tx, [...seen.keys()]);
    const after = {
      event: POSITION_EVENT_WORDS[kind],
      on: effectiveOn,
      posts: posts.map(({ course }) => course.number),
    };
    const [only] = posts;
    return {
      result: { eventIds, posts: posts.length },
      change: {
        action: 'position.event',
        entity: posts.length === 1 ? 'position' : 'positions',
        entityId: posts.length === 1 && only ? only.course.id : effectiveOn,
        after,
      },
    };
  };
  return transact(db, by, work);
}

/** The course of a post without some of its events. */
function without(course: Course, gone: ReadonlySet<number>): PositionFact {
  return { ...course, events: course.all.filter((one) => countsIn(course, one.id) && !gone.has(one.id)) };
}
const countsIn = (course: Course, id: number): boolean => course.events.some((event) => event.id === id);

/**
 * Takes events back, all or none, with a reason: a newer row says so, the wrong one stays readable. Refused where what
 * came after would no longer fit, or where one does not count any more.
 */
export async function withdrawEvents(
  context: RouteContext<undefined, undefined, EventWithdrawal>,
): Promise<EventsWritten> {
  const { db, by, body } = context;
  const work = async (tx: Tx) => {
    const gone = new Set(body.eventIds);
    const posts = await postsOfEvents(tx.query, [...gone]);
    if (posts.size !== gone.size) throw new AppError('not-found', 'Dieses Ereignis gibt es nicht.');
    const courses = await coursesOf(tx.query, [...new Set(posts.values())]);
    const errors: FieldError[] = [];
    const say = (message: string): void => void errors.push({ path: 'eventIds', message });
    for (const course of courses.values()) {
      const own = course.all.filter((event) => gone.has(event.id));
      if (own.some((event) => !countsIn(course, event.id)))
        say(`${course.number}: Das Ereignis zählt schon nicht mehr.`);
      for (const fault of courseFaults(without(course, gone)))
        say(`${course.number}: Danach stünde ${fault}. Bitte zuerst das spätere Ereignis zurücknehmen.`);
    }
    if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
    const rows = [...courses.values()].flatMap((course) => course.all.filter((event) => gone.has(event.id)));
    const eventIds = await addEvents(
      tx,
      rows.map((event) => ({
        ...{ position_id: event.postId, kind: event.kind, effective_on: event.effectiveOn, note: event.note },
        ...{ share_ten_thousandths: event.share, grade_to: event.gradeTo, date_to: event.dateTo },
        ...{ replaces_id: event.id, withdrawn: 1, reason: body.reason },
      })),
    );
    await endPositionVersions(tx, [...courses.keys()]);
    const numbers = [...courses.values()].map(({ number }) => number);
    const [only] = courses.values();
    const change = {
      action: 'position.withdraw-event',
      entity: numbers.length === 1 ? 'position' : 'positions',
      entityId: numbers.length === 1 && only ? only.id : body.eventIds.length,
      reason: body.reason,
      after: { posts: numbers, events: rows.length },
    };
    return { result: { eventIds, posts: courses.size }, change };
  };
  return transact(db, by, work);
}
