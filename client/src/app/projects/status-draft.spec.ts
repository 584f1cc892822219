import { toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { earnedValue } from '#shared/projects/earned-value.ts';
import { DEFAULT_THRESHOLDS } from '#shared/projects/light-thresholds.ts';
import type { ProjectDetail, StatusReportView } from '#shared/projects/project-detail.ts';
import { Reader } from '../core/reader.ts';
import { changedWords, conflictRows, draftFrom, fieldOf, updateFrom } from './status-draft.ts';

const asOf = toIsoDate('2021-06-30');
const pair = { declared: 'none', trend: null, computed: 'yellow', rule: null } as const;

const report: StatusReportView = {
  id: 1,
  reportingDate: toIsoDate('2021-03-31'),
  lights: { overall: 'green', time: 'yellow', cost: 'green', scope: 'green' },
  trends: { overall: 'flat', time: 'down', cost: 'flat', scope: 'flat' },
  sentence: 'Los 1 übernommen.',
  divergenceReason: null,
  sinceLast: 'Los 1 vorbereitet.',
  untilNext: 'Los 2 beginnen.',
  decisionNeeded: null,
  forecastCents: toCents(63_150_000),
  author: 'Projektleitung 2',
  recordedAt: '2021-04-02T08:00:00.000Z' as StatusReportView['recordedAt'],
};

function milestone(
  id: number,
  forecast: string,
  reached: string | null,
): ProjectDetail['milestones'][number] {
  return {
    id,
    name: `Los ${id}`,
    baselineOn: toIsoDate('2021-05-31'),
    forecastOn: toIsoDate(forecast),
    reachedOn: reached === null ? null : toIsoDate(reached),
    evidence: reached,
    slipDays: 0,
    weightCents: toCents(0),
    forecasts: [],
  };
}

function detail(reports: StatusReportView[]): ProjectDetail {
  return {
    asOf,
    reportingDate: asOf,
    thresholds: DEFAULT_THRESHOLDS,
    description: '',
    startsOn: asOf,
    endsOn: asOf,
    lead: null,
    mayReportStatus: true,
    mayEdit: false,
    reports,
    milestones: [
      milestone(3, '2021-09-30', null),
      milestone(2, '2021-08-23', null),
      milestone(1, '2021-02-28', '2021-02-28'),
      milestone(4, '2021-05-15', null),
    ],
    lines: [],
    movements: [],
    positions: [],
    risks: [],
    papers: [],
    changes: [],
    earnedValue: earnedValue([], toCents(0), asOf),
    takenIn: [],
    stageMoves: [],
    project: {
      id: 41,
      number: 'P-041',
      name: 'eAkte Jugendamt',
      field: 'Prozesse',
      fieldName: 'Prozesse',
      office: '51',
      officeName: 'Jugendamt',
      stage: 'I',
      state: 'running',
      mergedInto: null,
      flagship: true,
      leadUserId: 1,
      origin: 'invented',
      version: 1,
      lights: { overall: pair, time: pair, cost: pair, scope: pair },
      reportedFor: null,
      reportOverdue: true,
      nextMilestone: null,
      budgetCents: toCents(64_000_000),
      actualCents: toCents(0),
      commitmentCents: toCents(0),
      availableCents: toCents(64_000_000),
      forecastCents: null,
      forecastEndOn: null,
    },
  };
}

describe('A status draft', () => {
  it('is filled from the last report; what was announced becomes what happened', () => {
    const draft = draftFrom(detail([report]), asOf);
    expect(draft.lights.time).toBe('yellow');
    expect(draft.sinceLast).toBe('Los 2 beginnen.');
    expect(draft.untilNext).toBe('');
    expect(draft.forecast).toBe('631.500,00');
  });

  it('asks anew for a forecast that has passed and leaves reached milestones out', () => {
    expect(draftFrom(detail([report]), asOf).milestones).toEqual({ 2: '23.08.2021', 3: '30.09.2021', 4: '' });
  });

  it('takes a report for the same reporting date over whole', () => {
    const draft = draftFrom(detail([{ ...report, reportingDate: asOf }]), asOf);
    expect([draft.sinceLast, draft.untilNext]).toEqual(['Los 1 vorbereitet.', 'Los 2 beginnen.']);
  });

  it('begins with the computed lights when nothing was ever reported', () => {
    expect(draftFrom(detail([]), asOf).lights.overall).toBe('yellow');
  });

  it('becomes an update with cents and dates; empty forecasts are not sent', () => {
    const reader = new Reader();
    const update = updateFrom(draftFrom(detail([report]), asOf), asOf, reader);
    expect(reader.faults).toEqual([]);
    expect(update.forecastCents).toBe(toCents(63_150_000));
    expect(update.milestoneForecasts.map((row) => row.milestoneId)).toEqual([2, 3]);
    expect(update.decisionNeeded).toBeNull();
  });

  it('names everything that cannot be read, at its field', () => {
    const draft = {
      ...draftFrom(detail([report]), asOf),
      forecast: '631.500',
      milestones: { 1: '', 2: 'bald' },
    };
    const reader = new Reader();
    updateFrom(draft, asOf, reader);
    expect(reader.faults.map(({ path }) => fieldOf(path, draft))).toEqual(['forecastCents', 'milestone-2']);
  });

  it('finds the field of a fault the server names by index', () => {
    const draft = draftFrom(detail([report]), asOf);
    expect(fieldOf('milestoneForecasts.1.forecastOn', draft)).toBe('milestone-3');
    expect(fieldOf('forecastCents', draft)).toBe('forecastCents');
  });

  it('says what was changed since the last report', () => {
    const draft = draftFrom(detail([report]), asOf);
    expect(changedWords(draft, detail([report]), asOf)).toEqual([]);
    const lights = { ...draft.lights, overall: 'red' } as const;
    const changed = { ...draft, lights, milestones: { ...draft.milestones, 2: '01.09.2021' } };
    expect(changedWords(changed, detail([report]), asOf)).toEqual(['Gesamt', 'Meilenstein']);
  });

  it('puts mine and theirs side by side where they differ, and nothing else', () => {
    const draft = { ...draftFrom(detail([report]), asOf), sentence: 'Meins.' };
    const theirs = { ...report, sinceLast: draft.sinceLast, untilNext: draft.untilNext, sentence: 'Ihres.' };
    expect(conflictRows(draft, theirs)).toEqual([
      { label: 'Satz zum Stand', mine: 'Meins.', theirs: 'Ihres.' },
    ]);
  });
});
