import { addDays, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { isReportingDate } from '../projects/reporting-date.ts';
import { FARTHEST_FORECAST_DAYS } from '../projects/status-rules.ts';
import type { AddedMilestones, BaselinePayload, NewMilestoneForecast } from './milestone-plan.ts';
import type { Cents } from '../money.ts';

/** A milestone as it stands, as far as the rules of its plan look at it. */
export interface StandingMilestone {
  id: number;
  name: string;
  baselineOn: IsoDate;
  weightCents: Cents;
  reachedOn: IsoDate | null;
  forecasts: readonly { reportingDate: IsoDate; forecastOn: IsoDate }[];
}

/** The project as far as a plan must fit it. */
export interface PlannedProject {
  startsOn: IsoDate;
  cancelled: boolean;
}

const folded = (name: string): string => name.trim().toLocaleLowerCase('de');

/** Why nothing of a plan may take effect on this day: in the future, before the project, or after it was given up. */
export function planDayFault(project: PlannedProject, on: IsoDate, today: IsoDate): string | null {
  if (on > today) return `Der ${formatDate(on)} liegt in der Zukunft; heute ist der ${formatDate(today)}.`;
  if (project.cancelled) return 'Das Projekt ist abgebrochen; an seinem Plan wird nichts mehr geändert.';
  return null;
}

function baselineDayFault(project: PlannedProject, baselineOn: IsoDate): string | null {
  if (baselineOn < project.startsOn)
    return `Das Projekt beginnt am ${formatDate(project.startsOn)}; früher liegt kein Basistermin.`;
  return baselineOn > addDays(project.startsOn, 2 * FARTHEST_FORECAST_DAYS)
    ? 'Der Basistermin liegt mehr als zwanzig Jahre nach dem Beginn des Projekts.'
    : null;
}

/** Why milestones cannot be added so, every fault at its row. */
export function addedFaults(
  project: PlannedProject,
  standing: readonly Pick<StandingMilestone, 'name'>[],
  { milestones }: AddedMilestones,
): FieldError[] {
  const names = standing.map(({ name }) => folded(name));
  return milestones.flatMap(({ name, baselineOn }, index) => {
    const at = `milestones.${index}`;
    const first = milestones.findIndex((other) => folded(other.name) === folded(name));
    const day = baselineDayFault(project, baselineOn);
    return [
      ...(names.includes(folded(name))
        ? [{ path: `${at}.name`, message: `„${name}“ gibt es in diesem Projekt schon.` }]
        : []),
      ...(first < index ? [{ path: `${at}.name`, message: `„${name}“ steht zweimal da.` }] : []),
      ...(day === null ? [] : [{ path: `${at}.baselineOn`, message: day }]),
    ];
  });
}

/** Why a milestone cannot bear this name. */
export function nameFaults(
  standing: readonly Pick<StandingMilestone, 'id' | 'name'>[],
  id: number,
  name: string,
): FieldError[] {
  const own = standing.find((one) => one.id === id);
  if (own?.name === name) return [{ path: 'name', message: 'Der Meilenstein heißt schon so.' }];
  const taken = standing.some((one) => one.id !== id && folded(one.name) === folded(name));
  return taken ? [{ path: 'name', message: `„${name}“ gibt es in diesem Projekt schon.` }] : [];
}

/**
 * Why a milestone cannot end on a day. What was reached stays; what was forecast for a later reporting date was said
 * of a milestone that was still there.
 */
export function endFaults(
  milestone: Pick<StandingMilestone, 'reachedOn'> & {
    lastForecastFor: IsoDate | null;
    endsOn: IsoDate | null;
  },
  endsOn: IsoDate | null,
  today: IsoDate,
): FieldError[] {
  const fault = (message: string): FieldError[] => [{ path: 'endsOn', message }];
  if (endsOn === null) return milestone.endsOn === null ? fault('Der Meilenstein ist nicht gestrichen.') : [];
  if (milestone.endsOn !== null)
    return fault(`Der Meilenstein ist schon zum ${formatDate(milestone.endsOn)} gestrichen.`);
  if (milestone.reachedOn !== null)
    return fault('Was erreicht ist, wird nicht gestrichen. Nehmen Sie zuerst die Meldung zurück.');
  if (endsOn > today) return fault(`Der ${formatDate(endsOn)} liegt in der Zukunft.`);
  const { lastForecastFor } = milestone;
  return lastForecastFor !== null && endsOn <= lastForecastFor
    ? fault(`Zum ${formatDate(lastForecastFor)} gibt es noch eine Prognose; streichen Sie ihn danach.`)
    : [];
}

/** Why a forecast cannot be given, every fault at once. */
export function forecastFaults(
  milestone: Pick<StandingMilestone, 'reachedOn' | 'forecasts'>,
  { reportingDate, forecastOn }: NewMilestoneForecast,
  today: IsoDate,
): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (path: 'reportingDate' | 'forecastOn', message: string): number =>
    faults.push({ path, message });
  if (!isReportingDate(reportingDate))
    fault('reportingDate', 'Berichtstag ist das Ende eines Quartals: 31.03., 30.06., 30.09. oder 31.12.');
  if (reportingDate > today) fault('reportingDate', 'Der Berichtstag liegt in der Zukunft.');
  if (milestone.reachedOn !== null)
    fault('forecastOn', `Der Meilenstein ist seit ${formatDate(milestone.reachedOn)} erreicht.`);
  else if (forecastOn < reportingDate)
    fault(
      'forecastOn',
      `Die Prognose liegt vor dem Berichtstag ${formatDate(reportingDate)}. Ist der Meilenstein erreicht, melden Sie ihn als erreicht.`,
    );
  else if (forecastOn > addDays(reportingDate, FARTHEST_FORECAST_DAYS))
    fault('forecastOn', 'Die Prognose liegt mehr als zehn Jahre nach dem Berichtstag.');
  const given = milestone.forecasts.find((one) => one.reportingDate === reportingDate);
  if (given?.forecastOn === forecastOn)
    fault('forecastOn', `Zum ${formatDate(reportingDate)} lautet die Prognose schon so.`);
  return faults;
}

/** Why a new baseline cannot be asked for, every fault at its milestone. `standing` = at the day it takes effect. */
export function baselineFaults(
  project: PlannedProject,
  standing: readonly (StandingMilestone & { inForceOn: IsoDate })[],
  { changes, inForceOn }: BaselinePayload,
): FieldError[] {
  return changes.flatMap(({ milestoneId, baselineOn, weightCents }, index) => {
    const at = (field: string, message: string): FieldError[] => [
      { path: `payload.changes.${index}.${field}`, message },
    ];
    const one = standing.find(({ id }) => id === milestoneId);
    if (!one)
      return at('milestoneId', `Diesen Meilenstein hat das Projekt am ${formatDate(inForceOn)} nicht.`);
    if (changes.findIndex((other) => other.milestoneId === milestoneId) < index)
      return at('milestoneId', `„${one.name}“ steht zweimal da.`);
    if (one.reachedOn !== null)
      return at('baselineOn', `„${one.name}“ ist erreicht; nachträglich gibt es keine neue Basis.`);
    if (inForceOn < one.inForceOn)
      return at(
        'baselineOn',
        `„${one.name}“ hat seit ${formatDate(one.inForceOn)} eine neuere Basis; die neue gilt frühestens ab dann.`,
      );
    const day = baselineDayFault(project, baselineOn);
    if (day !== null) return at('baselineOn', day);
    return one.baselineOn === baselineOn && one.weightCents === weightCents
      ? at('baselineOn', `Für „${one.name}“ ändert sich nichts.`)
      : [];
  });
}
