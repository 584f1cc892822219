import assert from 'node:assert/strict';
import type { ModelPosting } from './test-model.ts';
import { inTimeOf } from './test-sap-sums.ts';
import type { Simulation } from './test-simulation.ts';
import { carryOver, takeBackCarry } from './test-steps-carry.ts';
import { contradict, rowsOfAFile, secondLayout, switchPeriods } from './test-steps-sap.ts';

type Step = (sim: Simulation) => Promise<void>;

/** A new file; some of its rows were in an earlier one and count once. */
const importNew: Step = async (sim) => {
  const rows = rowsOfAFile(sim);
  const old = sim.somePosting((posting) => !posting.takenOver && posting.layout === 'items');
  if (old && sim.random.chance(0.3)) rows.push(old.row);
  const fresh = rows.filter((row) => !sim.model.live(row.document, row.item));
  const held = fresh.some((row) => sim.model.meetsHeld(row));
  // A period that differs from its day was accepted while the profile let it pass.
  const strict = rows.some((row) => sim.model.contradicts(row, '9999-12-31'));
  const upload = await sim.upload(rows);
  assert.equal(upload?.status, 201, JSON.stringify(upload?.body));
  const answer = await sim.apply(upload);
  const accepted = sim.count('import', answer);
  if (!accepted) {
    assert.ok(held || strict, `refused without a reason: ${JSON.stringify(answer?.body)}`);
    return;
  }
  assert.ok(!held, 'a held period took postings');
  assert.ok(!strict, 'a row that contradicts itself was taken over');
  const late = fresh.filter((row) => sim.model.isLate(row)).length;
  const { plan } = upload.body as { plan: { notices: string[] } };
  const told = plan.notices.filter((notice) => notice.includes('Nachbuchung')).length;
  assert.equal(told > 0, late > 0, `${late} late rows, told: ${plan.notices.join(' ')}`);
  await sim.book(rows, (accepted.body as { import: { id: number } }).import.id);
};

/** The same file again adds nothing and answers with the first import, unless rows of it were taken back meanwhile. */
const importAgain: Step = async (sim) => {
  const known = sim.imports.filter((one) => !one.undone && one.layout === 'items');
  if (known.length === 0) return;
  const earlier = sim.random.pick(known);
  const upload = await sim.upload(earlier.rows);
  const answer = await sim.apply(upload);
  const accepted = sim.count('import again', answer);
  if (!accepted) return;
  const body = accepted.body as { import: { id: number }; first: boolean };
  const fresh = earlier.rows.filter((row) => !sim.model.live(row.document, row.item));
  if (fresh.length > 0) assert.ok(body.first, `${fresh.length} rows were to be counted anew`);
  if (body.first) await sim.book(earlier.rows, body.import.id);
};

/** SAP changed an amount: the row waits in the conflict list until two people take it over. */
const correct: Step = async (sim) => {
  const old = sim.somePosting((posting) => posting.layout === 'items');
  if (!old) return;
  const row = { ...old.row, cents: old.row.cents + sim.random.whole(1, 5000) };
  const upload = await sim.upload([row]);
  const answer = await sim.apply(upload);
  const accepted = sim.count('import a change', answer);
  if (!accepted) return;
  const importId = (accepted.body as { import: { id: number } }).import.id;
  sim.imports.push({ id: importId, layout: 'items', rows: [row], undone: true });
  const conflictId = await sim.conflictOf(importId);
  const request = await sim.request('conflict', { conflictIds: [conflictId] });
  if (!request || !(await sim.approve('conflict', request))) return;
  // The new posting follows the old one where that stands in one place; otherwise it goes where its import put it.
  const places = [...sim.model.placesOf(old).keys()];
  const place = places.length === 1 && places[0] !== 0 ? (places[0] ?? 0) : sim.lineOf(row.object);
  sim.model.takeBack(old);
  const id = await sim.newestId(row);
  sim.model.book({ id, layout: 'items', row, importId, takenOver: true }, place);
};

