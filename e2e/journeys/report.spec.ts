import { readFileSync } from 'node:fs';
import { expect, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'report' });

test('The office issues a report, a council member reads it and downloads the workbook', async ({ page }) => {
  await signIn(page, 'programmbuero');
  await page.goto('/berichte?stichtag=2021-06-30');
  await page.getByRole('link', { name: /Entwurf zum 30\.06\.2021/u }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('30. Juni 2021');
  await page
    .getByRole('button', { name: /herausgeben/iu })
    .first()
    .click();
  const sheet = page
    .getByRole('dialog')
    .or(page.getByRole('complementary'))
    .filter({ hasText: 'Bericht herausgeben' });
  await sheet.getByRole('button', { name: 'Unwiderruflich herausgeben' }).click();
  await expect(sheet.getByRole('alert')).toBeVisible();
  await sheet.getByLabel(/GRDrs-Nummer/u).fill('9100/2021');
  await sheet.getByRole('button', { name: 'Unwiderruflich herausgeben' }).click();
  await expect(page).toHaveURL(/berichte\/\d+/u);
  await expect(page.getByText('9100/2021').first()).toBeVisible();

  await signIn(page, 'gemeinderat');
  await page.goto('/berichte');
  await page
    .getByRole('link', { name: /30\. Juni 2021/u })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('30. Juni 2021');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Excel/u }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/u);
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.length).toBeGreaterThan(10_000);
});
