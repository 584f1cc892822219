import assert from 'node:assert/strict';
import test from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { CouncilFacts, EnvelopeFact, ProjectFact } from './council-facts.ts';
import { councilReport } from './council-report.ts';
import { envelopeTable } from './envelope-table.ts';
import { highlights } from './highlights.ts';
import { redSentence } from './project-sentences.ts';
import { BARE, PROGRAMME, milestone, parts, project, subBudget } from './test-facts.ts';

type Light = Parameters<typeof project>[1];

/** So many projects of a light; those without one owe their report unless said otherwise. */
function many(count: number, light: Light, more: Partial<ProjectFact> = {}): ProjectFact[] {
  return Array.from({ length: count }, (_, index) => project(`P-${100 + index}`, light, more));
}
const withProjects = (projects: ProjectFact[], more: Partial<CouncilFacts> = {}): CouncilFacts => ({
  ...PROGRAMME,
  ...more,
  projects,
});
function sentenceOf(facts: CouncilFacts, id: string): string {
  return councilReport(facts, '').tables.find((table) => table.id === id)?.sentence ?? '';
}
const red = project('P-001', 'none');
const computedRed = project('P-001', 'none', {
  lights: { ...red.lights, overall: { ...red.lights.overall, computed: 'red' } },
});
const march = toIsoDate('2021-03-31');
const before = (redProjects: number, missingReports: number): Partial<CouncilFacts> => ({
  previous: PROGRAMME.previous && { ...PROGRAMME.previous, on: march, redProjects, missingReports },
});

for (const [name, facts, expected] of [
  [
    'the basis is complete on both dates',
    withProjects([...many(45, 'green'), ...many(1, 'red')], before(0, 0)),
    'Von 46 Projekten steht eines auf Rot, 1 mehr als am 31. März 2021.',
  ],
  [
    'a report is missing now',
    withProjects([...many(44, 'green'), ...many(1, 'red'), ...many(1, 'none')], before(0, 0)),
    'Von 46 Projekten steht eines auf Rot; bei 1 fehlt der Bericht.',
  ],
  [
    'reports were missing then',
    withProjects([...many(45, 'green'), ...many(1, 'red')], before(0, 43)),
    'Von 46 Projekten steht eines auf Rot.',
  ],
  [
    'most reports are missing',
    withProjects([...many(3, 'green'), ...many(43, 'none')], before(1, 0)),
    'Bei 43 von 46 Projekten fehlt der Bericht; von den übrigen 3 steht keines auf Rot.',
  ],
  [
    'nobody has reported and the rules say red',
    withProjects([computedRed, ...many(2, 'none')], before(1, 0)),
    'Bei 3 von 3 Projekten fehlt der Bericht. Von denen ohne Bericht ist eines nach den Regeln rot.',
  ],
  [
    'some owe no report yet',
    withProjects([...many(43, 'green'), ...many(3, 'none', { reportOverdue: false })], before(0, 0)),
    'Von 46 Projekten steht keines auf Rot; bei 3 ist noch kein Bericht fällig.',
  ],
] as const) {
  test(`What is not reported is not good news: ${name}`, () => {
    assert.equal(redSentence(facts), expected);
  });
}

test('A report that is not due yet is not called missing in any sentence', () => {
  const facts = withProjects([...many(43, 'green'), ...many(3, 'none', { reportOverdue: false })]);
  assert.match(sentenceOf(facts, 'ampeln'), /auf Rot; bei 3 ist noch kein Bericht fällig\.$/u);
  assert.doesNotMatch(JSON.stringify(councilReport(facts, '')), /fehlt der (Status)?[Bb]ericht/u);
});

test('Without a declared light the rules count, and a missing report is said', () => {
  const facts = withProjects([computedRed, ...many(3, 'green'), ...many(2, 'none')]);
  assert.equal(
    sentenceOf(facts, 'abweichungen'),
    '1 Projekt weicht ab oder ist anders gemeldet als berechnet; um eine Entscheidung des Gemeinderats bittet keines; bei 3 fehlt der Bericht.',
  );
  assert.equal(
    sentenceOf(withProjects([...many(3, 'green'), ...many(43, 'none')]), 'abweichungen'),
    'Kein Projekt meldet eine Abweichung oder bittet um eine Entscheidung; bei 43 fehlt der Bericht.',
  );
});

test('Green projects reported unlike computed are not said to be off plan', () => {
  const green = project('P-001', 'green');
  const unlike = project('P-001', 'green', {
    lights: { ...green.lights, cost: { ...green.lights.cost, computed: 'yellow' } },
  });
  const asking = project('P-002', 'green', { decisionNeeded: 'Zustimmung' });
  assert.equal(
    sentenceOf(withProjects([unlike, asking, project('P-003', 'red')]), 'abweichungen'),
    '2 Projekte weichen ab oder sind anders gemeldet als berechnet; ein Projekt braucht eine Entscheidung.',
  );
});

