import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { BudgetPage } from '#shared/budget/budget.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { parseEuro } from '#shared/money.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { selectionWords } from './postings.sql.ts';

forEachDatabase((open) => {
  test('The postings of a sub-budget sum to the actuals its page shows, and the file names its filter', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const ids = await addTestBudget(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const centsOf = async (query: string): Promise<number[]> => {
      const text = await (await controller(`/api/postings.csv?${query}`)).text();
      const [head = [], ...rows]: string[][] = parse(text, { bom: true, delimiter: ';' });
      return rows.map((row) => parseEuro(row[head.indexOf('Betrag in Euro')] ?? '') ?? NaN);
    };
    const sum = (cents: number[]): number => cents.reduce((total, one) => total + one, 0);
    const year = 'asOf=2021-06-30&year=2021';
    for (const code of ['100', '630']) {
      const page = (await (await controller(`/api/budget?${year}&subBudget=${code}`)).json()) as BudgetPage;
      const lines = page.ledgers.flatMap((ledger) => ledger.groups.flatMap((group) => group.lines));
      const found = await centsOf(`${year}&subBudget=${code}`);
      assert.equal(sum(found), sum(lines.map((line) => line.figures.I)), code);
    }
    const part = await centsOf(`${year}&subBudget=100`);
    assert.ok(part.length > 0 && part.length < (await centsOf(year)).length);
    assert.deepEqual(await centsOf(`${year}&subBudget=gibt-es-nicht`), []);

    const asOf = '2021-06-30' as IsoDate;
    const line = ids.get('105/2021') ?? 0;
    assert.match(
      await selectionWords(db.read, { asOf, line }),
      /^Buchungen, Zeile 105 .+, Stichtag 30\.06\.2021$/u,
    );
    assert.equal(
      await selectionWords(db.read, { asOf, year: 2021, ledger: 'cash', subBudget: '100' }),
      'Buchungen 2021, Finanzhaushalt, Teilhaushalt 100, Stichtag 30.06.2021',
    );
  });
});
