import type { CityNames } from '../city/city-names.ts';
import type { LineParts } from '../budget/figures.ts';
import type { PreCommitment } from '../budget/budget.ts';
import type { Side } from '../budget/sides.ts';
import type { Ledger } from '../budget/terms.ts';
import type { IsoDate } from '../calendar.ts';
import type { Fte } from '../fte.ts';
import type { IndicatorRow } from '../indicators/indicators.ts';
import type { MilestoneRow } from '../milestones/milestones.ts';
import type { Cents } from '../money.ts';
import type { ProjectRow } from '../projects/projects.ts';

/** One envelope (Rahmen): its ceiling and what the lines in its scope have used, in cents. */
export interface EnvelopeFact {
  name: string;
  scopeText: string;
  note: string;
  ceilingCents: Cents;
  F: Cents;
  S: Cents;
  O: Cents;
  I: Cents;
  /** Σ V of the lines in scope from the year of the as-of date on; what older years left has lapsed. */
  spendableCents: Cents;
  /** Expected total at the end of the scope's last year; null when nobody gave a forecast. */
  forecastCents: Cents | null;
}

/**
 * A project as its row shows it, with what the status report of the reporting date says and the papers behind
 * it. Where that report is missing, its texts and its forecast are null: an older one is no statement about now.
 */
export interface ProjectFact extends Pick<
  ProjectRow,
  | 'id'
  | 'number'
  | 'name'
  | 'field'
  | 'fieldName'
  | 'officeName'
  | 'state'
  | 'lights'
  | 'reportOverdue'
  | 'nextMilestone'
  | 'budgetCents'
  | 'forecastCents'
  | 'forecastEndOn'
> {
  sentence: string | null;
  divergenceReason: string | null;
  decisionNeeded: string | null;
  sinceLast: string | null;
  untilNext: string | null;
  /** `GRDrs 316/2021` */
  papers: string[];
}

/** The parts of all lines of one sub-budget in one year, ledger and gross part of it, in cents. */
export interface SubBudgetFact {
  year: number;
  ledger: Ledger;
  side: Side;
  code: string;
  name: string;
  parts: LineParts;
}

/** Postings up to the as-of date that belong to no line. */
export interface UnassignedFact {
  year: number;
  ledger: Ledger;
  postings: number;
  cents: Cents;
}

export interface PositionSplit {
  code: string;
  name: string;
  posts: number;
  authorised: Fte;
  filled: Fte;
}

export type MilestoneFact = Pick<
  MilestoneRow,
  | 'name'
  | 'project'
  | 'baselineOn'
  | 'baselines'
  | 'previousForecastOn'
  | 'forecastOn'
  | 'reachedOn'
  | 'slipDays'
  | 'overdueDays'
  | 'state'
>;

/** What a sentence compares with: the same counts at the date of the last issued report, else of the last quarter. */
export interface PreviousFact {
  on: IsoDate;
  redProjects: number;
  /** Projects that owed a report and gave none: then the count of red ones is no basis to compare with. */
  missingReports: number;
  filled: Fte;
}

/** Everything a council report is made of, read on one state of the data at one business date. */
export interface CouncilFacts {
  letterhead: CityNames;
  asOf: IsoDate;
  demo: boolean;
  postedUntil: IsoDate | null;
  importedOn: IsoDate | null;
  stage: { name: string; firstYear: number; lastYear: number } | null;
  envelopes: EnvelopeFact[];
  projects: ProjectFact[];
  budget: SubBudgetFact[];
  unassigned: UnassignedFact[];
  /** Open orders that bind later years, neither in O nor in V. */
  preCommitments: PreCommitment[];
  /** Open orders that belong to no line. */
  unassignedCommitmentCents: Cents;
  byOffice: PositionSplit[];
  byGrade: PositionSplit[];
  milestones: MilestoneFact[];
  /** Those that go on at the as-of date, by their codes. */
  indicators: IndicatorRow[];
  previous: PreviousFact | null;
  /** The printed rules of the computed lights, with their thresholds. */
  lightRules: string[];
}
