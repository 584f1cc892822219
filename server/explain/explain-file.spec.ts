import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { parseFigure } from '#shared/explain/address.ts';
import type { Explanation } from '#shared/explain/explain.ts';
import { figureTables } from '#shared/explain/figure-tables.ts';
import { toIsoDate } from '#shared/calendar.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';
import { formulaOf, readWorkbook, shown } from '../workbook/test-workbook.ts';
import { addTestUsers } from '../session/test-users.ts';
import { explainedWhole } from './below.sql.ts';
import { ask, nodeAt } from './test-walk.ts';

const JUNE = toIsoDate('2021-06-30');

forEachDatabase((open) => {
  test('The sheets of a figure have its parts, its movements, orders and postings, and their proof, to the cent', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const fetch = await app.as('controller');
    const page = await ask<BudgetPage>(fetch, `/api/budget?asOf=${JUNE}`);
    const [ledger] = page.ledgers;
    const figure = `ledger:2021:${ledger?.ledger ?? ''}:expense:V`;
    const node = await nodeAt(fetch, figure, `asOf=${JUNE}`);
    const response = await fetch(`/api/explain.xlsx?figure=${encodeURIComponent(figure)}&asOf=${JUNE}`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-disposition') ?? '', /Herkunft-ledger-2021.*\.xlsx/u);
    const workbook = await readWorkbook(Buffer.from(await response.arrayBuffer()));
    assert.deepEqual(
      workbook.worksheets.map((sheet) => sheet.name),
      ['Zahl', 'Probe', 'Bewegungen', 'Bestellungen', 'Buchungen'],
    );
    const sheet = workbook.getWorksheet('Zahl');
    const values: unknown[] = [];
    sheet?.eachRow((row) => {
      const [label, value] = [row.getCell(2), row.getCell(6)];
      if (typeof shown(value) === 'number') values.push([label.value, shown(value)]);
    });
    assert.deepEqual(values, [
      ...node.parts.map((part) => [part.label, (part.sign * part.value) / 100]),
      [node.label, node.value / 100],
    ]);
    for (const one of workbook.worksheets) {
      const last = one.getColumn(one.name === 'Probe' ? 2 : one.columnCount);
      let totals = 0;
      last.eachCell((cell) => {
        if (formulaOf(cell) !== undefined) totals += 1;
      });
      assert.equal(totals, 1, `${one.name}: its sum is a formula`);
      one.eachRow((row) => {
        row.eachCell((cell) => {
          if (formulaOf(cell) !== undefined)
            assert.match(formulaOf(cell) ?? '', /^ROUND\(SUM\(|^ROUND\(0/u, `${one.name} ${cell.address}`);
        });
      });
    }
  });

  test('A text that looks like a formula stays a text, and a figure that does not exist is refused in words', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const ids = await addTestBudget(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const fetch = await app.as('controller');
    const line = ids.get('105/2021') ?? 0;
    const read = await db.snapshot((query) =>
      explainedWhole(
        query,
        { of: 'lines', owner: { of: 'line', id: line }, figure: 'V' },
        { asOf: JUNE, knownOn: null, knownSeq: undefined, page: 1, own: null },
      ),
    );
    assert.ok(read.below);
    for (const table of figureTables(read.node, read.below))
      assert.deepEqual(reportTableFaults(table), [], table.title);
    const evil: Explanation = {
      ...read.node,
      parts: read.node.parts.map((part) => ({ ...part, label: '=1+1', note: '@SUM(A1)' })),
    };
    const bytes = await annexWorkbook({ title: 'x', asOf: JUNE, demo: false }, figureTables(evil, null));
    const labels: unknown[] = [];
    (await readWorkbook(bytes)).getWorksheet('Zahl')?.eachRow((row) => {
      if (row.getCell(2).value === '=1+1')
        labels.push(formulaOf(row.getCell(2)), row.getCell(4).value, formulaOf(row.getCell(4)));
    });
    assert.deepEqual(
      labels,
      evil.parts.flatMap(() => [undefined, '@SUM(A1)', undefined]),
    );
    for (const [address, status] of [
      ['nichts', 400],
      ['line:999999:V', 404],
      ['order:5555', 404],
    ] as const) {
      assert.equal(address === 'nichts', parseFigure(address) === null);
      const response = await fetch(`/api/explain.xlsx?figure=${address}`);
      assert.equal(response.status, status, address);
      assert.match(response.headers.get('content-type') ?? '', /problem\+json/u);
    }
  });
});
