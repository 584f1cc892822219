import { plainEuro } from '#shared/money.ts';
import { csvText } from '#shared/text/csv.ts';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { parseEuro, toCents } from '#shared/money.ts';
import { fromSheetText } from '#shared/text/sheet-text.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import { testBy } from '../imports/test-imports.ts';
import { reassign } from '../reconciliation/assign.sql.ts';
import { hasLibreOffice, readWorkbook } from '../workbook/test-workbook.ts';
import { addTestUsers } from '../session/test-users.ts';
import { POSTING_COLUMNS } from './columns.ts';
import type { PostingPart } from './postings.sql.ts';
import { longWorkbook } from '../workbook/long-sheet.ts';

const HOSTILE = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '@SUM(A1)',
  '+49 711',
  '-5',
  '\t=2',
  'a;"b"\r\nc',
  '007',
  '<&>',
  '\u{1F600}',
];

/** Texts that a spreadsheet would like to run, on postings of 0,00 that leave every sum alone. */
async function addHostile(db: Database): Promise<void> {
  const { id, ...first } = await db.read
    .selectFrom('posting')
    .where('fiscal_year', '=', 2021)
    .selectAll()
    .orderBy('id')
    .executeTakeFirstOrThrow();
  assert.ok(id > 0);
  await transact(db, testBy, async (tx) => {
    const rows = HOSTILE.map((text, n) => ({
      ...first,
      text,
      vendor: text,
      row_key: `hostile-${n}`,
      cents: toCents(0),
    }));
    await tx.query.insertInto('posting').values(rows).execute();
    return { result: undefined, change: { action: 'seed', entity: 'posting', entityId: 'hostile' } };
  });
}

async function splitFirst(db: Database): Promise<void> {
  const posting = await db.read
    .selectFrom('posting')
    .where('line_id', 'is not', null)
    .where('fiscal_year', '=', 2021)
    .where('ledger', '=', 'result')
    .selectAll()
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const other = await db.read
    .selectFrom('budget_line')
    .where('year', '=', 2021)
    .where('ledger', '=', 'result')
    .where('id', '<>', posting.line_id)
    .select('id')
    .executeTakeFirstOrThrow();
  await transact(db, testBy, async (tx) => {
    const part = (lineId: number | null, cents: number) => ({
      target: 'line' as const,
      lineId,
      cents: toCents(cents),
    });
    const to = [part(posting.line_id, 100), part(other.id, posting.cents - 100)];
    const moved = await reassign(tx, [{ postingId: posting.id, to, method: 'split' }]);
    return { result: moved, change: { action: 'assignment.split', entity: 'posting', entityId: posting.id } };
  });
}

const label = (text: string): number => POSTING_COLUMNS.findIndex((column) => column.label === text);
const [LINE, CENTS, TEXT, LEDGER] = [
  label('Haushaltszeile'),
  label('Betrag in Euro'),
  label('Text'),
  label('Haushalt'),
];

/** Sum of the cents per line of a year's page. */
function actualsOf(page: BudgetPage): Map<string, number> {
  const lines = page.ledgers.flatMap((ledger) => ledger.groups.flatMap((group) => group.lines));
  return new Map(lines.filter((line) => line.figures.I !== 0).map((line) => [line.number, line.figures.I]));
}

function sums(rows: readonly (readonly [string, number])[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [line, cents] of rows) found.set(line, (found.get(line) ?? 0) + cents);
  return new Map([...found].filter(([line, cents]) => cents !== 0 && line !== 'nicht zugeordnet'));
}

