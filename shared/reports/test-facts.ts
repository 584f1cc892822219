import { figuresOf, NO_PARTS } from '../budget/figures.ts';
import type { LineParts } from '../budget/figures.ts';
import { toIsoDate } from '../calendar.ts';
import { toFte } from '../fte.ts';
import type { IndicatorRow } from '../indicators/indicators.ts';
import type { Light } from '../light.ts';
import { toCents } from '../money.ts';
import type { LightPair } from '../projects/projects.ts';
import type { CouncilFacts, MilestoneFact, ProjectFact, SubBudgetFact } from './council-facts.ts';

const on = toIsoDate;

export function parts(given: Partial<Record<keyof LineParts, number>>): LineParts {
  const cents = Object.entries(given).map(([key, value]) => [key, toCents(value)]);
  return { ...NO_PARTS, ...Object.fromEntries(cents) } as LineParts;
}

export function subBudget(year: number, code: string, given: Parameters<typeof parts>[0]): SubBudgetFact {
  return {
    year,
    ledger: 'result',
    side: 'expense',
    code,
    name: `Teilhaushalt ${code}`,
    parts: figuresOf(parts(given)),
  };
}

function pair(declared: Light, computed: Light = declared): LightPair {
  return { declared, trend: declared === 'none' ? null : 'flat', computed, rule: null };
}

export function project(number: string, declared: Light, more: Partial<ProjectFact> = {}): ProjectFact {
  const light = pair(declared);
  return {
    id: Number(number.slice(2)),
    number,
    name: `Projekt ${number}`,
    field: 'P',
    fieldName: 'Prozesse',
    officeName: 'Haupt- und Personalamt',
    state: 'running',
    lights: { overall: light, time: light, cost: light, scope: light },
    reportOverdue: declared === 'none',
    nextMilestone: null,
    budgetCents: toCents(100_000_00),
    forecastCents: null,
    forecastEndOn: on('2021-12-31'),
    sentence: null,
    divergenceReason: null,
    decisionNeeded: null,
    sinceLast: null,
    untilNext: null,
    papers: [],
    ...more,
  };
}

export function milestone(name: string, more: Partial<MilestoneFact>): MilestoneFact {
  return {
    name,
    project: { id: 47, number: 'P-047', name: 'Kfz-Zulassung online' },
    baselineOn: on('2021-04-30'),
    baselines: 1,
    previousForecastOn: on('2021-06-30'),
    forecastOn: on('2021-10-15'),
    reachedOn: null,
    slipDays: 168,
    overdueDays: 0,
    state: 'overdue',
    ...more,
  };
}

export function indicator(code: string, more: Partial<IndicatorRow> = {}): IndicatorRow {
  return {
    ...{ id: 1, version: 1, code, kind: 'share', basis: 'elements', name: `Kennzahl ${code}` },
    ...{ meaning: 'Was gezählt wird', unit: 'Gebäude', direction: 'up', project: null, leadUserId: null },
    ...{ office: null, field: { code: 'IT', name: 'IT' }, model: null, startsOn: on('2020-02-01') },
    ...{ endsOn: null, last: { on: on('2021-06-30'), value: 18, total: 47, model: null } },
    targets: [
      { dueOn: on('2020-12-31'), value: 2000, model: null },
      { dueOn: on('2021-12-31'), value: 7000, model: null },
    ],
    ...{ standing: 'behind', course: [], origin: 'invented' },
    ...more,
  };
}

/** A database without anything but lines and postings, as after a first import. */
export const BARE: CouncilFacts = {
  letterhead: {
    ...{ name: 'Landeshauptstadt Stuttgart', place: 'Stuttgart' },
    ...{ programme: 'Digital MoveS', sender: '' },
  },
  asOf: on('2021-06-30'),
  demo: false,
  postedUntil: null,
  importedOn: null,
  stage: null,
  envelopes: [],
  projects: [],
  budget: [],
  unassigned: [],
  preCommitments: [],
  unassignedCommitmentCents: toCents(0),
  byOffice: [],
  byGrade: [],
  milestones: [],
  indicators: [],
  previous: null,
  lightRules: [],
};