const envelope: EnvelopeFact = {
  name: 'Sach- und Investitionsmittel',
  scopeText: '',
  note: '',
  ceilingCents: toCents(18_000_000_00),
  F: toCents(17_985_000_00),
  S: toCents(72_000_00),
  O: toCents(3_888_672_94),
  I: toCents(10_768_000_00),
  spendableCents: toCents(3_083_984_50),
  forecastCents: null,
};
for (const [name, more, expected] of [
  [
    'with a block',
    {},
    '3,89 Mio. € sind durch Aufträge gebunden, 0,07 Mio. € gesperrt; bis zur Obergrenze sind 3,27 Mio. € frei. Im Haushalt ab 2021 sind dafür noch 3,08 Mio. € verfügbar.',
  ],
  [
    'without a block',
    { S: toCents(0) },
    '3,89 Mio. € sind durch Aufträge gebunden; bis zur Obergrenze sind 3,34 Mio. € frei. Im Haushalt ab 2021 sind dafür noch 3,08 Mio. € verfügbar.',
  ],
  [
    'over the ceiling',
    { I: toCents(15_000_000_00), spendableCents: toCents(-100_000_00) },
    '3,89 Mio. € sind durch Aufträge gebunden, 0,07 Mio. € gesperrt; die Obergrenze ist um 0,96 Mio. € überschritten. Im Haushalt ab 2021 sind diese Mittel um 0,10 Mio. € überzogen.',
  ],
] as const) {
  test(`What is free up to the ceiling is told apart from what the budget still provides, ${name}`, () => {
    const { sentence } = envelopeTable({ ...PROGRAMME, envelopes: [{ ...envelope, ...more }] });
    assert.ok(sentence.replaceAll('\u00a0', ' ').endsWith(`ausgegeben. ${expected}`), sentence);
  });
}

test('A passed forecast is no expectation', () => {
  const facts = {
    ...PROGRAMME,
    asOf: toIsoDate('2021-12-31'),
    milestones: [milestone('Fachverfahren angebunden', { slipDays: 245, overdueDays: 77 })],
  };
  assert.ok(
    highlights(facts).includes(
      'Ein fälliger Meilenstein steht aus: „Fachverfahren angebunden“ (Kfz-Zulassung online) war für den 15. Oktober 2021 erwartet, seit 77 Tagen überschritten, 245 Tage später.',
    ),
  );
  const row = councilReport(facts, '').tables.find((table) => table.id === 'meilensteine')?.rows[0];
  assert.deepEqual([row?.cells['state'], row?.cells['shift']], ['überschritten', 245]);
});

test('A deviation names a passed forecast, and a baseline only where it differs', () => {
  const next = {
    id: 1,
    name: 'Pilot',
    baselineOn: toIsoDate('2021-07-09'),
    forecastOn: toIsoDate('2021-07-09'),
    slipDays: 83,
    overdueDays: 83,
  };
  for (const [forecast, slip, text] of [
    ['2021-07-09', 83, 'Pilot war für den 09.07.2021 erwartet, seit 83 Tagen überschritten.'],
    [
      '2021-07-19',
      83,
      'Pilot war für den 19.07.2021 statt 09.07.2021 erwartet, seit 83 Tagen überschritten, 83 Tage später.',
    ],
  ] as const) {
    const late = project('P-001', 'yellow', {
      nextMilestone: { ...next, forecastOn: toIsoDate(forecast), slipDays: slip },
    });
    const table = councilReport(withProjects([late]), '').tables.find((one) => one.id === 'abweichungen');
    assert.equal(table?.rows[0]?.cells['deviation'], text);
  }
});

test('Postings without a line stand right after the money, and nothing important is cut', () => {
  const facts = withProjects([project('P-001', 'red', { decisionNeeded: 'Zustimmung' })]);
  const told = highlights(facts);
  assert.ok(told.length <= 6);
  assert.match(told[2] ?? '', /^9 Buchungen sind noch keiner Haushaltszeile zugeordnet/u);
  assert.match(told.join(' '), /Eine Entscheidung wird gebraucht/u);
  assert.match(told.at(-1) ?? '', /Meilenstein/u);
});

test('A year whose budget is not in effect yet is not told as zero euros', () => {
  const facts = {
    ...BARE,
    asOf: toIsoDate('2016-12-31'),
    budget: [{ ...subBudget(2017, '100', {}), parts: parts({}) }],
  };
  assert.deepEqual(highlights(facts), ['Ergebnishaushalt 2017: noch kein Ansatz wirksam.']);
});

test('Each demo project marked as sourced is sourced in its subject only', () => {
  const notes = councilReport(PROGRAMME, '').tables.find((table) => table.id === 'hinweise');
  assert.match(
    JSON.stringify(notes),
    /sind es nur im Thema: Nummer, Amt und Termine sind auch dort erfunden/u,
  );
});
