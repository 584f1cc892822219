import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { ProjectRef } from '#shared/budget/budget.ts';
import type { RiskAssessment, RiskAssessmentInput, RiskInput } from '#shared/risks/risks.ts';
import { isUncertain } from '#shared/risks/terms.ts';
import type { RiskKind, RiskState } from '#shared/risks/terms.ts';
import { projectLabel, projectTyped } from '../core/project-typed.ts';
import type { Reader } from '../core/reader.ts';

/** What stands in the fields of an entry of the register. */
export interface RiskDraft {
  project: string;
  kind: RiskKind;
  title: string;
  probability: string;
  impact: string;
  measure: string;
  owner: string;
  due: string;
  paper: string;
  /** The day since when it exists, or from which on it is assessed anew. */
  day: string;
  state: RiskState;
  reason: string;
}

/**
 * What was said of an entry last, to be said anew: of the Stichtag, or of the day of the last assessment where that is
 * later. Without an entry an empty one.
 */
export function draftOf(
  entry: { kind: RiskKind; last: RiskAssessment } | null,
  asOf: IsoDate,
  project: ProjectRef | undefined,
): RiskDraft {
  const risk = entry?.last;
  const on = risk && risk.effectiveOn > asOf ? risk.effectiveOn : asOf;
  const scale = (value: number | null | undefined): string => (value == null ? '' : String(value));
  return {
    project: project ? projectLabel(project) : '',
    kind: entry?.kind ?? 'risk',
    title: risk?.title ?? '',
    probability: scale(risk?.probability),
    impact: scale(risk?.impact),
    measure: risk?.measure ?? '',
    owner: risk?.owner ?? '',
    due: risk?.dueOn ? formatDate(risk.dueOn) : '',
    paper: risk?.paper?.label ?? '',
    day: formatDate(on),
    state: risk?.state ?? 'open',
    reason: '',
  };
}

function saidOf(draft: RiskDraft, read: Reader) {
  const scale = (text: string): number | null =>
    isUncertain(draft.kind) && text !== '' ? Number(text) : null;
  return {
    title: draft.title,
    probability: scale(draft.probability),
    impact: scale(draft.impact),
    measure: draft.measure,
    owner: draft.owner,
    dueOn: draft.due.trim() === '' ? null : read.date(draft.due, 'dueOn'),
    paper: draft.paper,
  };
}

export function newRiskFrom(draft: RiskDraft, projects: readonly ProjectRef[], read: Reader): RiskInput {
  const project = projectTyped(draft.project, projects);
  const openedOn = read.date(draft.day, 'openedOn');
  const projectId = read.chosen(project?.id ?? null, 'projectId', 'Bitte ein Projekt aus der Liste wählen.');
  return { projectId, kind: draft.kind, openedOn, ...saidOf(draft, read) };
}

export function assessmentFrom(draft: RiskDraft, read: Reader): RiskAssessmentInput {
  const effectiveOn = read.date(draft.day, 'effectiveOn');
  return { effectiveOn, ...saidOf(draft, read), state: draft.state, reason: draft.reason };
}

const PLACES: Readonly<Record<string, keyof RiskDraft>> = {
  projectId: 'project',
  openedOn: 'day',
  effectiveOn: 'day',
  dueOn: 'due',
};

/** The field of a fault of the server. */
export const riskPlace = (path: string): string => PLACES[path] ?? path;
