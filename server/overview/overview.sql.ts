import { setImmediate as nextTurn } from 'node:timers/promises';
import { addDays, fiscalYearOf, previousQuarterEnd } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sumFte } from '#shared/fte.ts';
import { toCents } from '#shared/money.ts';
import { shiftDays } from '#shared/milestones/milestone-rules.ts';
import { countLights } from '#shared/overview/field-light.ts';
import type { MilestoneBrief, Overview } from '#shared/overview/overview.ts';
import { plannedUpTo, spendCurve } from '#shared/overview/spend-curve.ts';
import { positionCurve } from '#shared/positions/curve.ts';
import { positionAt } from '#shared/positions/standing.ts';
import { POSITION_STATE_WORDS, POSITION_STATES } from '#shared/positions/terms.ts';
import { actualsByMonth } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { masterNames } from '../dated-names/master-facts.sql.ts';
import { keptPart } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import { gradeRates } from '../positions/positions.sql.ts';
import type { PortfolioProject } from '../projects/portfolio.ts';
import { reportSentences } from '../projects/status-reports.sql.ts';
import { lastIssuedBefore } from '../reports/issued.sql.ts';
import { changeEvents, excessPapers } from './changes.sql.ts';
import {
  envelopeSpan,
  envelopeViews,
  FORECAST_BASIS,
  forecastAtEnd,
  outsideLines,
  plannedAmounts,
} from './envelope-views.ts';
import { comparison } from './comparison.ts';
import { indicatorsOf } from './indicators.ts';
import { lightsByField } from './lights-by-field.ts';
import { standingSums, stateAt } from './state.ts';
import type { StandingMilestone, State } from './state.ts';

const MOST_MILESTONES = 6;
const MOST_DEVIATIONS = 8;
const DUE_DAYS = 30;
const NOTHING = toCents(0);

async function spendOf(read: Queries, state: State, knownSeq?: number): Promise<Overview['spend']> {
  const { asOf, envelopes, projects } = state;
  const [use] = envelopes;
  if (!use) {
    const zero = {
      planAtAsOfCents: NOTHING,
      actualAtAsOfCents: NOTHING,
      planAtEndCents: NOTHING,
      forecastAtEndCents: NOTHING,
    };
    return {
      ceilingCents: NOTHING,
      points: [],
      ...zero,
      endOn: asOf,
      deviationCents: NOTHING,
      basis: FORECAST_BASIS,
    };
  }
  const planned = plannedAmounts(use.scope, projects);
  const span = envelopeSpan(use.scope);
  const forecastAtEndCents = forecastAtEnd(use, state);
  const actualByMonth = await actualsByMonth(read, use.lineIds, asOf, knownSeq);
  const planAtAsOfCents = plannedUpTo(planned, asOf);
  return {
    ceilingCents: use.ceilingCents,
    points: spendCurve({ asOf, ...span, planned, actualByMonth, forecastAtEndCents }),
    planAtAsOfCents,
    actualAtAsOfCents: use.figures.I,
    planAtEndCents: plannedUpTo(planned, span.to),
    forecastAtEndCents,
    endOn: span.to,
    deviationCents: toCents(use.figures.I - planAtAsOfCents),
    basis: FORECAST_BASIS,
  };
}

function positionsOf(state: State): Overview['positions'] {
  const standings = state.positions.map((fact) => positionAt(fact, state.asOf));
  const byState = POSITION_STATES.flatMap((one) => {
    const own = standings.filter((standing) => standing.state === one && standing.authorised > 0);
    return own.length === 0
      ? []
      : [{ label: POSITION_STATE_WORDS[one], fte: sumFte(own.map((s) => s.authorised)) }];
  });
  return { ...standingSums(state), curve: positionCurve(state.positions, state.asOf), byState };
}

function brief({ fact, project }: StandingMilestone, asOf: IsoDate): MilestoneBrief {
  const { id, name, baselineOn, forecastOn } = fact;
  return {
    id,
    name,
    projectId: project.id,
    projectNumber: project.number,
    projectName: project.name,
    baselineOn,
    forecastOn,
    slipDays: shiftDays(fact, asOf),
  };
}

function milestonesOf({ asOf, milestones, projects }: State): Overview['milestones'] {
  const overdue = milestones
    .filter((m) => m.state === 'overdue')
    .map((m) => brief(m, asOf))
    .sort((a, b) => (b.slipDays ?? 0) - (a.slipDays ?? 0));
  const due = milestones
    .filter((m) => m.state === 'due')
    .map((m) => brief(m, asOf))
    .sort((a, b) => (a.baselineOn < b.baselineOn ? -1 : 1));
  return {
    reached: milestones.filter((m) => m.state === 'reached').length,
    overdue: overdue.slice(0, MOST_MILESTONES),
    overdueCount: overdue.length,
    due: due.slice(0, MOST_MILESTONES),
    dueCount: due.length,
    dueUntil: addDays(asOf, DUE_DAYS),
    withoutReport: projects.filter(({ row }) => row.reportOverdue).map(({ row }) => row.number),
  };
}