/** A small programme that has one of everything a table must tell apart. */
export const PROGRAMME: CouncilFacts = {
  ...BARE,
  demo: true,
  postedUntil: on('2021-06-30'),
  importedOn: on('2021-07-02'),
  stage: { name: 'Programmstufe I, Doppelhaushalt 2020/2021', firstYear: 2020, lastYear: 2021 },
  envelopes: [
    {
      name: 'Sach- und Investitionsmittel',
      scopeText: '2020 und 2021',
      note: 'liegt in den 64 Mio. €',
      ceilingCents: toCents(18_000_000_00),
      F: toCents(17_960_000_00),
      S: toCents(0),
      O: toCents(3_890_000_00),
      I: toCents(10_770_000_33),
      spendableCents: toCents(3_083_984_50),
      forecastCents: toCents(16_840_000_00),
    },
    {
      name: 'Breitband',
      scopeText: 'städtische Gebäude',
      note: '',
      ceilingCents: toCents(4_000_000_00),
      F: toCents(4_000_000_00),
      S: toCents(0),
      O: toCents(1_290_000_00),
      I: toCents(1_970_000_00),
      spendableCents: toCents(740_000_00),
      forecastCents: null,
    },
  ],
  projects: [
    project('P-023', 'green', { sinceLast: 'Zehn Lotsen benannt.', untilNext: 'Schulung im Herbst.' }),
    project('P-047', 'red', {
      name: 'Kfz-Zulassung online',
      nextMilestone: {
        id: 1,
        name: 'Fachverfahren angebunden',
        baselineOn: on('2021-04-30'),
        forecastOn: on('2021-10-15'),
        slipDays: 168,
        overdueDays: 0,
      },
      forecastCents: toCents(185_000_00),
      sentence: 'Das Land liefert die Schnittstelle später.',
      decisionNeeded: 'Warten oder Zwischenlösung für 85.000,00 €.',
      papers: ['GRDrs 316/2021'],
    }),
    project('P-052', 'none'),
  ],
  budget: [
    subBudget(2020, '100', { A: 5_000_00, N: 250_00, E: -100_00, I: 4_000_00 }),
    subBudget(2021, '100', { A: 6_000_00, E: 100_00, U: -300_00, S: 72_00, O: 1_000_00, I: 1_200_01 }),
    subBudget(2021, '320', { A: 1_000_00, U: 300_00, I: 99_99 }),
    { ...subBudget(2021, '100', { A: 4_000_00, I: 500_00 }), ledger: 'cash' },
    { ...subBudget(2021, '320', { A: -205_00, I: -121_95 }), side: 'income' },
    { ...subBudget(2021, '900', { A: 3_000_00 }), side: 'reserve' },
  ],
  preCommitments: [{ ledger: 'result', year: 2021, dueYear: 2022, cents: toCents(2_200_000_00) }],
  unassigned: [{ year: 2021, ledger: 'result', postings: 9, cents: toCents(46_864_20) }],
  byOffice: [
    {
      code: '10',
      name: 'Haupt- und Personalamt',
      posts: 60,
      authorised: toFte(571_889),
      filled: toFte(400_000),
    },
    { code: '32', name: 'Ordnungsamt', posts: 41, authorised: toFte(408_111), filled: toFte(234_500) },
  ],
  byGrade: [
    { code: 'A 11', name: 'A 11', posts: 50, authorised: toFte(490_000), filled: toFte(300_000) },
    { code: 'EG 9b', name: 'EG 9b', posts: 51, authorised: toFte(490_000), filled: toFte(334_500) },
  ],
  milestones: [
    milestone('Fachverfahren angebunden', {}),
    milestone('Konzept fertig', { reachedOn: on('2021-05-04'), slipDays: 4, state: 'reached' }),
    milestone('Betrieb', { baselineOn: on('2021-11-30'), forecastOn: null, slipDays: null, state: 'open' }),
  ],
  indicators: [
    indicator('BREITBAND'),
    indicator('OZG-REIFE', {
      ...{ kind: 'level', basis: 'measured', unit: 'Stufe', standing: 'on-plan' },
      model: { name: 'OZG 0 bis 4 (2021)', lowest: 0, highest: 4 },
      last: { on: on('2021-06-30'), value: 27_500, total: null, model: 'OZG 0 bis 4 (2021)' },
      targets: [{ dueOn: on('2021-12-31'), value: 30_000, model: 'OZG 0 bis 4 (2021)' }],
    }),
    indicator('NEU', { last: null, targets: [], standing: 'no-target' }),
  ],
  previous: { on: on('2021-03-31'), redProjects: 0, missingReports: 0, filled: toFte(506_500) },
  lightRules: ['T1 Termin gelb: Verzug über 14 Tage.'],
};
