import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { refusalOf } from '#shared/imports/refusal.ts';
import { sumOfCents } from '../db/sums.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { leaveOut } from '../test-leave-out.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { planImport } from './money/plan-import.ts';
import { postingPass } from '../ledger/posting-pass.sql.ts';
import { importsTieOut } from './checks.sql.ts';
import { applyFile, planFile } from './any-file.ts';
import { addAccountMap, realFile, realPath, testBy, writtenState } from './test-imports.ts';

const FREIBURG = 'freiburg/freiburg-ergebnishaushalt-2017-2018.csv';

/** The published sums of ../shared/realdata/README.md in cents, with the file's signs. */
const FREIBURG_TOTALS: [string, number, number, number][] = [
  ['Ergebnis 2015', 84_609_736_596, -80_116_527_896, 4_493_208_700],
  ['Ansatz 2016', 80_787_583_284, -80_594_068_667, 193_514_617],
  ['Ansatz 2017', 90_972_964_763, -93_071_054_539, -2_098_058_476],
  ['Ansatz 2018', 92_301_613_619, -94_255_640_535, -1_954_026_916],
];

/** The bytes of a real file, or undefined after saying that and why the test is skipped. */
function realBytes(t: TestContext, path: string): Buffer | undefined {
  const file = realFile(path);
  if ('bytes' in file) return file.bytes;
  leaveOut(t, file.missing);
  return undefined;
}