const sorted = (map: Map<string, number>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

function csvRows(bytes: Buffer): string[][] {
  const rows: string[][] = parse(bytes, { bom: true, delimiter: ';' });
  return rows;
}

function viaLibreOffice(bytes: Buffer, name: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'moves-export-'));
  try {
    writeFileSync(join(folder, name), bytes);
    const filter = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1';
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, name)],
      {
        stdio: 'ignore',
      },
    );
    return csvRows(readFileSync(join(folder, name.replace('.xlsx', '-Buchungen.csv'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

forEachDatabase((open, engine) => {
  test('An export holds every posting, sums to the actuals of every line, and its texts stay texts', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    await addHostile(db);
    await splitFirst(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const query = 'asOf=2021-06-30&year=2021';
    const page = (await (await controller(`/api/budget?${query}`)).json()) as BudgetPage;
    const expected = sorted(actualsOf(page));
    assert.ok(expected.length > 2);

    const csv = await controller(`/api/postings.csv?${query}`);
    assert.match(csv.headers.get('content-disposition') ?? '', /buchungen-2021-2021-06-30\.csv/u);
    const [head, ...rows] = csvRows(Buffer.from(await csv.arrayBuffer()));
    assert.deepEqual(
      head,
      POSTING_COLUMNS.map((column) => column.label),
    );
    const cents = (text = ''): number => parseEuro(text) ?? NaN;
    assert.deepEqual(sorted(sums(rows.map((row) => [row[LINE] ?? '', cents(row[CENTS])]))), expected);
    const texts = rows.map((row) => row[TEXT] ?? '');
    assert.ok(texts.every((text) => !/^[=+\-@\t]/u.test(text)));

    const answer = await controller(`/api/postings.xlsx?${query}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const workbook = await readWorkbook(bytes);
    const sheet = workbook.getWorksheet('Buchungen');
    const seen: [string, number][] = [];
    const kept: string[] = [];
    sheet?.eachRow((row, at) => {
      if (at === 1) return;
      const amount = row.getCell(CENTS + 1).value;
      assert.equal(typeof amount, 'number');
      seen.push([row.getCell(LINE + 1).text, Math.round(Number(amount) * 100)]);
      kept.push(fromSheetText(row.getCell(TEXT + 1).text));
      row.eachCell((cell) => {
        assert.equal(cell.formula, undefined, cell.address);
      });
    });
    assert.deepEqual(sorted(sums(seen)), expected);
    for (const text of HOSTILE) assert.ok(kept.includes(text), text);
    assert.equal(sheet?.getRow(2).getCell(1).value instanceof Date, true);
    assert.equal(sheet?.views[0]?.state, 'frozen');
    assert.equal(seen.length, rows.length);

    if (!hasLibreOffice()) {
      t.diagnostic('soffice fehlt auf dieser Maschine: nicht gegengelesen.');
      return;
    }
    if (engine !== 'sqlite') return;
    const [, ...opened] = viaLibreOffice(bytes, 'buchungen.xlsx');
    const stored = (text = ''): number => Math.round(Number(text.replace(',', '.')) * 100);
    assert.deepEqual(sorted(sums(opened.map((row) => [row[LINE] ?? '', stored(row[CENTS])]))), expected);
    assert.equal(opened.length, rows.length);
  });

  test('A selection by ledger, line and day is refused when it makes no sense, and nobody reads without the right', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const ids = await addTestBudget(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const rows = async (query: string) =>
      csvRows(Buffer.from(await (await controller(`/api/postings.csv?${query}`)).arrayBuffer())).slice(1);
    const cash = await rows('asOf=2021-06-30&ledger=cash');
    assert.ok(cash.length > 0 && cash.every((row) => row[LEDGER] === 'Finanzhaushalt'));
    const line = await rows(`asOf=2021-06-30&line=${ids.get('105/2021') ?? 0}`);
    assert.ok(line.length > 0 && line.every((row) => row[LINE] === '105'));
    assert.deepEqual(await rows('asOf=2019-01-01'), []);
    for (const query of ['limit=1e9', 'asOf=morgen', 'year=1', 'line=0', 'ledger=x'])
      assert.equal((await controller(`/api/postings.csv?${query}`)).status, 400, query);
    assert.equal((await (await app.as('council'))('/api/postings.xlsx')).status, 403);
    assert.equal((await (await app.as(null))('/api/postings.xlsx')).status, 401);
  });
});

test('A field is never a formula, and cents are written exactly', () => {
  assert.deepEqual(HOSTILE.slice(0, 8).map(csvText), [
    "'=1+1",
    "'=cmd|' /C calc'!A0",
    "'@SUM(A1)",
    "'+49 711",
    "'-5",
    "'\t=2",
    '"a;""b""\r\nc"',
    '007',
  ]);
  assert.deepEqual(
    [0, 5, -5, 100, -123_456_789].map((cents) => plainEuro(cents, ',')),
    ['0,00', '0,05', '-0,05', '1,00', '-1234567,89'],
  );
});

test('More rows than a sheet holds go on to the next one', async () => {
  const part = {
    day: '2021-01-01',
    cents: 1,
    text: 'x',
    target: 'line',
    ledger: 'cash',
    method: null,
    documentOn: null,
    sapPostedOn: null,
  } as PostingPart;
  const batches = (async function* () {
    yield await Promise.resolve(Array.from({ length: 25 }, () => part));
  })();
  const chunks: Buffer[] = [];
  for await (const chunk of longWorkbook(POSTING_COLUMNS, batches, {
    title: 'T & T',
    name: 'Buchungen',
    rowsPerSheet: 10,
  }))
    chunks.push(chunk);
  const workbook = await readWorkbook(Buffer.concat(chunks));
  assert.deepEqual(
    workbook.worksheets.map((sheet) => [sheet.name, sheet.rowCount]),
    [
      ['Buchungen', 11],
      ['Buchungen 2', 11],
      ['Buchungen 3', 6],
    ],
  );
});
