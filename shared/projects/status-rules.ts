import { addDays, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { formatEuro } from '../money.ts';
import { computedLights, divergingDimensions } from './computed-lights.ts';
import type { ComputedLights, LightFacts } from './computed-lights.ts';
import type { StatusUpdate } from './project-updates.ts';
import type { ProjectDetail } from './project-detail.ts';
import { isReportingDate } from './reporting-date.ts';
import { DIMENSION_WORDS } from './terms.ts';

/** A forecast further away than this is a slip of the keyboard (own definition). */
export const FARTHEST_FORECAST_DAYS = 3653;

type Described = Pick<
  ProjectDetail,
  'project' | 'milestones' | 'risks' | 'thresholds' | 'startsOn' | 'earnedValue'
>;

/** The facts the lights are computed from, out of a project's detail at the date `asOf`. */
export function lightFactsOf(detail: Described, asOf: IsoDate): LightFacts {
  return {
    asOf,
    cancelled: detail.project.state === 'cancelled',
    reportOverdue: detail.project.reportOverdue,
    milestones: detail.milestones,
    revisedCents: detail.project.budgetCents,
    actualCents: detail.project.actualCents,
    commitmentCents: detail.project.commitmentCents,
    forecastCents: detail.project.forecastCents,
    risks: detail.risks.flatMap(({ kind, state, title, probability, impact }) =>
      kind === 'risk' && state === 'open' && probability !== null && impact !== null
        ? [{ title, probability, impact }]
        : [],
    ),
  };
}

/** The lights as they will be computed once the update is in: with its forecasts and without the overdue report. */
export function lightsAfter(
  detail: Described,
  update: Pick<StatusUpdate, 'reportingDate' | 'forecastCents' | 'milestoneForecasts'>,
): ComputedLights {
  const facts = lightFactsOf(detail, update.reportingDate);
  const forecasts = new Map(update.milestoneForecasts.map((row) => [row.milestoneId, row.forecastOn]));
  return computedLights(
    {
      ...facts,
      reportOverdue: false,
      forecastCents: update.forecastCents ?? facts.forecastCents,
      milestones: detail.milestones.map((milestone) => ({
        ...milestone,
        forecastOn: forecasts.get(milestone.id) ?? milestone.forecastOn,
      })),
    },
    detail.thresholds,
  );
}

function dateFaults(update: StatusUpdate, today: IsoDate): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (message: string): number => faults.push({ path: 'reportingDate', message });
  if (!isReportingDate(update.reportingDate)) {
    fault('Berichtstag ist das Ende eines Quartals: 31.03., 30.06., 30.09. oder 31.12.');
  }
  if (update.reportingDate > today) fault('Der Berichtstag liegt in der Zukunft.');
  return faults;
}

function forecastFault(detail: Described, update: StatusUpdate, index: number): string | null {
  const row = update.milestoneForecasts[index];
  if (!row) return null;
  const milestone = detail.milestones.find((candidate) => candidate.id === row.milestoneId);
  if (!milestone) return 'Dieser Meilenstein gehört nicht zu dem Projekt.';
  if (milestone.reachedOn !== null) {
    return `„${milestone.name}“ ist seit ${formatDate(milestone.reachedOn)} erreicht und braucht keine Prognose.`;
  }
  const first = update.milestoneForecasts.findIndex((other) => other.milestoneId === row.milestoneId);
  if (first < index) return `„${milestone.name}“ steht zweimal in der Meldung.`;
  if (row.forecastOn < update.reportingDate) {
    return `Die Prognose für „${milestone.name}“ liegt vor dem Berichtstag ${formatDate(update.reportingDate)}. Ist er erreicht, melden Sie ihn als erreicht.`;
  }
  if (row.forecastOn > addDays(update.reportingDate, FARTHEST_FORECAST_DAYS)) {
    return `Die Prognose für „${milestone.name}“ liegt mehr als zehn Jahre nach dem Berichtstag.`;
  }
  return null;
}

function costFaults(detail: Described, update: StatusUpdate): FieldError[] {
  if (update.forecastCents === null || update.forecastCents >= detail.project.actualCents) return [];
  const actual = formatEuro(detail.project.actualCents);
  const message = `Die Kostenprognose liegt unter dem, was schon gebucht ist (${actual} €).`;
  return [{ path: 'forecastCents', message }];
}

/** Whether the declared lights need a sentence, and for which questions (domain.md section 5). */
export function divergenceFaults(detail: Described, update: StatusUpdate): FieldError[] {
  if ((update.divergenceReason ?? '') !== '') return [];
  const diverging = divergingDimensions(update.lights, lightsAfter(detail, update));
  if (diverging.length === 0) return [];
  const words = diverging.map((dimension) => DIMENSION_WORDS[dimension]).join(', ');
  return [
    {
      path: 'divergenceReason',
      message: `Gemeldet und berechnet unterscheiden sich (${words}). Dafür wird ein Satz zur Begründung gebraucht.`,
    },
  ];
}

/**
 * Everything that speaks against a status report, all at once; paths are the form's fields.
 * `detail` is the project at the update's reporting date, `today` the business date of the request.
 */
export function statusFaults(detail: Described, update: StatusUpdate, today: IsoDate): FieldError[] {
  const faults = dateFaults(update, today);
  if (detail.project.state === 'cancelled') {
    faults.push({
      path: 'reportingDate',
      message: 'Das Projekt ist abgebrochen; es wird nicht mehr berichtet.',
    });
  }
  update.milestoneForecasts.forEach((_, index) => {
    const message = forecastFault(detail, update, index);
    if (message) faults.push({ path: `milestoneForecasts.${index}.forecastOn`, message });
  });
  return [...faults, ...costFaults(detail, update), ...divergenceFaults(detail, update)];
}
