import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { toFte } from '../fte.ts';
import { formatQuota, toCents } from '../money.ts';
import { filledCost, groupCost, plannedCost, rateOn } from './cost.ts';
import type { GradeRate } from './cost.ts';
import { positionCurve } from './curve.ts';
import { isKnownOn, positionAt, vacancyRate } from './standing.ts';
import type { PositionEventFact, PositionFact } from './standing.ts';
import { POSITION_EVENTS } from './terms.ts';

const on = toIsoDate;

function event(kind: PositionEventFact['kind'], date: string, more: Partial<PositionEventFact> = {}) {
  return { kind, effectiveOn: on(date), share: null, gradeTo: null, dateTo: null, ...more };
}

function post(more: Partial<PositionFact> = {}): PositionFact {
  return {
    fte: toFte(10_000),
    grade: 'EG 9b',
    authorisedOn: on('2020-01-01'),
    plannedStart: on('2020-07-01'),
    kwOn: null,
    events: [],
    ...more,
  };
}

const COURSE = post({
  events: [
    event('requested', '2019-10-01'),
    event('created', '2020-01-15'),
    event('advertised', '2020-03-01'),
    event('selection', '2020-05-01'),
    event('filled', '2020-08-01', { share: toFte(5000) }),
    event('advertised', '2020-09-01'),
    event('filled', '2020-11-01'),
    event('upgraded', '2021-01-01', { gradeTo: 'EG 11' }),
    event('vacant', '2021-04-01'),
    event('blocked', '2021-05-01'),
    event('dropped', '2021-12-01'),
  ],
});

describe('where a post stands', () => {
  const TABLE: [string, string, string, number, string][] = [
    ['2019-11-01', 'requested', '2019-10-01', 0, 'EG 9b'],
    ['2020-01-02', 'created', '2020-01-01', 0, 'EG 9b'],
    ['2020-03-01', 'advertised', '2020-03-01', 0, 'EG 9b'],
    ['2020-08-31', 'filled', '2020-08-01', 5000, 'EG 9b'],
    ['2020-09-15', 'advertised', '2020-09-01', 5000, 'EG 9b'],
    ['2020-11-01', 'filled', '2020-11-01', 10_000, 'EG 9b'],
    ['2021-02-01', 'filled', '2020-11-01', 10_000, 'EG 11'],
    ['2021-04-01', 'vacant', '2021-04-01', 0, 'EG 11'],
    ['2021-06-30', 'blocked', '2021-05-01', 0, 'EG 11'],
    ['2022-01-01', 'dropped', '2021-12-01', 0, 'EG 11'],
  ];
  for (const [date, state, since, filled, grade] of TABLE) {
    test(`On ${date} it is ${state}`, () => {
      const standing = positionAt(COURSE, on(date));
      assert.deepEqual(
        [standing.state, standing.since, standing.filled, standing.grade],
        [state, since, filled, grade],
      );
    });
  }

  test('It counts as authorised from the authorisation until it is dropped', () => {
    assert.equal(positionAt(COURSE, on('2019-12-31')).authorised, 0);
    assert.equal(positionAt(COURSE, on('2020-01-01')).authorised, 10_000);
    assert.equal(positionAt(COURSE, on('2021-11-30')).authorised, 10_000);
    assert.equal(positionAt(COURSE, on('2021-12-01')).authorised, 0);
  });

  test('It is planned to be filled from its planned start on', () => {
    assert.equal(positionAt(COURSE, on('2020-06-30')).planned, 0);
    assert.equal(positionAt(COURSE, on('2020-07-01')).planned, 10_000);
  });

  test('A share larger than the post fills the post, no more', () => {
    const half = post({
      fte: toFte(5000),
      events: [event('filled', '2020-02-01', { share: toFte(10_000) })],
    });
    assert.equal(positionAt(half, on('2020-02-01')).filled, 5000);
  });

  test('The kw date ends the post the day after; it can be extended and dropped', () => {
    const kw = post({ kwOn: on('2021-12-31'), events: [event('filled', '2020-08-01')] });
    assert.equal(positionAt(kw, on('2021-12-31')).filled, 10_000);
    const after = positionAt(kw, on('2022-02-01'));
    assert.deepEqual([after.state, after.since, after.filled], ['dropped', '2022-01-01', 0]);
    const extended = { ...kw, events: [event('kw-extended', '2021-06-01', { dateTo: on('2022-12-31') })] };
    assert.equal(positionAt(extended, on('2022-02-01')).kwOn, '2022-12-31');
    const freed = { ...kw, events: [event('kw-dropped', '2021-06-01')] };
    assert.equal(positionAt(freed, on('2023-01-01')).authorised, 10_000);
  });

  test('It is known once authorised or spoken of', () => {
    assert.ok(!isKnownOn(COURSE, on('2019-09-30')));
    assert.ok(isKnownOn(COURSE, on('2019-10-01')));
    assert.ok(isKnownOn(post(), on('2020-01-01')));
  });

  test('filled ≤ authorised ≤ the post, whatever happened', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays(on('2019-06-01'), days));
    const share = fc.option(fc.integer({ min: 0, max: 20_000 }).map(toFte));
    const anyEvent = fc.record({
      kind: fc.constantFrom(...POSITION_EVENTS),
      effectiveOn: day,
      share,
      gradeTo: fc.option(fc.constantFrom('EG 11', 'A 13')),
      dateTo: fc.option(day),
    });
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.option(day), day, (events, kwOn, date) => {
        const standing = positionAt(post({ kwOn, events }), date);
        assert.ok(standing.filled >= 0 && standing.filled <= standing.authorised);
        assert.ok(standing.planned <= standing.authorised && standing.authorised <= 10_000);
        assert.ok(standing.state !== 'dropped' || standing.authorised === 0);
      }),
    );
  });
});

