import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { budgetSheets } from '#shared/budget/budget-sheets.ts';
import { FIGURES } from '#shared/budget/terms.ts';
import { parseEuro } from '#shared/money.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { DEMO } from '../demo/test-demo.ts';
import { formulaOf, readWorkbook, shown } from '../workbook/test-workbook.ts';

const THEN = 'asOf=2021-06-30&year=2021&knownOn=2021-03-31';
const NOW = 'asOf=2021-06-30&year=2021';

const linesOf = (page: BudgetPage) =>
  page.ledgers.flatMap((ledger) => ledger.groups.flatMap((group) => group.lines));

forEachDatabase((open) => {
  test('The table of the budget and its postings leave as files, on both clocks, with the figures of the page', async (t) => {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const fetch = await app.as('controlling1');
    const pageOf = async (query: string) =>
      (await (await fetch(`/api/budget?${query}`)).json()) as BudgetPage;
    assert.notDeepEqual(await pageOf(THEN), await pageOf(NOW), 'the two days must differ to prove something');

    for (const query of [THEN, NOW, `${NOW}&subBudget=100`, `${NOW}&ledger=cash`]) {
      const ledger = new URLSearchParams(query).get('ledger');
      const whole = await pageOf(query.replace(/&ledger=.*/u, ''));
      const ledgers = whole.ledgers.filter((one) => ledger === null || one.ledger === ledger);
      const page = { ...whole, ledgers };
      for (const table of budgetSheets(page)) assert.deepEqual(reportTableFaults(table), []);
      const response = await fetch(`/api/budget.xlsx?${query}`);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-disposition') ?? '', /budget-2021-2021-06-30\.xlsx/u);
      const workbook = await readWorkbook(Buffer.from(await response.arrayBuffer()));
      const found = new Map<string, unknown[]>();
      for (const sheet of workbook.worksheets) {
        sheet.eachRow((row) => {
          const [number, amounts] = [row.getCell(1).text, FIGURES.map((_, at) => row.getCell(8 + at))];
          if (!/^\d+$/u.test(number)) return;
          found.set(number, amounts.map(shown));
          // F and V are computed again where they are read.
          for (const name of ['F', 'V'] as const)
            assert.ok(formulaOf(row.getCell(8 + FIGURES.indexOf(name))) !== undefined);
        });
      }
      const expected = linesOf(page).map((line): [string, unknown[]] => [
        line.number,
        FIGURES.map((name) => line.figures[name] / 100),
      ]);
      assert.ok(expected.length > 0);
      assert.deepEqual([...found], expected);

      const text = await (await fetch(`/api/postings.csv?${query}`)).text();
      const [head = [], ...rows]: string[][] = parse(text, { bom: true, delimiter: ';' });
      const [at, line] = [head.indexOf('Betrag in Euro'), head.indexOf('Haushaltszeile')];
      const cents = rows
        .filter((row) => /^\d/u.test(row[line] ?? ''))
        .reduce((sum, row) => sum + (parseEuro(row[at] ?? '') ?? NaN), 0);
      assert.equal(
        cents,
        linesOf(page).reduce((sum, one) => sum + one.figures.I, 0),
      );
    }
  });
});
