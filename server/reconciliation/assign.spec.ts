import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCents } from '#shared/money.ts';
import { partAt, placeOf } from '#shared/reconciliation/parts.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import type { Reassignment } from '#shared/reconciliation/reassignment.ts';
import { AppError } from '#shared/errors.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { storedTotals } from '../ledger/checks.sql.ts';
import { assignmentsBalance, basketMatches } from './checks.sql.ts';
import { currentParts, reassign } from './assign.sql.ts';

const by = { clock: systemClock, writer: { id: null, name: 'test' } };
const change = { action: 'test.assign', entity: 'posting', entityId: 'test' };

const move = (db: Database, changes: Reassignment[]): Promise<number> =>
  transact(db, by, async (tx) => ({ result: await reassign(tx, changes), change }));

const manual = (postingId: number, to: Part[]): Reassignment => ({ postingId, to, method: 'manual' });

async function idsOf(db: Database): Promise<number[]> {
  const rows = await db.read.selectFrom('posting').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

async function faults(db: Database): Promise<string[]> {
  const found = [
    await storedTotals(db.read),
    await assignmentsBalance(db.read),
    await basketMatches(db.read),
  ];
  return found.flatMap((one) => one.faults);
}

type Sums = Partial<Record<string, { cents: number; postings: number }>>;

/** What the stored months say per place. */
async function storedPlaces(db: Database): Promise<Sums> {
  const rows = await db.read.selectFrom('actual_month').selectAll().execute();
  const sums: Sums = {};
  for (const row of rows) {
    const sum = (sums[row.line_id] ??= { cents: 0, postings: 0 });
    sum.cents += row.cents;
    sum.postings += row.postings;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum?.postings !== 0 || sum.cents !== 0));
}

async function closePeriod(db: Database, month: string): Promise<void> {
  await transact(db, by, async (tx) => {
    await tx.query
      .insertInto('period')
      .values({ month, state: 'closed', request_id: null, recorded_seq: tx.seq })
      .execute();
    return { result: null, change };
  });
}

/** An independent model: where the parts of each posting are, as plain numbers. */
type Model = Map<number, Map<number, number>>;

function modelSums(model: Model): Sums {
  const sums: Sums = {};
  for (const parts of model.values())
    for (const [place, cents] of parts) {
      const sum = (sums[place] ??= { cents: 0, postings: 0 });
      sum.cents += cents;
      sum.postings += 1;
    }
  return sums;
}

