import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type { DeclaredLight, Trend } from '#shared/light.ts';
import { formatEuro } from '#shared/money.ts';
import type { ProjectDetail, StatusReportView } from '#shared/projects/project-detail.ts';
import type { StatusUpdate } from '#shared/projects/project-updates.ts';
import { DIMENSIONS, DIMENSION_WORDS } from '#shared/projects/terms.ts';
import type { Dimension } from '#shared/projects/terms.ts';
import type { Reader } from '../core/reader.ts';

/** A status report as it is typed: dates and money as text, milestones by id. */
export interface StatusDraft {
  lights: Record<Dimension, DeclaredLight>;
  trends: Record<Dimension, Trend>;
  sentence: string;
  divergenceReason: string;
  sinceLast: string;
  untilNext: string;
  decisionNeeded: string;
  forecast: string;
  milestones: Record<number, string>;
}

/** The milestones a report gives forecasts for: those not reached, the next one first. */
export function openMilestones(detail: ProjectDetail): ProjectDetail['milestones'] {
  const on = (m: ProjectDetail['milestones'][number]): IsoDate => m.forecastOn ?? m.baselineOn;
  return detail.milestones
    .filter((milestone) => milestone.reachedOn === null)
    .toSorted((a, b) => (on(a) < on(b) ? -1 : 1));
}

/** A forecast that has passed is no forecast any more: the field is empty and asks for a new one. */
function milestoneTexts(detail: ProjectDetail, reportingDate: IsoDate): Record<number, string> {
  return Object.fromEntries(
    openMilestones(detail).map(({ id, forecastOn }) => [
      id,
      forecastOn !== null && forecastOn >= reportingDate ? formatDate(forecastOn) : '',
    ]),
  );
}

function startingLight(light: string): DeclaredLight {
  return light === 'yellow' || light === 'red' ? light : 'green';
}

const FLAT: Record<Dimension, Trend> = { overall: 'flat', time: 'flat', cost: 'flat', scope: 'flat' };

/**
 * The form filled from the last report. What was announced for this period becomes what happened in it, to be
 * corrected; a report for the same reporting date is taken over whole. Without any report the computed lights stand.
 */
export function draftFrom(detail: ProjectDetail, reportingDate: IsoDate): StatusDraft {
  const last = detail.reports[0];
  const same = last?.reportingDate === reportingDate;
  const { lights } = detail.project;
  return {
    lights: last
      ? { ...last.lights }
      : {
          overall: startingLight(lights.overall.computed),
          time: startingLight(lights.time.computed),
          cost: startingLight(lights.cost.computed),
          scope: startingLight(lights.scope.computed),
        },
    trends: { ...(last?.trends ?? FLAT) },
    sentence: last?.sentence ?? '',
    divergenceReason: last?.divergenceReason ?? '',
    sinceLast: (same ? last.sinceLast : last?.untilNext) ?? '',
    untilNext: same ? last.untilNext : '',
    decisionNeeded: last?.decisionNeeded ?? '',
    forecast: last?.forecastCents === null || !last ? '' : formatEuro(last.forecastCents),
    milestones: milestoneTexts(detail, reportingDate),
  };
}

/** The milestones for which something is typed, in the order in which they are sent. */
function typedMilestones(draft: StatusDraft): [string, string][] {
  return Object.entries(draft.milestones).filter(([, text]) => text.trim() !== '');
}

/** The draft as the server takes it; what cannot be read is noted at the server's path. */
export function updateFrom(draft: StatusDraft, reportingDate: IsoDate, read: Reader): StatusUpdate {
  const optional = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const { lights, trends, sentence, sinceLast, untilNext, forecast } = draft;
  return {
    reportingDate,
    lights,
    trends,
    sentence: sentence.trim(),
    divergenceReason: optional(draft.divergenceReason),
    sinceLast: sinceLast.trim(),
    untilNext: untilNext.trim(),
    decisionNeeded: optional(draft.decisionNeeded),
    forecastCents:
      forecast.trim() === ''
        ? null
        : read.euro(forecast, 'forecastCents', 'Betrag bitte wie 631.500,00 schreiben.'),
    milestoneForecasts: typedMilestones(draft).map(([id, text], index) => ({
      milestoneId: Number(id),
      forecastOn: read.date(
        text,
        `milestoneForecasts.${index}.forecastOn`,
        'Datum bitte wie 23.08.2021 schreiben.',
      ),
    })),
  };
}

/** The server's path of a fault as the form names its field: `milestoneForecasts.0.forecastOn` → `milestone-7`. */
export function fieldOf(path: string, draft: StatusDraft): string {
  const index = /^milestoneForecasts\.(\d+)\./u.exec(path)?.[1];
  const milestone = index === undefined ? undefined : typedMilestones(draft)[Number(index)];
  return milestone ? `milestone-${milestone[0]}` : path;
}

/** What differs from the last report, in words: `Termin, Gesamt, Meilenstein`. */
export function changedWords(draft: StatusDraft, detail: ProjectDetail, reportingDate: IsoDate): string[] {
  const last = detail.reports[0];
  if (!last) return [];
  const lights = DIMENSIONS.filter(
    (d) => draft.lights[d] !== last.lights[d] || draft.trends[d] !== last.trends[d],
  ).map((dimension) => DIMENSION_WORDS[dimension]);
  const before = milestoneTexts(detail, reportingDate);
  const moved = Object.entries(draft.milestones).some(([id, text]) => text !== before[Number(id)]);
  const cost = draft.forecast !== (last.forecastCents === null ? '' : formatEuro(last.forecastCents));
  const sentence = draft.sentence !== last.sentence;
  return [
    ...lights,
    ...(moved ? ['Meilenstein'] : []),
    ...(cost ? ['Kostenprognose'] : []),
    ...(sentence ? ['Satz zum Stand'] : []),
  ];
}

/** Mine and theirs of one field, for the person to decide. */
export interface ConflictRow {
  label: string;
  mine: string;
  theirs: string;
}

/** Where the draft differs from the report another person has saved meanwhile. */
export function conflictRows(draft: StatusDraft, theirs: StatusReportView | undefined): ConflictRow[] {
  if (!theirs) return [];
  const lights = DIMENSIONS.map((dimension) => ({
    label: DIMENSION_WORDS[dimension],
    mine: LIGHT_WORDS[draft.lights[dimension]],
    theirs: LIGHT_WORDS[theirs.lights[dimension]],
  }));
  const texts = [
    { label: 'Satz zum Stand', mine: draft.sentence, theirs: theirs.sentence },
    { label: 'Begründung', mine: draft.divergenceReason, theirs: theirs.divergenceReason ?? '' },
    {
      label: 'Prognose Kosten',
      mine: draft.forecast,
      theirs: theirs.forecastCents === null ? '' : formatEuro(theirs.forecastCents),
    },
    { label: 'Seit dem letzten Bericht', mine: draft.sinceLast, theirs: theirs.sinceLast },
    { label: 'Bis zum nächsten Bericht', mine: draft.untilNext, theirs: theirs.untilNext },
    { label: 'Entscheidung nötig', mine: draft.decisionNeeded, theirs: theirs.decisionNeeded ?? '' },
  ];
  return [...lights, ...texts].filter((row) => row.mine.trim() !== row.theirs.trim());
}