describe('vacancy', () => {
  test('98.00 authorised, 63.45 filled: 35.3 %', () => {
    const { part, of } = vacancyRate(toFte(980_000), toFte(634_500));
    assert.equal(formatQuota(part, of), '35,3\u00a0%');
  });
  test('Nothing authorised: undefined', () => {
    const { part, of } = vacancyRate(toFte(0), toFte(0));
    assert.equal(formatQuota(part, of), '–');
  });
});

function rate(grade: string, euro: number, from = '2019-01-01', to: string | null = null): GradeRate {
  const [yearCents, overheadCents] = [toCents(euro * 100), toCents(euro * 20)];
  return { grade, yearCents, overheadCents, validFrom: on(from), validTo: to === null ? null : on(to) };
}

describe('planned personnel cost', () => {
  test('Seven and a half posts at 100,820 a year are 756,150 (GRDrs 862/2021)', () => {
    const posts = post({ fte: toFte(75_000), grade: 'X', plannedStart: on('2020-01-01') });
    assert.equal(plannedCost(posts, 2021, [rate('X', 100_820)])?.cents, 75_615_000);
  });

  test('Half a year of half a post at 71,600: 17,900, overhead apart: 3,580', () => {
    const half = post({ fte: toFte(5000) });
    assert.deepEqual(plannedCost(half, 2020, [rate('EG 9b', 71_600)]), {
      cents: 1_790_000,
      overheadCents: 358_000,
    });
  });

  test('The month of the start and of the kw date count whole', () => {
    const dated = post({ plannedStart: on('2021-03-20'), kwOn: on('2021-05-02') });
    assert.equal(plannedCost(dated, 2021, [rate('EG 9b', 12_000)])?.cents, 300_000);
  });

  test('Grade and rate change when they change', () => {
    const raised = post({ events: [event('upgraded', '2021-07-01', { gradeTo: 'EG 11' })] });
    const rates = [
      rate('EG 9b', 12_000, '2019-01-01', '2021-03-31'),
      rate('EG 9b', 24_000, '2021-04-01'),
      rate('EG 11', 36_000),
    ];
    assert.equal(plannedCost(raised, 2021, rates)?.cents, (3 * 1000 + 3 * 2000 + 6 * 3000) * 100);
    assert.equal(plannedCost(raised, 2021, rates, on('2021-04-15'))?.cents, (3 * 1000 + 2000) * 100);
  });

  test('Months after `until` are left out whatever the events say about the end of the post', () => {
    const extended = post({
      kwOn: on('2021-03-31'),
      events: [event('kw-extended', '2021-02-01', { dateTo: on('2024-12-31') })],
    });
    assert.equal(
      plannedCost(extended, 2021, [rate('EG 9b', 12_000)], on('2021-06-30'))?.cents,
      6 * 1000 * 100,
    );
  });

  test('Of two rates in force the later one counts', () => {
    const rates = [rate('EG 6', 2, '2021-01-01'), rate('EG 6', 1, '2020-01-01')];
    assert.equal(rateOn(rates, 'EG 6', on('2021-06-30'))?.yearCents, 200);
    assert.equal(rateOn(rates, 'EG 6', on('2020-06-30'))?.yearCents, 100);
    assert.equal(rateOn(rates, 'EG 6', on('2019-06-30')), undefined);
  });

  test('Without a rate there is no cost; without a month none is needed', () => {
    assert.equal(plannedCost(post(), 2021, []), null);
    assert.deepEqual(plannedCost(post(), 2019, []), { cents: 0, overheadCents: 0 });
  });

  test('Is rounded once per post, half away from zero', () => {
    const cents = (fte: number, yearCents: number): number | undefined => {
      const rates = [{ ...rate('EG 9b', 0), yearCents: toCents(yearCents) }];
      return plannedCost(post({ fte: toFte(fte), plannedStart: on('2020-12-01') }), 2020, rates)?.cents;
    };
    assert.equal(cents(10_000, 6), 1);
    assert.equal(cents(10_000, 5), 0);
    assert.equal(cents(1889, 1_207_529), Math.round((1889 * 1_207_529) / 120_000));
  });

  test('Filled cost follows the holders, month by month, and then goes on', () => {
    const started = post({ events: [event('filled', '2020-10-15')] });
    assert.equal(filledCost(started, 2020, [rate('EG 9b', 12_000)])?.cents, 300_000);
    assert.equal(filledCost(started, 2021, [rate('EG 9b', 12_000)])?.cents, 1_200_000);
    assert.deepEqual(filledCost(post(), 2021, []), { cents: 0, overheadCents: 0 });
  });

  test('Exact for every share and rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 20_000_000 }),
        (fte, year) => {
          const fact = post({ fte: toFte(fte), plannedStart: on('2020-01-01') });
          const rates = [{ ...rate('EG 9b', 0), yearCents: toCents(year) }];
          const exact = BigInt(fte) * BigInt(year);
          const rounded = (exact * 2n + 10_000n) / 20_000n;
          assert.equal(BigInt(plannedCost(fact, 2021, rates)?.cents ?? -1), rounded);
        },
      ),
    );
  });

  test('A group of fewer than five posts shows no cost, nor one with an unknown', () => {
    const costs = [1, 2, 3, 4].map(toCents);
    assert.equal(groupCost(costs), null);
    assert.equal(groupCost([...costs, toCents(5)]), 15);
    assert.equal(groupCost([...costs, null]), null);
  });
});

describe('curve of posts', () => {
  test('Shows the end of every month and stops at the as-of date', () => {
    const curve = positionCurve([COURSE], on('2020-11-15'));
    assert.equal(curve[0]?.month, '2020-01');
    assert.equal(curve.at(-1)?.month, '2020-12');
    assert.deepEqual(curve[7], { month: '2020-08', authorised: 10_000, planned: 10_000, filled: 5000 });
    assert.equal(curve[9]?.filled, 5000);
    assert.equal(curve[10]?.filled, null);
  });

  test('Is empty without posts', () => assert.deepEqual(positionCurve([], on('2021-06-30')), []));
});