async function sumsByYearAndKind(db: Database) {
  const rows = await db.read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .groupBy(['l.year', 'l.kind', 'l.ledger', 'l.account'])
    .orderBy('l.year')
    .orderBy('l.kind')
    .select((eb) => ['l.year', 'l.kind', 'l.ledger', 'l.account', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  return rows.map((row) => [row.year, row.kind, row.ledger, row.account, row.cents]);
}

forEachDatabase((open) => {
  test('Freiburg: both years gross, all published sums to the cent, one row reported and nothing else', async (t) => {
    const bytes = realBytes(t, FREIBURG);
    if (!bytes) return;
    const db = await open();
    await addAccountMap(db);
    const input = { profile: 'freiburg-2017-2018', fileName: 'freiburg.csv', bytes };
    const plan = await planImport(db.read, input);
    assert.equal(refusalOf(plan), undefined);
    assert.deepEqual([plan.rowsRead, plan.bookings, plan.add, plan.leftOut], [363, 1_452, 1_452, 0]);
    assert.deepEqual(
      plan.controls.map((line) => [line.name, line.statedCents, line.fileCents]),
      FREIBURG_TOTALS.flatMap(([name, income, expense, balance]) => [
        [`${name} Erträge`, income, income],
        [`${name} Aufwendungen`, expense, expense],
        [`${name} Saldo`, balance, balance],
      ]),
    );
    assert.equal(plan.warningsTotal, 1);
    assert.deepEqual(plan.warnings, [
      {
        file: 'freiburg.csv',
        line: 64,
        column: 'Ansatz 2017 (Saldo)',
        text: '-72784052,88',
        message:
          '112402/AMT-650: Ansatz 2017 Erträge + Aufwendungen = Saldo geht nicht auf: 1.661.974,40 + −74.446.340,28 = −72.784.365,88 €, in der Datei steht −72.784.052,88 €, Unterschied 313,00 €.',
      },
    ]);
    await applyImport(db, testBy, { ...input, expectedPlanSha256: plan.planSha256 });
    assert.deepEqual(await sumsByYearAndKind(db), [
      [2017, 'income', 'result', 'ERTRAG', -90_972_964_763],
      [2017, 'other', 'result', 'AUFWAND', 93_071_054_539],
      [2018, 'income', 'result', 'ERTRAG', -92_301_613_619],
      [2018, 'other', 'result', 'AUFWAND', 94_255_640_535],
    ]);
    const subBudgets = await db.read.selectFrom('sub_budget').select('code').orderBy('code').execute();
    assert.equal(subBudgets.length, 26);
    assert.equal(subBudgets[0]?.code, 'THH_01');
    const again = await applyImport(db, testBy, input);
    assert.equal(again.first, false);
    assert.equal((await writtenState(db)).movements, 1_452);
  });

  test('Wesel: investments with and without the settlement account are two named figures', async (t) => {
    const bytes = realBytes(t, 'wesel/hhplan2017.csv');
    if (!bytes) return;
    const db = await open();
    await addAccountMap(db);
    const plan = await planImport(db.read, { profile: 'wesel-ist-2016', fileName: 'hhplan.csv', bytes });
    assert.equal(refusalOf(plan), undefined);
    assert.deepEqual(
      plan.figures.map((figure) => [figure.name, figure.cents]),
      [
        ['Investitionen (Konten 78…) mit Verrechnungskonto 78910000', 706_657_596],
        ['Investitionen (Konten 78…) ohne Verrechnungskonto 78910000', 1_121_437_157],
        ['Aufwendungen (Konten 5…)', 17_965_874_909],
      ],
    );
    assert.deepEqual([plan.add, plan.leftOut, plan.controlTotalCents], [2_595, 3_376, 2_189_304_272]);
  });

  test('OffenerHaushalt: 99 rows, plan and actuals by profile, income and expense by the direction column', async (t) => {
    const bytes = realBytes(t, 'offenerhaushalt/standard-datensatz-ohh.csv');
    if (!bytes) return;
    const db = await open();
    await addAccountMap(db);
    const plan = { profile: 'offenerhaushalt', fileName: 'ohh.csv', bytes };
    const actuals = { ...plan, profile: 'offenerhaushalt-ist' };
    const planned = await planImport(db.read, plan);
    assert.equal(refusalOf(planned), undefined);
    assert.deepEqual([planned.rowsRead, planned.add, planned.leftOut], [99, 46, 53]);
    await applyImport(db, testBy, plan);
    await applyImport(db, testBy, actuals);
    const state = await writtenState(db);
    assert.equal(state.movements, 46);
    const first = await db.read
      .selectFrom('posting')
      .where('row_number', '=', 2)
      .select(['account', 'cents', 'cost_object', 'sub_budget', 'ledger', 'posted_on', 'fiscal_year'])
      .executeTakeFirstOrThrow();
    assert.deepEqual(first, {
      account: '41611',
      cents: -2_416_264,
      cost_object: '503',
      sub_budget: '5',
      ledger: 'result',
      posted_on: '2016-12-31',
      fiscal_year: 2016,
    });
  });

  test('Wesel: the account map reports the prefix and the id that are ambiguous, and guesses neither', async (t) => {
    const bytes = realBytes(t, 'wesel/kontenrahmen.csv');
    if (!bytes) return;
    const db = await open();
    const input = { profile: 'wesel-kontenrahmen', fileName: 'kontenrahmen.csv', bytes };
    const plan = await planFile(db.read, input);
    assert.deepEqual([plan.rowsRead, plan.add, plan.same, plan.rejected], [40, 39, 1, 0]);
    assert.deepEqual(
      plan.warnings.map((warning) => [warning.line, warning.column, warning.text, warning.message]),
      [
        [
          10,
          'Konto beginnend mit',
          '448',
          'Mehrdeutig: steht schon in Zeile 9, mit Bezeichnung „Privatrechtliche Leistungsentgelte“ und „Kostenerstattungen, -umlagen“; Kennung „E5“ und „E6“. Gezählt wird es einmal.',
        ],
        [
          26,
          'ID',
          'E17',
          'Mehrdeutig: „E17“ steht in Zeile 23 für „Zinsen u. sonstige Finanzaufwendungen“, hier für „Außerordentliche Aufwendungen“.',
        ],
      ],
    );
    await applyFile(db, testBy, input);
    const rule = await db.read
      .selectFrom('account_map')
      .where('frame', '=', 'NW-WESEL')
      .where('account_prefix', '=', '448')
      .select(['ledger', 'kind', 'name'])
      .execute();
    // Both rows say the same about ledger and kind; which name is right stays open.
    const name = 'Privatrechtliche Leistungsentgelte / Kostenerstattungen, -umlagen';
    assert.deepEqual(rule, [{ ledger: 'result', kind: 'income', name }]);
    assert.deepEqual((await importsTieOut(db.read, await postingPass(db.read, db.engine))).faults, []);
  });

  test('US IT Dashboard: a foreign project list is planned, and its faults are named', async (t) => {
    const bytes = realBytes(t, 'us_it_dashboard/us-it-projects.csv');
    if (!bytes) return;
    const db = await open();
    const plan = await planFile(db.read, { profile: 'us-it-projects', fileName: 'us.csv', bytes });
    assert.deepEqual([plan.rowsRead, plan.applicable], [2_472, false]);
    assert.equal(plan.add + plan.change + plan.same + plan.rejected, 2_472);
    assert.deepEqual(
      plan.errors.slice(0, 2).map((error) => [error.line, error.column, error.text, error.message]),
      [
        [2, 'Planned Project Completion Date (B2)', '', 'Ende fehlt.'],
        [3, 'Agency Code', '5', 'Das Amt „5“ gibt es nicht.'],
      ],
    );
    assert.equal((await writtenState(db)).imports, 0);
  });
});

test('The command line says the same: control totals, named figures and the one warning as JSON', async (t) => {
  const wesel = realBytes(t, 'wesel/hhplan2017.csv');
  const freiburg = realPath(FREIBURG);
  if (!wesel || freiburg === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'moves-cli-'));
  const moves = (...args: string[]): Record<string, unknown> => {
    const url = `sqlite:${join(folder, 'moves.db')}`;
    const out = execFileSync(process.execPath, ['server/cli.ts', ...args, '--database', url, '--json'], {
      cwd: resolve(import.meta.dirname, '../..'),
      encoding: 'utf8',
    });
    return JSON.parse(out) as Record<string, unknown>;
  };
  try {
    moves('init', '--admin', 'chef');
    moves('user', 'add', 'kasse', '--name', 'Kasse', '--role', 'controller');
    const file = ['--profile', 'freiburg-2017-2018', '--file', freiburg];
    const first = moves('import', 'appropriations', ...file, '--apply', '--as', 'kasse');
    assert.deepEqual([first['rowsRead'], first['add'], first['controlOk']], [363, 1_452, true]);
    assert.equal((first['controls'] as unknown[]).length, 12);
    assert.equal(first['warningsTotal'], 1);
    const actuals = ['--profile', 'wesel-ist-2016', '--file', realPath('wesel/hhplan2017.csv') ?? ''];
    const figures = moves('import', 'actuals', ...actuals)['figures'] as { cents: number }[];
    assert.deepEqual(
      figures.map((figure) => figure.cents),
      [706_657_596, 1_121_437_157, 17_965_874_909],
    );
    assert.equal(moves('verify')['ok'], true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
