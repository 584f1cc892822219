import type { IsoDate } from '#shared/calendar.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { DEFAULT_THRESHOLDS } from '#shared/projects/light-thresholds.ts';
import { Thresholds } from '#shared/projects/projects.ts';
import type { ProjectList, ProjectRow } from '#shared/projects/projects.ts';
import { DUE_DATES } from '../clocks/due-dates.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { keptPart, marksOf } from '../db/kept.ts';
import type { Marks } from '../db/kept.ts';
import { masterNames, placeNames } from '../dated-names/master-facts.sql.ts';
import type { MasterNames } from '../dated-names/master-facts.sql.ts';
import { NAMES } from '../ledger/kept-names.sql.ts';
import type { KeptNames } from '../ledger/kept-names.sql.ts';
import { placesAt } from '../dated-names/project-places.sql.ts';
import type { ChangedPlace, ProjectPlace } from '../dated-names/project-places.sql.ts';
import type { MilestoneFact } from './milestone-facts.sql.ts';
import { MILESTONES, milestonesAt } from './kept-milestones.sql.ts';
import type { KeptMilestones } from './kept-milestones.sql.ts';
import { GONE_PROJECTS, PLACES, PROJECTS, REPORTS, RISKS, STATES, openRisksAt } from './kept-projects.sql.ts';
import type { KeptProjects, KeptReports, KeptStates } from './kept-projects.sql.ts';
import { moneyOf, projectRow } from './project-row.ts';
import type { ProjectParts } from './project-row.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import type { StoredProject } from './project-rows.sql.ts';
import { budgetYears, lightThresholds, listProjects, projectFacts, yearsOf } from './projects.sql.ts';

/** A project of the portfolio as a list shows it, with the milestones and the report its row was made of. */
export interface PortfolioProject {
  row: ProjectRow;
  milestones: readonly MilestoneFact[];
  /** Of the newest status report up to the date, even when the one now due is missing. */
  reportId: number | null;
}

interface Kept {
  marks: Marks;
  projects: KeptProjects;
  states: KeptStates;
  reports: KeptReports;
  milestones: KeptMilestones;
  names: KeptNames;
  places: readonly ChangedPlace[];
  risks: ReadonlyMap<number, Parameters<typeof openRisksAt>[0]>;
  gone: ReadonlySet<number>;
  due: ReadonlyMap<IsoDate, IsoDate>;
  /** What offices and fields are called on the date. */
  master: MasterNames;
}

async function keptPortfolio(read: Queries, asOf: IsoDate): Promise<Kept | undefined> {
  const marks = await marksOf(read);
  const projects = await keptPart(read, PROJECTS);
  const states = await keptPart(read, STATES);
  const reports = await keptPart(read, REPORTS);
  const milestones = await keptPart(read, MILESTONES);
  const names = await keptPart(read, NAMES);
  const places = await keptPart(read, PLACES);
  const risks = await keptPart(read, RISKS);
  const gone = await keptPart(read, GONE_PROJECTS);
  const due = await keptPart(read, DUE_DATES);
  if (!marks || !projects || !states || !reports || !milestones || !names || !places || !risks || !gone)
    return undefined;
  if (!due) return undefined;
  const master = await masterNames(read, { asOf });
  return { marks, projects, states, reports, milestones, names, places, risks, gone, due, master };
}

/** What was changed of names and flags, as it was on a day. */
function factsAt({ names, marks }: Kept, asOf: IsoDate): Map<number, { name?: string; flagship?: boolean }> {
  const facts = new Map<number, { name?: string; flagship?: boolean }>();
  for (const { id, field, value, on, seq } of names.facts) {
    if (on > asOf || seq > marks.history) continue;
    facts.set(id, {
      ...facts.get(id),
      ...(field === 'name' ? { name: value } : { flagship: value === '1' }),
    });
  }
  return facts;
}

/** A project's row and what it was made of; as long as that is the same, so is the row. */
interface Made {
  from: readonly unknown[];
  project: PortfolioProject;
}

const MOST_DATES = 3;
const made = new WeakMap<KeptMilestones['byId'], Map<IsoDate, Map<number, Made>>>();

/** The rows made for a date so far, by project; of the dates asked for last. */
function madeFor({ milestones }: Kept, asOf: IsoDate): Map<number, Made> {
  const dates = made.get(milestones.byId) ?? new Map<IsoDate, Map<number, Made>>();
  made.set(milestones.byId, dates);
  const rows = dates.get(asOf) ?? new Map<number, Made>();
  dates.delete(asOf);
  dates.set(asOf, rows);
  for (const oldest of dates.keys()) {
    if (dates.size <= MOST_DATES) break;
    dates.delete(oldest);
  }
  return rows;
}

const thresholdsOf = ({ meta }: Marks) =>
  meta === '' ? DEFAULT_THRESHOLDS : Thresholds.parse(JSON.parse(String(meta)));

function standingOn({ states, marks }: Kept, id: number, on: IsoDate) {
  const own = states.byProject.get(id) ?? [];
  return own.findLast((one) => one.on <= on && one.seq <= marks.history);
}

const stateOn = (kept: Kept, id: number, on: IsoDate) => standingOn(kept, id, on)?.state ?? null;

/** Where every project that ever moved belonged on a day. */
const placesOn = ({ places, marks }: Kept, asOf: IsoDate): ReadonlyMap<number, ProjectPlace> =>
  placesAt(places, { asOf, known: marks.history });