forEachDatabase((open) => {
  test('Any sequence of assigning, splitting, excluding and putting back keeps every stored sum', async () => {
    const db = await open();
    const lines = await addTestBudget(db);
    const places: Record<string, number[]> = {
      result: [-1, 0, lines.get('105/2021') ?? 0, lines.get('103/2021') ?? 0, lines.get('131/2021') ?? 0],
      cash: [-1, 0, lines.get('201/2021') ?? 0],
    };
    const postings = await db.read
      .selectFrom('posting')
      .select(['id', 'ledger', 'cents', 'line_id'])
      .orderBy('id')
      .execute();
    const model: Model = new Map(postings.map((p) => [p.id, new Map([[p.line_id ?? 0, p.cents as number]])]));
    const step = fc.record({
      posting: fc.integer({ min: 0, max: postings.length - 1 }),
      places: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
      shares: fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
        async (bundles) => {
          for (const bundle of bundles) {
            const changes = new Map<number, Reassignment>();
            for (const { posting: index, places: picks, shares } of bundle) {
              const posting = postings[index];
              if (!posting) continue;
              const own = places[posting.ledger] ?? [];
              const targets = [...new Set(picks.map((pick) => own[pick % own.length] ?? 0))];
              const sign = posting.cents < 0 ? -1 : 1;
              const taken: number[] = targets.slice(1).map((_, at) => sign * (shares[at] ?? 1));
              const rest = posting.cents - taken.reduce((sum, one) => sum + one, 0);
              if (targets.length > 1 && rest * sign <= 0) continue;
              const to = targets.map((place, at) => partAt(place, toCents([rest, ...taken][at] ?? 0)));
              changes.set(posting.id, manual(posting.id, to));
              model.set(posting.id, new Map(to.map((part) => [placeOf(part), part.cents as number])));
            }
            await move(db, [...changes.values()]);
          }
          assert.deepEqual(await faults(db), []);
          assert.deepEqual(await storedPlaces(db), modelSums(model));
          const now = await currentParts(db.read, [...model.keys()]);
          for (const [id, parts] of model) {
            const found = new Map(now.get(id)?.parts.map((part) => [placeOf(part), part.cents]));
            assert.deepEqual(new Map([...found].sort()), new Map([...parts].sort()));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('A posting of a closed period counts at its new place from the next open one, and not before', async () => {
    const db = await open();
    const lines = await addTestBudget(db);
    const id = (await idsOf(db)).at(-2) ?? 0; // 2021-06-20, 46.864,20, in the basket
    const target = partAt(lines.get('105/2021') ?? 0, toCents(4_686_420));
    await closePeriod(db, '2021-06');
    await closePeriod(db, '2021-07');
    await move(db, [manual(id, [target])]);
    const rows = await db.read.selectFrom('assignment').selectAll().orderBy('cents').execute();
    assert.deepEqual(
      rows.map((row) => [row.target, row.cents, row.postings, row.effective_on]),
      [
        ['open', -4_686_420, -1, '2021-08-01'],
        ['line', 4_686_420, 1, '2021-08-01'],
      ],
    );
    assert.deepEqual(await faults(db), []);
  });

  test('What arrived late does not leave before it arrived, even when its period is open again', async () => {
    const db = await open();
    const lines = await addTestBudget(db);
    const id = (await idsOf(db)).at(-2) ?? 0;
    await closePeriod(db, '2021-06');
    await move(db, [manual(id, [partAt(lines.get('105/2021') ?? 0, toCents(4_686_420))])]);
    // As the approved request of a second person does.
    if (db.engine === 'sqlite') await db.runScript('DROP TRIGGER period_no_delete');
    await db.runScript('DELETE FROM period');
    await move(db, [manual(id, [partAt(0, toCents(4_686_420))])]);
    const rows = await db.read.selectFrom('assignment').select('effective_on').distinct().execute();
    assert.deepEqual(rows, [{ effective_on: '2021-07-01' }]);
  });

  test('Every fault of a change is said at once, and nothing of it is written', async () => {
    const db = await open();
    const lines = await addTestBudget(db);
    const ids = await idsOf(db);
    const [result, cash] = [ids.at(-2) ?? 0, ids.at(-1) ?? 0];
    const { cents: third } = await db.read
      .selectFrom('posting')
      .where('id', '=', ids[2] ?? 0)
      .select('cents')
      .executeTakeFirstOrThrow();
    const on = (line: string, cents: number): Part => partAt(lines.get(line) ?? 0, toCents(cents));
    const wrong = [
      manual(result, [on('105/2020', 4_686_420)]),
      manual(cash, [on('105/2021', 5_818_040)]),
      manual(ids[0] ?? 0, [on('105/2021', 1)]),
      manual(ids[1] ?? 0, [partAt(999_999, toCents(21_790_050))]),
      manual(999_999, [partAt(0, toCents(0))]),
      manual(ids[2] ?? 0, [partAt(0, toCents(900_000_000)), partAt(-1, toCents(third - 900_000_000))]),
    ];
    await assert.rejects(move(db, wrong), (error) => {
      assert.ok(error instanceof AppError);
      assert.equal(error.code, 'rule-violated');
      assert.deepEqual(
        error.errors.map((one) => one.message),
        [
          'Zeile 105 gehört zum Jahr 2020, die Buchung zu 2021.',
          'Zeile 105 steht in einem anderen Haushalt als die Buchung.',
          'Die Teile ergeben nicht den Betrag der Buchung.',
          'Diese Zeile gibt es nicht.',
          'Diese Buchung gibt es nicht.',
          'Ein Teil hat das andere Vorzeichen als die Buchung.',
        ],
      );
      return true;
    });
    assert.deepEqual(await db.read.selectFrom('assignment').selectAll().execute(), []);
  });

  test('Putting a posting where it is writes nothing', async () => {
    const db = await open();
    await addTestBudget(db);
    const id = (await idsOf(db)).at(-1) ?? 0;
    assert.equal(await move(db, [manual(id, [partAt(0, toCents(5_818_040))])]), 0);
    assert.deepEqual(await db.read.selectFrom('assignment').selectAll().execute(), []);
  });
});
