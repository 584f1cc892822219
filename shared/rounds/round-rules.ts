import { daysBetween, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { isReportingDate, nextReportingDate } from '../projects/reporting-date.ts';
import { addDays } from '../calendar.ts';
import { REPORT_STATE_WORDS } from './terms.ts';
import type { Decision, ReportState, RoundState } from './terms.ts';

/** For how long after its reporting date a round may be due at most, in days (own definition). */
export const LONGEST_TERM_DAYS = 366;
/** What is proposed as time to report, in days (own definition). */
export const PROPOSED_TERM_DAYS = 15;

/**
 * Where a project's report stands: by its newest report for the reporting date and what was decided about that one.
 * A report that is sent again after a decision waits for another one.
 */
export function reportStateOf(report: { decision: Decision | null } | null): ReportState {
  return report === null ? 'open' : (report.decision ?? 'submitted');
}

/**
 * Whether what was due is past its day: the due day itself is still in time. `dueOn` null: no round is kept for the
 * reporting date, and the report is due on that date itself.
 */
export function isPastDue(dueOn: IsoDate | null, asOf: IsoDate): boolean {
  return dueOn === null || asOf > dueOn;
}

/** A report is overdue when none was sent and its day has passed; one that was given back was in time. */
export function isOverdue(state: ReportState, dueOn: IsoDate, asOf: IsoDate): boolean {
  return state === 'open' && isPastDue(dueOn, asOf);
}

/** How many reports of a round stand where; the states add up to all of them, overdue ones are among the open. */
export interface RoundCounts {
  total: number;
  open: number;
  submitted: number;
  returned: number;
  accepted: number;
  overdue: number;
}

/** Counts what is shown of a round. */
export function countReports(reports: readonly { state: ReportState; overdue: boolean }[]): RoundCounts {
  const of = (state: ReportState): number => reports.filter((report) => report.state === state).length;
  return {
    total: reports.length,
    open: of('open'),
    submitted: of('submitted'),
    returned: of('returned'),
    accepted: of('accepted'),
    overdue: reports.filter((report) => report.overdue).length,
  };
}

/** Why a due date does not fit its reporting date; null when it does. */
export function dueFault(reportingDate: IsoDate, dueOn: IsoDate): string | null {
  if (dueOn < reportingDate)
    return `Die Frist liegt vor dem Berichtsstichtag ${formatDate(reportingDate)}; so früh kann niemand berichten.`;
  return daysBetween(reportingDate, dueOn) > LONGEST_TERM_DAYS
    ? 'Die Frist liegt mehr als ein Jahr nach dem Berichtsstichtag.'
    : null;
}

/** Every reason against a new round. `taken` = reporting dates that have one: of a date there is one round. */
export function newRoundFaults(
  { reportingDate, dueOn }: { reportingDate: IsoDate; dueOn: IsoDate },
  taken: readonly IsoDate[],
): FieldError[] {
  const faults: FieldError[] = [];
  if (!isReportingDate(reportingDate))
    faults.push({
      path: 'reportingDate',
      message: 'Berichtsstichtag ist das Ende eines Quartals: 31.03., 30.06., 30.09. oder 31.12.',
    });
  if (taken.includes(reportingDate))
    faults.push({
      path: 'reportingDate',
      message: `Zum ${formatDate(reportingDate)} gibt es schon eine Berichtsrunde.`,
    });
  const due = dueFault(reportingDate, dueOn);
  if (due !== null) faults.push({ path: 'dueOn', message: due });
  return faults;
}

/** Why a round cannot be closed; null when it can. Reports that are missing keep nobody from it. */
export function closeFault(
  { state, reportingDate }: { state: RoundState; reportingDate: IsoDate },
  today: IsoDate,
): string | null {
  if (state === 'closed') return 'Die Runde ist schon geschlossen.';
  return today < reportingDate
    ? `Der Berichtsstichtag ${formatDate(reportingDate)} ist noch nicht erreicht.`
    : null;
}

/** A report that was chosen to be decided about, as it stands when the decision is written. */
export interface ChosenReport {
  reportId: number;
  number: string;
  /** The newest report of its project for the date. */
  newestId: number;
  state: ReportState;
}

/**
 * Why reports cannot be decided about so, every fault at once. Nobody decides about a report they have not seen: one
 * that was sent again meanwhile is refused. A decision may be changed as long as the round is open.
 */
export function decisionFaults(
  chosen: readonly (ChosenReport | undefined)[],
  decision: Decision,
): FieldError[] {
  return chosen.flatMap((report, index) => {
    const at = (message: string): FieldError[] => [{ path: `reportIds.${index}`, message }];
    if (!report) return at('Diesen Bericht gibt es in der Runde nicht.');
    if (report.reportId !== report.newestId)
      return at(`${report.number} hat inzwischen neu berichtet; bitte erst den neuen Bericht ansehen.`);
    return report.state === decision
      ? at(`${report.number} ist schon ${REPORT_STATE_WORDS[report.state]}.`)
      : [];
  });
}

/** The round to open next: for the newest reporting date up to `asOf` without one, else for the one after the last. */
export function proposedRound(
  asOfReportingDate: IsoDate,
  taken: readonly IsoDate[],
): { reportingDate: IsoDate; dueOn: IsoDate } {
  let reportingDate = asOfReportingDate;
  while (taken.includes(reportingDate)) reportingDate = nextReportingDate(reportingDate);
  return { reportingDate, dueOn: addDays(reportingDate, PROPOSED_TERM_DAYS) };
}
