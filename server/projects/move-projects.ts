import { addDays, businessDate, formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sameCode } from '#shared/codes.ts';
import { counted } from '#shared/counted.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import {
  mergeTargetFault,
  moveDateFault,
  moveFault,
  moveSentence,
  placeFault,
} from '#shared/projects/move-rules.ts';
import type { MergeTarget, MoveTarget } from '#shared/projects/move-rules.ts';
import type { MovePlan, MovePreview, ProjectMove } from '#shared/projects/project-moves.ts';
import { PROJECT_STATES, PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import { addPlaces } from '../dated-names/project-places.sql.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { mergeTarget, projectsAtDay, stayingWith } from './moving.sql.ts';
import type { ProjectAtDay, Staying } from './moving.sql.ts';
import { placeTarget } from './place-targets.sql.ts';
import type { FoundPlace } from './place-targets.sql.ts';
import { addStates } from './project-states.sql.ts';
import { settleProjects } from './write-projects.sql.ts';

/** What a move asks for, with the id a column holds and its words; or why there is no such thing. */
type Found = { target: MoveTarget; ref: number | null; key: string; words: string } | { fault: string };

type Row = MovePreview['rows'][number] & { project: ProjectAtDay };

interface Plan {
  faults: FieldError[];
  rows: Row[];
  found: Found;
}

const mergeWords = ({ number, name }: MergeTarget): string => `${number} ${name}`;

async function find(read: Queries, { field, value, on }: MovePlan): Promise<Found> {
  if (field === 'state') {
    const to = PROJECT_STATES.find((state) => state === value);
    if (!to) return { fault: 'Bitte einen Stand wählen.' };
    return { target: { field, to }, ref: null, key: to, words: PROJECT_STATE_WORDS[to] };
  }
  if (value === '' && field !== 'lead') return { fault: 'Bitte wählen.' };
  if (field === 'merge') {
    const to = await mergeTarget(read, value, on);
    const fault = mergeTargetFault(to, on);
    if (fault !== null || !to) return { fault: fault ?? '' };
    return { target: { field, to }, ref: to.id, key: to.number, words: mergeWords(to) };
  }
  const to: FoundPlace | undefined = await placeTarget(read, field, value, on);
  const fault = placeFault(field, to, on);
  if (fault !== null || !to) return { fault: fault ?? '' };
  return { target: { field, to }, ref: to.ref, key: to.key, words: to.words };
}

/** What a field of a project holds at the day, in words, and whether that is what is asked for. */
function standsAt(
  { at, lead }: ProjectAtDay,
  field: MovePlan['field'],
  found: Found,
): { words: string; same: boolean } {
  if (!at) return { words: '–', same: false };
  const [key, ref] = 'target' in found ? [found.key, found.ref] : [null, null];
  switch (field) {
    case 'office':
      return { words: `${at.office} ${at.officeName}`, same: key !== null && sameCode(key, at.office) };
    case 'field':
      return { words: at.fieldName, same: key !== null && sameCode(key, at.field) };
    case 'stage':
      return { words: at.stage, same: key !== null && sameCode(key, at.stage) };
    case 'lead':
      return { words: lead ?? 'niemand', same: key !== null && at.ledBy === ref };
    case 'state':
      return { words: PROJECT_STATE_WORDS[at.state], same: key === at.state && at.mergedInto === null };
    case 'merge':
      return { words: PROJECT_STATE_WORDS[at.state], same: key !== null && at.mergedInto === key };
  }
}

function stayNote({ lines, milestones, posts }: Staying): string | null {
  const parts = [
    ...(lines > 0 ? [counted(lines, 'Haushaltszeile', 'Haushaltszeilen')] : []),
    ...(milestones > 0 ? [counted(milestones, 'Meilenstein', 'Meilensteine')] : []),
    ...(posts > 0 ? [counted(posts, 'Stelle', 'Stellen')] : []),
  ];
  return parts.length === 0 ? null : `${parts.join(', ')} bleiben hier`;
}

const untilNote = (nextOn: IsoDate): string =>
  `gilt bis ${formatDate(addDays(nextOn, -1))}; ab dem ${formatDate(nextOn)} ist schon etwas festgehalten`;

/** Everything a move would do and everything against it; reads only. Throws `not-found`, `stale`. */
async function planMove(read: Queries, move: MovePlan, today: IsoDate): Promise<Plan> {
  const { field, on } = move;
  const projects = await projectsAtDay(
    read,
    move.projects.map(({ id }) => id),
    move,
  );
  const versions = new Map(move.projects.map(({ id, version }) => [id, version]));
  if (projects.some(({ id, version }) => versions.get(id) !== version)) throw new AppError('stale');
  const found = await find(read, move);
  const staying =
    field === 'merge'
      ? await stayingWith(
          read,
          projects.map(({ id }) => id),
        )
      : null;
  const rows = projects.map((project): Row => {
    const { words, same } = standsAt(project, field, found);
    const fault = same || 'fault' in found ? null : moveFault(project, found.target, on);
    const stays = staying?.get(project.id);
    const note = stays ? stayNote(stays) : project.nextOn === null ? null : untilNote(project.nextOn);
    const { id, number, name } = project;
    const after = 'fault' in found ? '–' : field === 'merge' ? `aufgegangen in ${found.key}` : found.words;
    return { id, number, name, before: words, after, same, fault, note, project };
  });
  const faults: FieldError[] = [];
  const dateFault = moveDateFault(on, today);
  if (dateFault !== null) faults.push({ path: 'on', message: dateFault });
  if ('fault' in found) faults.push({ path: 'value', message: found.fault });
  else if (rows.every((row) => row.same))
    faults.push({ path: 'value', message: `Das gilt am ${formatDate(on)} schon.` });
  return { faults, rows, found };
}

/** What a move would do, row by row. Throws `rule-violated` for what is wrong with the move itself, `not-found`, `stale`. */
export async function previewMove(read: Queries, move: MovePlan, today: IsoDate): Promise<MovePreview> {
  const { faults, rows, found } = await planMove(read, move, today);
  if (faults.length > 0) throw new AppError('rule-violated', undefined, { errors: faults });
  const moving = rows.filter((row) => !row.same && row.fault === null).map((row) => row.number);
  const words = 'words' in found ? found.words : '';
  return {
    sentence: moveSentence(move.field, words, moving, move.on),
    rows: rows.map(({ project: _project, ...row }) => row),
  };
}

async function write(tx: Tx, move: ProjectMove, moving: readonly Row[], found: Found): Promise<void> {
  if ('fault' in found) return;
  const { on, reason } = move;
  const { target, ref } = found;
  const ids = moving.map(({ id }) => id);
  if (target.field === 'state')
    await addStates(
      tx,
      ids.map((projectId) => ({ projectId, state: target.to, on, into: null })),
      reason,
    );
  else if (target.field === 'merge')
    await addStates(
      tx,
      ids.map((projectId) => ({ projectId, state: 'cancelled' as const, on, into: ref })),
      reason,
    );
  else
    await addPlaces(
      tx,
      ids.map((projectId) => ({ projectId, field: target.field, ref, on })),
    );
  await settleProjects(tx, ids);
}

/** What stood in the moved field, for the history: a code, the id of who leads it, a state. */
function recorded(field: MovePlan['field'], { at }: ProjectAtDay): Record<string, unknown> {
  if (!at) return {};
  if (field === 'lead') return { leadUserId: at.ledBy };
  if (field === 'state' || field === 'merge') return { state: at.state };
  return { [field]: at[field] };
}

function recordedAfter(field: MovePlan['field'], found: Found): Record<string, unknown> {
  if ('fault' in found) return {};
  if (field === 'lead') return { leadUserId: found.ref };
  return { [field === 'merge' ? 'mergedInto' : field]: found.key };
}

/**
 * Gives one or more projects another office, field, stage, lead or state from a day on, or lets them go into another
 * one: together or not at all, in one entry of the history. What stands like that already is left as it is. Throws
 * `not-found`, `stale` (before any rule), `rule-violated` with every fault.
 */
export async function moveProjects(
  db: Database,
  by: By,
  move: ProjectMove,
): Promise<{ seq: number; count: number }> {
  return transact(db, by, async (tx) => {
    const { faults, rows, found } = await planMove(tx.query, move, businessDate(by.clock.now()));
    const refused = rows.flatMap(({ number, fault }) =>
      fault === null ? [] : { path: 'projects', message: `${number}: ${fault}` },
    );
    const errors = [...faults, ...refused];
    if (errors.length > 0) throw new AppError('rule-violated', 'Es wurde nichts geändert.', { errors });
    const moving = rows.filter((row) => !row.same);
    await write(tx, move, moving, found);
    const { field, on, reason } = move;
    const [only] = moving;
    const single = moving.length === 1 && only !== undefined;
    const change = {
      action: 'project.move',
      entity: single ? 'project' : 'project-move',
      entityId: single ? only.id : tx.seq,
      reason,
      before: { projects: moving.map(({ id, project }) => ({ projectId: id, ...recorded(field, project) })) },
      after: { ...recordedAfter(field, found), effectiveOn: on },
    };
    return { result: { seq: tx.seq, count: moving.length }, change };
  });
}
