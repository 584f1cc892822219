import assert from 'node:assert/strict';
import { businessDate } from '#shared/calendar.ts';
import { systemClock } from '../clock.ts';
import { periodOf } from './test-sap-file.ts';
import type { SapRow } from './test-sap-file.ts';
import { MONTHS, OBJECTS } from './test-simulation.ts';
import type { Simulation } from './test-simulation.ts';

type Step = (sim: Simulation) => Promise<void>;

const today = (): string => businessDate(systemClock.now());

/** Another period than that of its day; SAP's of a closed month where there is one. */
function withOtherPeriod(sim: Simulation, row: SapRow): SapRow {
  const closed = MONTHS.filter((month) => sim.model.state(month) === 'closed');
  const month = sim.random.pick(closed.length > 0 && sim.random.chance(0.7) ? closed : MONTHS);
  return { ...row, period: month.slice(5) };
}

/** SAP's closing periods carry days from December on, half a year into the next. */
function inClosingPeriod(sim: Simulation, row: SapRow): SapRow {
  const postedOn = sim.random.pick(['2021-12-31', '2021-12-15', '2022-01-31', '2022-06-30']);
  return { ...row, postedOn, period: String(sim.random.whole(13, 16)) };
}

/** The rows of a new file; some carry another period than that of their day, as far as the profile lets them. */
export function rowsOfAFile(sim: Simulation): SapRow[] {
  return sim.newRows(sim.random.whole(1, 25)).map((row) => {
    if (sim.model.periodsMayDiffer && sim.random.chance(0.05)) return withOtherPeriod(sim, row);
    return sim.random.chance(0.03) ? inClosingPeriod(sim, row) : row;
  });
}

/** What a page says about money, periods and how far the books are read in. */
async function everything(sim: Simulation): Promise<string> {
  const pages = ['/api/budget?year=2021&asOf=2021-12-31', '/api/periods?year=2021', '/api/data-state'];
  return JSON.stringify(await Promise.all(pages.map((path) => sim.read(path))));
}

/** Year, period and day of a row contradict each other: the file is refused with the line, and nothing changes. */
export const contradict: Step = async (sim) => {
  const rows = sim.newRows(sim.random.whole(2, 6));
  const at = sim.random.whole(0, rows.length - 1);
  const row = rows[at];
  if (!row) return;
  const other = String((Number(row.postedOn.slice(5, 7)) % 12) + 1).padStart(2, '0');
  const ways: Partial<SapRow>[] = [
    { year: 2020 },
    { year: 2022 },
    { year: 2099, postedOn: '2099-12-31' },
    { period: '13', postedOn: '2022-07-01' },
    { period: '15', postedOn: '2020-12-31' },
    ...(sim.model.periodsMayDiffer ? [] : [{ period: other }, { period: '14', postedOn: '2021-11-30' }]),
  ];
  rows[at] = { ...row, ...sim.random.pick(ways) };
  assert.ok(sim.model.contradicts(rows[at], today()), JSON.stringify(rows[at]));
  const before = await everything(sim);
  const answer = await sim.take(rows);
  assert.ok(!sim.count('contradiction', answer), `taken over: ${JSON.stringify(rows[at])}`);
  // The header is line 1. A held month refuses the whole file and is said first.
  if (!rows.some((one) => sim.model.meetsHeld(one)))
    assert.match(JSON.stringify(answer?.body), new RegExp(`Zeile ${at + 2}\\b`, 'u'));
  assert.equal(await everything(sim), before, 'a refused file changed something');
};

/** Whether periods may differ from days is a switch of the profile. */
export const switchPeriods: Step = async (sim) => {
  const path = '/api/import-profiles/sap-ist';
  const { profile, version } = await sim.readAsFirst<{ profile: object; version: number }>(path);
  const period = sim.model.periodsMayDiffer ? 'refused' : 'told';
  const json = { profile: { ...profile, plausibility: { period } }, reason: 'Simulation' };
  const answer = await sim.first.ask(sim.server, 'POST', path, { json, ifMatch: version });
  assert.ok(sim.count(`periods ${period}`, answer), JSON.stringify(answer?.body));
  sim.model.periodsMayDiffer = period === 'told';
};

const ACCOUNTS = ['44032000', '44033000'];

/** Items or sums of one object, account and period: what the other layout of the same SAP has booked is refused. */
export const secondLayout: Step = async (sim) => {
  const layout = sim.random.pick(['items', 'sums'] as const);
  const [row] = sim.newRows(1);
  if (!row) return;
  const month = sim.random.pick(MONTHS.slice(0, 6));
  const place = { account: sim.random.pick(ACCOUNTS), object: sim.random.pick(OBJECTS.slice(0, 2)) };
  const next = { ...row, ...place, postedOn: `${month}-28`, cents: sim.random.whole(1, 90_000) };
  if (layout === 'sums') {
    next.item = 'sum';
    const stands = (other: SapRow): boolean =>
      [other.object, other.account, periodOf(other)].join() ===
      [next.object, next.account, periodOf(next)].join();
    // One sum per place: another amount of it would wait for a decision.
    if (sim.somePosting((p) => p.layout === 'sums' && stands(p.row))) return;
  }
  const twice = sim.model.standsTwice(next, layout);
  const before = twice ? await everything(sim) : '';
  const held = sim.model.meetsHeld(next);
  const answer = await sim.take([next], layout);
  const accepted = sim.count(twice ? 'layout twice' : `layout ${layout}`, answer);
  if (!accepted) {
    assert.ok(twice || held, `refused without a reason: ${JSON.stringify(answer?.body)}`);
    if (twice) assert.equal(await everything(sim), before, 'a refused layout changed something');
    return;
  }
  assert.ok(!twice, `the ${layout} of one SAP were booked a second time`);
  await sim.book([next], (accepted.body as { import: { id: number } }).import.id, layout);
};
