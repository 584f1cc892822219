import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { AppError } from '#shared/errors.ts';
import { toCents } from '#shared/money.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import type { Database } from '../../db/database.ts';
import { transact } from '../../db/transact.ts';
import { verify } from '../../verify/verify.ts';
import { reassign } from '../../reconciliation/assign.sql.ts';
import { activeRules, addRuleVersion } from '../../reconciliation/rules.sql.ts';
import { planRule } from '../../reconciliation/simulate.sql.ts';
import { applyImport } from '../money/apply-import.sql.ts';
import { planImport } from '../money/plan-import.ts';
import { APPROPRIATIONS, LINE_ITEMS, startCorrections } from '../test-corrections.ts';
import { testBy } from '../test-imports.ts';
import { fileOf } from '../money/test-line-items.ts';

async function green(db: Database): Promise<void> {
  const { ok, checks } = await verify(db);
  assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
}

/** Both halves of everything that was taken back: the original and what took it back. */
async function pairsOf(db: Database): Promise<{ id: number; cents: number }[]> {
  const rows = await db.read
    .selectFrom('taken_back as t')
    .innerJoin('posting as p', 'p.id', 't.posting_id')
    .select(['t.posting_id as id', 't.by_posting_id as by', 'p.cents'])
    .orderBy('t.posting_id')
    .execute();
  return rows.flatMap(({ id, by, cents }) => [
    { id, cents },
    { id: by, cents: -cents },
  ]);
}

function move(db: Database, postings: readonly { id: number; cents: number }[], lineId: number) {
  return transact(db, testBy, async (tx) => {
    const changes = postings.map(({ id, cents }) => ({
      postingId: id,
      to: [{ target: 'excluded' as const, lineId: null, cents: toCents(cents) }],
      method: 'manual' as const,
    }));
    await reassign(tx, changes);
    return { result: undefined, change: { action: 'test', entity: 'line', entityId: lineId } };
  });
}

const file = (document: number, ...cents: number[]) => ({ ...LINE_ITEMS, bytes: fileOf(cents, document) });

forEachDatabase((open, engine) => {
  test('Neither a posting taken back nor what took it back is assigned anew; the refusal names every one', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    const { import: row } = await applyImport(db, testBy, LINE_ITEMS);
    await bothWant('undo-import', { importId: row.id });
    const pairs = await pairsOf(db);
    assert.equal(pairs.length, 8);
    const before = await db.read.selectFrom('assignment').select('id').execute();
    const refused = await move(db, pairs, 1).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(refused instanceof AppError);
    assert.deepEqual([refused.code, refused.status, refused.errors.length], ['conflict', 409, 8]);
    assert.match(refused.message, /^8 Buchungen zählen nicht mehr.*nichts zugeordnet/u);
    assert.match(refused.errors[0]?.message ?? '', /^Beleg 1900000001\/0*1 wurde zurückgenommen/u);
    assert.deepEqual(await db.read.selectFrom('assignment').select('id').execute(), before);
    await green(db);
  });

  test('The database itself refuses to move what was taken back', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    const { import: row } = await applyImport(db, testBy, LINE_ITEMS);
    await bothWant('undo-import', { importId: row.id });
    for (const { id } of (await pairsOf(db)).slice(0, 2)) {
      const raw = sql`insert into assignment (posting_id, target, cents, postings, effective_on, ledger, fiscal_year,
          method, origin, recorded_seq)
        values (${id}, 'excluded', 1, 1, '2021-12-01', 'result', 2021, 'manual', 'live', 1)`;
      await assert.rejects(
        db.writeTransaction((query) => raw.execute(query)),
        /taken-back/u,
        `${engine} ${id}`,
      );
    }
  });

  test('A rule that is switched off leaves what was taken back where it is, and says why', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await transact(db, testBy, async (tx) => {
      const conditions = [{ field: 'text', test: 'contains', value: 'Probe' }] as const;
      const target = { kind: 'exclude', reason: 'nicht unser' } as const;
      const rule = { code: 'R-1', version: 1, priority: 10, conditions: [...conditions], target };
      await addRuleVersion(tx, { ...rule, active: true, reason: '', authorId: null, origin: 'live' });
      return { result: undefined, change: { action: 'test', entity: 'rule', entityId: 'R-1' } };
    });
    const before = await activeRules(db.read);
    const { import: row } = await applyImport(db, testBy, file(7_000_000, 100, 200));
    const off = () => planRule(db.read, { code: 'R-1', before, after: [] });
    assert.deepEqual([(await off()).moves.length, (await off()).locked.length], [2, 0]);
    await bothWant('undo-import', { importId: row.id });
    const after = await off();
    assert.equal(after.moves.length, 0);
    assert.ok(after.locked.length >= 2);
    for (const { locked } of after.locked) assert.match(locked, /^zurückgenommen/u);
    await green(db);
  });

  test('After an undo an earlier file without undone rows is still that import, and one with some is planned', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    const kept = await applyImport(db, testBy, file(7_000_000, 100, 200));
    const undone = await applyImport(db, testBy, file(8_000_000, 300, 400));
    // Names both: its first row is known already.
    const both = await applyImport(db, testBy, file(8_000_000, 300, 400, 500));
    assert.equal(both.import.added, 1);
    await bothWant('undo-import', { importId: undone.import.id });

    const again = await planImport(db.read, file(7_000_000, 100, 200));
    assert.deepEqual([again.importedBefore?.importId, again.applicable], [kept.import.id, false]);
    const answer = await applyImport(db, testBy, file(7_000_000, 100, 200));
    assert.deepEqual([answer.first, answer.import.id], [false, kept.import.id]);
    const imports = await db.read.selectFrom('import').select('id').execute();
    assert.equal(imports.length, 3);

    const partly = await planImport(db.read, file(8_000_000, 300, 400, 500));
    assert.deepEqual([partly.importedBefore, partly.add, partly.same], [null, 2, 1]);
    const booked = await applyImport(db, testBy, file(8_000_000, 300, 400, 500));
    assert.deepEqual([booked.first, booked.import.added], [true, 2]);
    // Everything of the file that was taken back stands again.
    const first = await planImport(db.read, file(8_000_000, 300, 400));
    assert.deepEqual([first.add, first.importedBefore === null], [0, false]);
    await green(db);
  });
});
