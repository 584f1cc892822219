import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'report' });

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** Says of everything the check finds why it stays as it is, and asks for the release. */
async function asks(page: Page): Promise<void> {
  const reasons = page.getByLabel(/Warum es so bleibt/u);
  await expect(reasons.first()).toBeVisible();
  for (const reason of await reasons.all()) await reason.fill('Ist den Ämtern bekannt.');
  await page.getByRole('button', { name: 'Begründungen speichern' }).press('Enter');
  await expect(page.getByText(/^Jeder Punkt ist begründet/u)).toBeVisible();
  await page.getByRole('button', { name: /^Freigabe beantragen/u }).press('Enter');
  const sheet = dialog(page, 'Freigabe beantragen');
  await expect(sheet.getByText(/[0-9a-f]{64}/u)).toBeVisible();
  await sheet.getByLabel('Begründung').fill('Bericht zum Halbjahr');
  await sheet.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(page.getByText(/wartet auf eine andere Person/u)).toBeVisible();
}

async function releases(page: Page, reference: string): Promise<void> {
  await signIn(page, 'controlling1');
  await page.goto('/freigaben');
  await page.getByRole('link', { name: new RegExp(`Bericht GRDrs ${reference}`, 'u') }).press('Enter');
  await page.getByRole('link', { name: /ansehen, wie er herausgegeben wird/u }).press('Enter');
  await expect(page.getByText('Reinschrift, noch nicht herausgegeben')).toBeVisible();
  await expect(page.getByText(`GRDrs ${reference}`).first()).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await page.getByRole('button', { name: 'Freigeben' }).press('Enter');
  await expect(page.getByText(/freigegeben von/u).first()).toBeVisible();
}

test('The office composes, a second person releases, a council member reads', async ({ page }) => {
  test.slow();
  await signIn(page, 'programmbuero');
  await page.goto('/berichte?stichtag=2021-06-30');
  await page.getByRole('link', { name: /Entwurf zum 30\.06\.2021/u }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('30. Juni 2021');
  await page.getByRole('button', { name: /zusammenstellen/u }).press('Enter');
  const head = dialog(page, 'Bericht zusammenstellen');
  await head.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(head.getByRole('alert').first()).toBeVisible();
  await head.getByLabel(/GRDrs-Nummer/u).fill('9100/2021');
  await head.getByLabel('Referat').fill('Referat Allgemeine Verwaltung');
  await head.getByRole('button', { name: 'Sitzung hinzufügen' }).press('Enter');
  await head.getByLabel('Vorlage an').selectOption({ index: 1 });
  await expectAccessible(page);
  await head.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(page).toHaveURL(/entwuerfe\/\d+/u);
  await expect(page.getByText(/Punkte sind offen/u)).toBeVisible();
  await expectAccessible(page);
  await asks(page);
  await releases(page, '9100/2021');

  await signIn(page, 'gemeinderat');
  await page.goto('/');
  await page
    .getByRole('link', { name: /30\. Juni 2021/u })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('30. Juni 2021');
  await expect(page.getByText('Referat Allgemeine Verwaltung')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Beratungsfolge' })).toBeVisible();
  await expect(page.getByText(/Ist den Ämtern bekannt/u).first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Excel/u }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/u);
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.length).toBeGreaterThan(10_000);
});

test('A correction names the old report and says what changed, and the old one says by what it was corrected', async ({
  page,
}) => {
  test.slow();
  await signIn(page, 'programmbuero');
  await page.goto('/berichte');
  await page
    .getByRole('link', { name: /31\. März 2021/u })
    .first()
    .press('Enter');
  await page.getByRole('link', { name: /Berichtigen/u }).press('Enter');
  const correction = dialog(page, 'Bericht berichtigen');
  await correction.getByLabel(/GRDrs-Nummer/u).fill('9101/2021');
  await correction.getByLabel('Warum berichtigt wird').fill('Eine Angabe war falsch.');
  await correction.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(page).toHaveURL(/entwuerfe\/\d+/u);
  await asks(page);
  await releases(page, '9101/2021');
  await signIn(page, 'gemeinderat');
  await page.goto('/berichte/2');
  await expect(page.getByText(/Berichtigt durch/u)).toBeVisible();
  await page.getByRole('link', { name: 'GRDrs 9101/2021', exact: true }).press('Enter');
  await expect(page.getByText(/Eine Angabe war falsch/u).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'GRDrs 9016/2021', exact: true })).toBeVisible();
  await expectAccessible(page);
});