/** Projects that are red by declaration or by the rules, declared red first. */
function redProjects({ projects }: State): PortfolioProject[] {
  const isDeclared = ({ row }: PortfolioProject): number => (row.lights.overall.declared === 'red' ? 0 : 1);
  return projects
    .filter(({ row }) => row.lights.overall.declared === 'red' || row.lights.overall.computed === 'red')
    .sort((a, b) => isDeclared(a) - isDeclared(b));
}

async function deviationsOf(
  read: Queries,
  projects: readonly PortfolioProject[],
): Promise<Overview['deviations']> {
  const current = projects.flatMap(({ row, reportId }) => (row.reportOverdue ? [] : (reportId ?? [])));
  const texts = await reportSentences(read, current);
  return projects.map(({ row, reportId }) => {
    const { overall } = row.lights;
    const said = row.reportOverdue ? [] : (texts.get(reportId ?? 0) ?? []);
    return {
      projectId: row.id,
      projectNumber: row.number,
      projectName: row.name,
      light: overall.declared === 'none' ? overall.computed : overall.declared,
      text: said.length > 0 ? said.join(' ') : `Der Bericht fehlt. ${overall.rule ?? ''}`.trim(),
    };
  });
}

const storedFields = (read: Queries) =>
  read
    .selectFrom('field_of_action')
    .orderBy('position')
    .select(['code', 'name', 'valid_from as validFrom', 'valid_to as validTo'])
    .execute();

const FIELDS: Part<Awaited<ReturnType<typeof storedFields>>> = {
  tables: ['field_of_action'],
  read: storedFields,
};

async function fieldsAt(read: Queries, asOf: IsoDate) {
  const fields = (await keptPart(read, FIELDS)) ?? (await storedFields(read));
  const names = await masterNames(read, { asOf });
  return fields
    .filter(({ validFrom, validTo }) => validFrom <= asOf && (validTo === null || validTo >= asOf))
    .map((field) => ({ ...field, name: names.of('fields', field.code, field.name) }));
}

const storedStages = (read: Queries) =>
  read
    .selectFrom('stage')
    .orderBy('id')
    .select(['code', 'name', 'first_year as first', 'last_year as last'])
    .execute();

const STAGES: Part<Awaited<ReturnType<typeof storedStages>>> = { tables: ['stage'], read: storedStages };

async function stageName(read: Queries, asOf: IsoDate): Promise<string> {
  const year = fiscalYearOf(asOf);
  const stages = (await keptPart(read, STAGES)) ?? (await storedStages(read));
  const stage = stages.find(({ first, last }) => first <= year && last >= year);
  return stage ? (await masterNames(read, { asOf })).of('stages', stage.code, stage.name) : '';
}

/** The overview page at a business date, its money as known up to a history row; the comparison is with the last issued report's date. */
export async function overviewAt(read: Queries, asOf: IsoDate, knownSeq?: number): Promise<Overview> {
  const now = await stateAt(read, asOf, knownSeq);
  const previousOn = (await lastIssuedBefore(read, asOf)) ?? previousQuarterEnd(asOf);
  const before = await stateAt(read, previousOn, knownSeq);
  const rows = now.projects.map(({ row }) => row);
  const red = redProjects(now);
  const facts = { projects: now.projects, positions: now.positions, rates: await gradeRates(read) };
  // What is only computed takes turns with other requests too.
  await nextTurn();
  const envelopes = envelopeViews(now.envelopes, asOf, facts);
  await nextTurn();
  return {
    asOf,
    stageName: await stageName(read, asOf),
    envelopes,
    outside: outsideLines(now.lines, await excessPapers(read, asOf, knownSeq)),
    spend: await spendOf(read, now, knownSeq),
    positions: positionsOf(now),
    fields: lightsByField(await fieldsAt(read, asOf), rows),
    lightTotals: countLights(rows.map((row) => row.lights.overall.declared)),
    milestones: milestonesOf(now),
    indicators: await indicatorsOf(read, asOf, knownSeq),
    sinceLastReport: {
      previousOn,
      rows: comparison(before, now),
      events: await changeEvents(
        read,
        { after: previousOn, upTo: asOf, knownSeq },
        before.projects.map(({ row }) => row),
        rows,
      ),
    },
    deviations: await deviationsOf(read, red.slice(0, MOST_DEVIATIONS)),
    deviationCount: red.length,
  };
}
