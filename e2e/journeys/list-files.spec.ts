import { expect, expectAccessible, signIn, test } from '../fixtures.ts';
import { readSheet } from '../read-sheet.ts';

test('A filtered grid gives its Excel file by keyboard: the same rows in the same order, and a head that says which', async ({
  page,
}) => {
  await signIn(page, 'programmbuero');
  await page.goto(
    '/projekte?stichtag=2021-06-30&ansicht=gelb-rot&sort=-verfuegbar&spalten=projekt,gesamt,verfuegbar',
  );
  const grid = page.getByRole('region', { name: 'Projekte' });
  await grid.getByLabel('Gesamt filtern').selectOption('gelb');
  await expect(page.getByText('Gesamt: gelb')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /Projekte: \d+ von \d+/u })).toBeVisible();
  const names = await grid.locator('.ag-row[row-id]:not(.sum-row) a').allTextContents();
  expect(names.length).toBeGreaterThan(2);

  const link = page.getByRole('link', { name: /^Excel: \d+ Projekte wie gezeigt$/u });
  await link.focus();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toBe('projekte-2021-06-30.xlsx');
  const rows = readSheet(await file.path());
  expect(rows.slice(0, 6).flat()).toEqual([
    'Projekte',
    'Stichtag 30.06.2021',
    'Alles, was Programmbüro sehen darf.',
    'Ansicht: Gelb oder rot',
    'Filter: Gesamt: gelb',
    'Sortiert nach Budget · verfügbar, absteigend',
  ]);
  const head = rows.findIndex(([first]) => first === 'Nr.');
  expect(rows.slice(head + 1, head + 1 + names.length).map((row) => row[1])).toEqual(names);
  expect(rows[head + 1 + names.length]?.[0]).toBe('Summe');
});