/** A person puts a posting on a line, splits it, or leaves it out. */
const assign: Step = async (sim) => {
  const open = (posting: ModelPosting): boolean => sim.model.placesOf(posting).has(0);
  const next = sim.nextToClose();
  const due = (posting: ModelPosting): boolean =>
    open(posting) && (posting.entries[0]?.day ?? '').startsWith(next);
  const posting = sim.somePosting(due) ?? sim.somePosting(sim.random.chance(0.5) ? open : () => true);
  if (!posting) return;
  const cents = sim.model.movable(posting);
  const [a, b] = [sim.line('105'), sim.line('103')];
  const part = Math.trunc(cents / 3);
  const puts = [
    { put: { kind: 'line', lineId: a }, to: [{ place: a, cents }] },
    { put: { kind: 'exclude', reason: 'nicht im Programm' }, to: [{ place: -1, cents }] },
    {
      put: {
        kind: 'split',
        parts: [
          { lineId: a, cents: part },
          { lineId: b, cents: cents - part },
        ],
      },
      to: [
        { place: a, cents: part },
        { place: b, cents: cents - part },
      ],
    },
  ];
  const { put, to } = sim.random.pick(puts);
  const item = { postingId: posting.id, expectedSeq: await sim.changedSeq(posting.id), put };
  const answer = await sim.first.ask(sim.server, 'POST', '/api/reconciliation/assign', {
    json: { items: [item] },
  });
  if (sim.count(`assign ${put.kind}`, answer)) sim.model.move(posting, to);
};

const PAIRS = [
  ['103', '105', true],
  ['105', '103', true],
  ['105', '131', true],
  ['131', '105', false],
] as const;

/** Money moves inside a group or along a cover edge, never against it. */
const transfer: Step = async (sim) => {
  const [from, to, allowed] = sim.random.pick(PAIRS);
  const day = `${sim.someMonth()}-15`;
  const cents = sim.random.whole(1, 500_000);
  const [fromLineId, toLineId] = [sim.line(from), sim.line(to)];
  const payload = { movement: 'U', fromLineId, toLineId, cents, effectiveOn: day };
  const request = await sim.request('movement', payload);
  if (!request) return;
  assert.ok(allowed, 'a transfer against the cover edge was requested');
  if (sim.random.chance(0.15)) {
    const path = `/api/requests/${request.id}/withdraw`;
    sim.count('withdraw', await sim.first.ask(sim.server, 'POST', path, { ifMatch: request.version }));
    return;
  }
  if (!(await sim.approve('transfer', request))) return;
  assert.notEqual(sim.model.state(day.slice(0, 7)), 'closed', 'a closed period took a movement');
  sim.model.movements.push({ line: fromLineId, kind: 'U', cents: -cents, day });
  sim.model.movements.push({ line: toLineId, kind: 'U', cents, day });
};

const block: Step = async (sim) => {
  const lineId = sim.line(sim.random.pick(['103', '105', '131']));
  const day = `${sim.someMonth()}-10`;
  const cents = sim.random.whole(1, 100_000);
  const direction = sim.random.pick(['block', 'release'] as const);
  const payload = { movement: 'S', lineId, direction, amount: { by: 'cents', cents }, effectiveOn: day };
  const request = await sim.request('movement', payload);
  if (!request || !(await sim.approve(direction, request))) return;
  const signed = direction === 'block' ? cents : -cents;
  sim.model.movements.push({ line: lineId, kind: 'S', cents: signed, day });
};

async function setPeriod(
  sim: Simulation,
  month: string,
  state: 'open' | 'held' | 'closed',
): Promise<boolean> {
  const { version } = await sim.periodOf(month);
  const answer = await sim.first.ask(sim.server, 'PATCH', `/api/periods/${month}`, {
    json: { state, reason: 'Simulation' },
    ifMatch: version,
  });
  if (!sim.count(state, answer)) return false;
  sim.model.periods.set(month, state);
  return true;
}

