import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { counted } from '../counted.ts';
import { stateChangeFault, stateDateFault } from './project-states.ts';
import { PROJECT_STATE_WORDS } from './terms.ts';
import type { MoveField, PlaceField, ProjectState } from './terms.ts';

/** What a project may be given: an office, a field, a stage or a lead, as it is called and from when to when it is. */
export interface PlaceTarget {
  key: string;
  words: string;
  validFrom: IsoDate | null;
  validTo: IsoDate | null;
}

/** A project others go into. */
export interface MergeTarget {
  id: number;
  number: string;
  name: string;
  /** At the day; null = not yet part of the programme. */
  state: ProjectState | null;
  merged: boolean;
  /** It ends or goes into another one on a later day. */
  endsLaterOn: IsoDate | null;
}

/** A project at the day from which on something is to be another. */
export interface MovingProject {
  id: number;
  /** null = not yet part of the programme at the day. */
  state: ProjectState | null;
  mergedInto: string | null;
  later: { state: ProjectState; effectiveOn: IsoDate } | undefined;
  openMilestones: number;
  /** The last day on which another project goes into it. */
  takesInOn: IsoDate | null;
}

/** Projects in these states go on. */
const LIVE: readonly ProjectState[] = ['planned', 'running', 'paused'];

/** Why the day is refused for every project, in German; null when it is not. A fact cannot lie after `today`. */
export function moveDateFault(on: IsoDate, today: IsoDate): string | null {
  if (on <= today) return null;
  return `Der ${formatDate(on)} liegt in der Zukunft; heute ist der ${formatDate(today)}. Was dann gilt, wird an dem Tag eingetragen.`;
}

const UNKNOWN: Record<PlaceField, string> = {
  office: 'Dieses Amt gibt es nicht.',
  field: 'Dieses Handlungsfeld gibt es nicht.',
  stage: 'Diese Umsetzungsstufe gibt es nicht.',
  lead: 'Diese Person ist keine Projektleitung, oder ihr Zugang ist gesperrt.',
};

/** Why a project cannot belong there at a day, in German; null when it can. */
export function placeFault(field: PlaceField, target: PlaceTarget | undefined, on: IsoDate): string | null {
  if (!target) return UNKNOWN[field];
  const { words, validFrom, validTo } = target;
  if (validFrom !== null && on < validFrom) return `${words} gibt es erst ab dem ${formatDate(validFrom)}.`;
  if (validTo !== null && on > validTo) return `${words} gibt es nur bis zum ${formatDate(validTo)}.`;
  return null;
}

/** Why projects may not go into another one at a day, whoever they are; null when they may. */
export function mergeTargetFault(target: MergeTarget | undefined, on: IsoDate): string | null {
  if (!target) return 'Dieses Projekt gibt es nicht.';
  const { number, state, merged, endsLaterOn } = target;
  if (state === null) return `${number} gehört am ${formatDate(on)} noch nicht zum Programm.`;
  if (merged) return `${number} ist am ${formatDate(on)} selbst schon in einem anderen Projekt aufgegangen.`;
  if (!LIVE.includes(state))
    return `${number} ist am ${formatDate(on)} ${PROJECT_STATE_WORDS[state]}; zusammengelegt wird nur mit einem Projekt, das weitergeht.`;
  if (endsLaterOn !== null)
    return `${number} endet am ${formatDate(endsLaterOn)}; zusammengelegt wird nur mit einem Projekt, das weitergeht.`;
  return null;
}

function mergeFault(project: MovingProject, target: MergeTarget, on: IsoDate): string | null {
  if (project.id === target.id) return 'Ein Projekt geht nicht in sich selbst auf.';
  if (project.state !== null && !LIVE.includes(project.state))
    return `Es ist schon ${PROJECT_STATE_WORDS[project.state]}.`;
  return takesInFault(project, on) ?? laterStateFault(project, on);
}

function takesInFault({ takesInOn }: MovingProject, on: IsoDate): string | null {
  if (takesInOn === null || takesInOn < on) return null;
  return `Am ${formatDate(takesInOn)} geht ein anderes Projekt hier auf; ein Ende gilt erst danach.`;
}

/** As for a state by itself, the day after today having been refused before. */
const laterStateFault = ({ later }: MovingProject, on: IsoDate): string | null =>
  stateDateFault(on, on, later);

function stateFault(project: MovingProject, to: ProjectState, on: IsoDate): string | null {
  if (project.state === null) return null;
  const change = stateChangeFault(project.state, to, project.openMilestones);
  return change ?? (to === 'cancelled' ? takesInFault(project, on) : null) ?? laterStateFault(project, on);
}

/** What a move asks for, found. */
export type MoveTarget =
  | { field: PlaceField; to: PlaceTarget }
  | { field: 'state'; to: ProjectState }
  | { field: 'merge'; to: MergeTarget };

/** Why one project may not move, in German; null when it may. */
export function moveFault(project: MovingProject, target: MoveTarget, on: IsoDate): string | null {
  if (project.state === null) return `Es gehört am ${formatDate(on)} noch nicht zum Programm.`;
  if (project.mergedInto !== null)
    return `Es ist in ${project.mergedInto} aufgegangen; erst die Zusammenlegung zurücknehmen.`;
  if (target.field === 'state') return stateFault(project, target.to, on);
  if (target.field === 'merge') return mergeFault(project, target.to, on);
  return null;
}

const SUBJECTS: Record<MoveField, (to: string) => string> = {
  office: (to) => `gehört $P zu ${to}`,
  field: (to) => `zählt $P zum Handlungsfeld ${to}`,
  stage: (to) => `zählt $P zur Umsetzungsstufe ${to}`,
  lead: (to) => `leitet ${to} $P`,
  state: (to) => `steht $P auf „${to}“`,
  merge: (to) => `geht $P in ${to} auf und endet`,
};

const MANY: readonly (readonly [RegExp, string])[] = [
  [/^gehört /u, 'gehören '],
  [/^zählt /u, 'zählen '],
  [/^steht /u, 'stehen '],
  [/^geht (.*) und endet$/u, 'gehen $1 und enden'],
];

/** What a move does, as one sentence: `Ab 01.03.2021 gehört P-012 zu Amt 51 Jugendamt; Stichtage davor bleiben.` */
export function moveSentence(field: MoveField, to: string, numbers: readonly string[], on: IsoDate): string {
  const [one = ''] = numbers;
  if (numbers.length === 0) return 'Es ändert sich nichts.';
  const who = numbers.length === 1 ? one : counted(numbers.length, 'Projekt', 'Projekte');
  const said = SUBJECTS[field](to);
  const words =
    numbers.length === 1 ? said : MANY.reduce((text, [from, into]) => text.replace(from, into), said);
  return `Ab ${formatDate(on)} ${words.replace('$P', who)}; Stichtage davor bleiben.`;
}

/** Why a new project is refused at its fields, beside what its schema says and where it belongs. */
export function newProjectFaults(
  project: { startsOn: IsoDate; endsOn: IsoDate; state: ProjectState },
  today: IsoDate,
): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = [];
  if (project.endsOn < project.startsOn)
    faults.push({ path: 'endsOn', message: 'Das Ende liegt vor dem Beginn.' });
  if (project.state === 'running' && project.startsOn > today)
    faults.push({
      path: 'state',
      message: `„läuft“ gilt erst ab dem Beginn am ${formatDate(project.startsOn)}; bis dahin ist das Projekt geplant.`,
    });
  return faults;
}
