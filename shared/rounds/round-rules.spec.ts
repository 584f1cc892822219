import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { nextReportingDate } from '../projects/reporting-date.ts';
import { countsInWords, filterWords, shownReports } from './round-filter.ts';
import {
  closeFault,
  countReports,
  decisionFaults,
  isOverdue,
  isPastDue,
  newRoundFaults,
  proposedRound,
  reportStateOf,
} from './round-rules.ts';
import { RoundDecision } from './rounds.ts';
import type { RoundProject } from './rounds.ts';
import { REPORT_STATES } from './terms.ts';

const day = toIsoDate;
const state = fc.constantFrom(...REPORT_STATES);
const anyDay = fc.integer({ min: 0, max: 2000 }).map((days) => addDays(day('2020-01-01'), days));

const project = (more: Partial<RoundProject>): RoundProject => ({
  ...{ projectId: 1, number: 'P-001', name: 'eAkte Jugendamt', office: '51', officeName: 'Jugendamt' },
  ...{ state: 'open', overdue: false, reportId: null, sentAt: null, report: null, sentence: null },
  ...more,
});

test('A report stands where its newest version stands: sent again it waits anew', () => {
  assert.equal(reportStateOf(null), 'open');
  assert.equal(reportStateOf({ decision: null }), 'submitted');
  assert.equal(reportStateOf({ decision: 'returned' }), 'returned');
  assert.equal(reportStateOf({ decision: 'accepted' }), 'accepted');
});

test('The due day itself is in time; without a round the reporting date has passed', () => {
  assert.equal(isPastDue(day('2021-07-15'), day('2021-07-15')), false);
  assert.equal(isPastDue(day('2021-07-15'), day('2021-07-16')), true);
  assert.equal(isPastDue(null, day('2021-06-30')), true);
});

test('Only what was never sent is overdue, once past its day always', () => {
  fc.assert(
    fc.property(state, anyDay, anyDay, (at, dueOn, asOf) => {
      const overdue = isOverdue(at, dueOn, asOf);
      assert.equal(overdue, at === 'open' && dueOn < asOf);
      if (overdue) assert.ok(isOverdue(at, dueOn, addDays(asOf, 1)));
    }),
  );
});

test('The states add up to all reports, and every filter shows those it counts', () => {
  const report = fc.record({ state, overdue: fc.boolean() }).map((one) => project(one));
  fc.assert(
    fc.property(fc.array(report), (reports) => {
      const counts = countReports(reports);
      const { open, submitted, returned, accepted } = counts;
      assert.equal(open + submitted + returned + accepted, counts.total);
      for (const view of [...REPORT_STATES, 'overdue'] as const)
        assert.equal(shownReports(reports, { state: view }).length, counts[view]);
      assert.equal(shownReports(reports, {}).length, reports.length);
    }),
  );
});

test('A text is looked for in number, name and office, word by word', () => {
  const reports = [project({}), project({ number: 'P-002', name: 'Breitband', officeName: 'Hochbauamt' })];
  const found = (text: string): string[] => shownReports(reports, { text }).map(({ number }) => number);
  assert.deepEqual(found('jugend EAKTE'), ['P-001']);
  assert.deepEqual(found('p-00'), ['P-001', 'P-002']);
  assert.deepEqual(found('eakte hochbau'), []);
});

test('Counts and filters are said in words', () => {
  const counts = { total: 40, accepted: 12, submitted: 3, returned: 0, open: 25, overdue: 4 };
  assert.equal(
    countsInWords(counts),
    '12 von 40 Berichten angenommen, 3 eingereicht, 25 offen (4 überfällig)',
  );
  assert.equal(filterWords({ state: 'returned', text: 'eAkte' }), 'zurückgegeben, „eAkte“');
  assert.equal(filterWords({}), 'alle');
});

test('Every reason against a new round is told at its field, all at once', () => {
  const at = (reportingDate: string, dueOn: string, taken: string[] = []) =>
    newRoundFaults({ reportingDate: day(reportingDate), dueOn: day(dueOn) }, taken.map(day)).map(
      ({ path }) => path,
    );
  assert.deepEqual(at('2021-06-30', '2021-07-15'), []);
  assert.deepEqual(at('2021-06-30', '2021-06-30'), []);
  assert.deepEqual(at('2021-06-29', '2021-06-01'), ['reportingDate', 'dueOn']);
  assert.deepEqual(at('2021-06-30', '2022-07-02', ['2021-06-30']), ['reportingDate', 'dueOn']);
  assert.deepEqual(at('2021-06-30', '2022-07-01'), []);
});

test('What is proposed can be opened, whatever rounds there are', () => {
  const quarter = fc.integer({ min: 0, max: 20 }).map((steps) => {
    let date = day('2020-03-31');
    for (let step = 0; step < steps; step += 1) date = nextReportingDate(date);
    return date;
  });
  fc.assert(
    fc.property(quarter, fc.array(quarter), (last, taken) => {
      const proposal = proposedRound(last, taken);
      assert.deepEqual(newRoundFaults(proposal, taken), []);
      assert.ok(proposal.reportingDate >= last);
    }),
  );
});

test('A round closes from its reporting date on, once', () => {
  const round = { state: 'open', reportingDate: day('2021-06-30') } as const;
  assert.match(closeFault(round, day('2021-06-29')) ?? '', /noch nicht erreicht/u);
  assert.equal(closeFault(round, day('2021-06-30')), null);
  assert.match(closeFault({ ...round, state: 'closed' }, day('2021-08-01')) ?? '', /schon geschlossen/u);
});

test('Nobody decides about a report unseen, twice the same, or of another round', () => {
  const report = { reportId: 5, newestId: 5, number: 'P-001', state: 'submitted' } as const;
  assert.deepEqual(decisionFaults([report], 'accepted'), []);
  assert.deepEqual(decisionFaults([{ ...report, state: 'accepted' }], 'returned'), []);
  const faults = decisionFaults(
    [report, { ...report, newestId: 6 }, { ...report, state: 'accepted' }, undefined],
    'accepted',
  );
  assert.deepEqual(
    faults.map(({ path }) => path),
    ['reportIds.1', 'reportIds.2', 'reportIds.3'],
  );
});

test('Giving back needs a sentence, accepting has none', () => {
  const at = (decision: string, sentence: string) =>
    RoundDecision.safeParse({ decision, sentence, reportIds: [1] }).success;
  assert.deepEqual(
    [at('returned', ''), at('returned', '  '), at('returned', 'Bitte Kosten nennen.')],
    [false, false, true],
  );
  assert.deepEqual([at('accepted', ''), at('accepted', 'Gut.')], [true, false]);
});