/** Months close in order, so the next one is held most often; another now and then, in vain or not. */
const hold: Step = async (sim) => {
  const month = sim.random.chance(0.8) ? sim.nextToClose() : sim.someMonth();
  if (sim.model.state(month) === 'open') await setPeriod(sim, month, 'held');
};

const heldMonths = (sim: Simulation): string[] =>
  [...sim.model.periods].flatMap(([month, state]) => (state === 'held' ? [month] : []));

const letGo: Step = async (sim) => {
  const held = heldMonths(sim);
  if (held.length > 0) await setPeriod(sim, sim.random.pick(held), 'open');
};

/** Closing is refused out of order, and while something of the month belongs nowhere. */
const close: Step = async (sim) => {
  const held = heldMonths(sim);
  if (held.length === 0) return;
  const month = sim.random.pick(held);
  const open = sim.model.openIn(month);
  const [before, inTime] = [await sim.figuresAtEnd(month), await inTimeOf(sim, month)];
  if (!(await setPeriod(sim, month, 'closed'))) return;
  assert.equal(open, 0, `${month} was closed with ${open} open postings`);
  sim.stated.set(month, before);
  sim.statedSap.set(month, inTime);
};

/** Two people open the newest closed month; nobody opens one under it. */
const reopen: Step = async (sim) => {
  const closed = [...sim.model.periods].flatMap(([month, state]) => (state === 'closed' ? [month] : []));
  if (closed.length === 0) return;
  const month = sim.random.chance(0.5) ? sim.model.closedThrough() : sim.random.pick(closed);
  const { version } = await sim.periodOf(month);
  const alone = await sim.first.ask(sim.server, 'PATCH', `/api/periods/${month}`, {
    json: { state: 'open', reason: 'allein' },
    ifMatch: version,
  });
  assert.equal(alone?.status, 409, 'one person opened a closed period');
  const request = await sim.request('reopen-period', { month });
  if (!request || !(await sim.approve('reopen', request))) return;
  assert.equal(month, sim.model.closedThrough(), 'a month under a closed one was opened');
  sim.model.periods.set(month, (await sim.periodOf(month)).state);
  sim.stated.delete(month);
  sim.statedSap.delete(month);
};

/** Everything an import still counts is taken back, where it is now; what lies in a held period stays. */
const undo: Step = async (sim) => {
  const known = sim.imports.filter((one) => !one.undone);
  if (known.length === 0) return;
  const earlier = sim.random.pick(known);
  const request = await sim.request('undo-import', { importId: earlier.id });
  if (!request || !(await sim.approve('undo', request))) return;
  earlier.undone = true;
  const held = ({ row, entries }: ModelPosting): boolean =>
    sim.model.meetsHeld(row, entries[0]?.day ?? row.postedOn);
  for (const posting of sim.model.postings)
    if (posting.importId === earlier.id && !posting.takenBack && !posting.takenOver && !held(posting))
      sim.model.takeBack(posting);
};

const kill: Step = (sim) => sim.restart('kill');
const restart: Step = (sim) => sim.restart('stop');

/** Steps with their weights: what happens often in a month happens often here. */
export const STEPS: readonly (readonly [number, string, Step])[] = [
  [8, 'import', importNew],
  [3, 'import again', importAgain],
  [5, 'correct', correct],
  [16, 'assign', assign],
  [12, 'transfer', transfer],
  [8, 'block', block],
  [6, 'hold', hold],
  [3, 'let go', letGo],
  [7, 'close', close],
  [2, 'reopen', reopen],
  [3, 'undo', undo],
  [3, 'contradict', contradict],
  [2, 'switch periods', switchPeriods],
  [6, 'second layout', secondLayout],
  [3, 'carry over', carryOver],
  [2, 'take back', takeBackCarry],
  [0.5, 'kill', kill],
  [0.3, 'restart', restart],
];
