import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCents } from '../money.ts';
import type { CouncilFacts } from './council-facts.ts';
import { openPoints, releasePoints } from './release-checks.ts';
import { BARE, PROGRAMME, project } from './test-facts.ts';

const NOTHING = { tieOutFaults: [], lostRemarks: [], calledOff: [] };
const SOUND: CouncilFacts = {
  ...PROGRAMME,
  ...{ unassigned: [], unassignedCommitmentCents: toCents(0) },
  projects: PROGRAMME.milestones.map(({ project: { number } }) => project(number, 'green')),
};
const pointsOf = (facts: CouncilFacts, beside = NOTHING, acknowledged: never[] = []) =>
  releasePoints(facts, beside, { acknowledged }).map(({ point, count }) => [point, count]);
const contradicting = project('P-900', 'green');
contradicting.lights.overall = { declared: 'green', trend: 'flat', computed: 'red', rule: 'T2' };

/** [what is missing, facts, beside, point and count] */
const TABLE: [string, CouncilFacts, typeof NOTHING, [string, number][]][] = [
  ['nothing', SOUND, NOTHING, []],
  [
    'lines',
    { ...SOUND, unassigned: [{ year: 2021, ledger: 'result', postings: 9, cents: toCents(4_686_420) }] },
    NOTHING,
    [['unassigned', 9]],
  ],
  [
    'lines of orders',
    { ...SOUND, unassignedCommitmentCents: toCents(100) },
    NOTHING,
    [['unassigned-orders', 100]],
  ],
  [
    'a status report',
    { ...SOUND, projects: SOUND.projects.map((one, index) => ({ ...one, reportOverdue: index === 0 })) },
    NOTHING,
    [['overdue', 1]],
  ],
  [
    'a baseline, and a word about a light',
    { ...SOUND, projects: [...SOUND.projects, contradicting] },
    NOTHING,
    [
      ['contradicting-lights', 1],
      ['without-baseline', 1],
    ],
  ],
  [
    'a tie-out',
    SOUND,
    { ...NOTHING, tieOutFaults: ['Periode 05/2021: Differenz.'] as never[] },
    [['tie-out', 1]],
  ],
  ['everything', { ...BARE, budget: [] }, NOTHING, [['empty', 2]]],
];

for (const [what, facts, beside, expected] of TABLE)
  test(`The check finds what is missing: ${what}`, () => {
    assert.deepEqual(pointsOf(facts, beside), expected);
  });

test('A sentence counts as long as the point counts the same, and never for what must be put right', () => {
  const facts = (postings: number): CouncilFacts => ({
    ...SOUND,
    unassigned: [{ year: 2021, ledger: 'result', postings, cents: toCents(1) }],
  });
  const acknowledged = [
    { point: 'unassigned', count: 9, sentence: 'Wird geklärt.' },
    { point: 'lost-remarks', count: 1, sentence: 'Egal.' },
  ];
  const beside = { ...NOTHING, lostRemarks: ['P-1: weg'] };
  const open = (postings: number): string[] =>
    openPoints(releasePoints(facts(postings), beside, { acknowledged })).map(({ point }) => point);
  assert.deepEqual(open(9), ['lost-remarks']);
  assert.deepEqual(open(10), ['unassigned', 'lost-remarks']);
});