/** The projects that are part of the portfolio at the date, by number. */
function standing(kept: Kept, asOf: IsoDate): StoredProject[] {
  return kept.projects.inOrder.filter(({ id }) => !kept.gone.has(id) && stateOn(kept, id, asOf) !== null);
}

function rowsOf(
  kept: Kept,
  asOf: IsoDate,
  wanted: readonly StoredProject[],
  lines: readonly LineWithFigures[],
): PortfolioProject[] {
  const { marks, reports, milestones, risks } = kept;
  const known = marks.history;
  const thresholds =
    marks.meta === '' ? DEFAULT_THRESHOLDS : Thresholds.parse(JSON.parse(String(marks.meta)));
  const facts = factsAt(kept, asOf);
  const places = placesOn(kept, asOf);
  const ofProject = Map.groupBy(lines, (line) => line.projectId);
  const rows = madeFor(kept, asOf);
  const reportingDate = reportingDateFor(asOf);
  const dueOn = kept.due.get(reportingDate) ?? null;
  return wanted.flatMap((stored) => {
    const { id } = stored;
    const standing = standingOn(kept, id, asOf);
    if (standing === undefined) return [];
    const { state, into } = standing;
    const mergedInto = into === null ? null : (kept.projects.byId.get(into)?.number ?? null);
    const place = places.get(id);
    const placed = place ? { ...stored, ...place } : stored;
    const { name = stored.name, flagship = stored.flagship === 1 } = facts.get(id) ?? {};
    const called = placeNames(placed, kept.master);
    const report =
      reports.byProject.get(id)?.findLast((one) => one.reporting_date <= asOf && one.seq <= known) ?? null;
    const stateAtReport = stateOn(kept, id, reportingDate);
    const own = ofProject.get(id) ?? [];
    const openRisks = openRisksAt(risks.get(id) ?? [], { asOf, known });
    const ownMilestones = milestonesAt(milestones, id, { asOf, known });
    // What is kept may be ahead of this snapshot: the row is as it was made from what counts here.
    const riskKey = openRisks.map((risk) => `${risk.probability} ${risk.impact} ${risk.title}`).join('\n');
    const from = [
      ...[stored, state, stateAtReport, name, flagship, report, riskKey, marks.meta, dueOn],
      ...[called.officeName, called.fieldName],
      ...[ownMilestones, mergedInto, ...Object.values(moneyOf({ project: placed, lines: own }))],
      ...(place ? Object.values<unknown>({ ...place }) : []),
    ];
    const before = rows.get(id);
    if (before?.from.length === from.length && before.from.every((one, at) => one === from[at]))
      return [before.project];
    const parts: ProjectParts = {
      asOf,
      project: { ...placed, ...called, state, stateAtReport, mergedInto, name, flagship: flagship ? 1 : 0 },
      report,
      milestones: ownMilestones,
      risks: openRisks,
      lines: own,
      dueOn,
    };
    const project = {
      row: projectRow(parts, thresholds),
      milestones: ownMilestones,
      reportId: report?.id ?? null,
    };
    rows.set(id, { from, project });
    return [project];
  });
}

/**
 * The portfolio at a business date, by number, from what this process keeps, or read where it keeps nothing; see
 * `projectFacts`. `lines` are all lines at the date, where the caller has them.
 */
export async function portfolio(
  read: Queries,
  asOf: IsoDate,
  lines?: readonly LineWithFigures[],
): Promise<readonly PortfolioProject[]> {
  const kept = await keptPortfolio(read, asOf);
  if (kept) return rowsOf(kept, asOf, standing(kept, asOf), lines ?? (await lineFigures(read, { asOf })));
  const facts = await projectFacts(read, { asOf }, lines ? { lines } : {});
  return facts.map(({ row, milestones, report }) => ({ row, milestones, reportId: report?.id ?? null }));
}

/** The first projects by number, all of them without `first`, with what is said above them; of `own` rows only those. */
export async function projectList(
  read: Queries,
  asOf: IsoDate,
  { first, own = null }: { first?: number | undefined; own?: OwnRows | null },
): Promise<ProjectList> {
  const kept = await keptPortfolio(read, asOf);
  const head = { asOf, reportingDate: reportingDateFor(asOf) };
  if (!kept) {
    const projects = (await listProjects(read, asOf)).filter(({ id }) => !own || own.projects.has(id));
    return {
      ...head,
      years: await budgetYears(read, asOf),
      thresholds: await lightThresholds(read),
      total: projects.length,
      projects: projects.slice(0, first),
    };
  }
  const everyone = standing(kept, asOf);
  const all = everyone.filter(({ id }) => !own || own.projects.has(id));
  const wanted = first === undefined ? all : all.slice(0, first);
  const places = placesOn(kept, asOf);
  const stages = new Set(
    everyone.map((project) => {
      const { firstYear, lastYear } = { ...project, ...places.get(project.id) };
      return `${firstYear}-${lastYear}`;
    }),
  );
  return {
    ...head,
    years: yearsOf([...stages].map((stage) => stage.split('-').map(Number))),
    thresholds: thresholdsOf(kept.marks),
    total: all.length,
    projects: rowsOf(kept, asOf, wanted, await lineFigures(read, { asOf })).map(({ row }) => row),
  };
}
