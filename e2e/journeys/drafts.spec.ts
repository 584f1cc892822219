import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'drafts' });

const TYPED = 'Die Abnahme verschiebt sich um zwei Wochen.';
const restored = (within: Page | Locator): Locator =>
  within.getByText(/Entwurf von \d\d:\d\d Uhr wiederhergestellt/u);

async function openStatus(page: Page): Promise<Locator> {
  await page.goto('/projekte/25?stichtag=2021-06-30');
  await page.getByRole('button', { name: 'Status melden' }).first().press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Status melden' });
  await expect(sheet.getByLabel(/Satz zum Stand/u)).toBeVisible();
  return sheet;
}

test('What is typed in a status report lives through Escape, reload, Back and the end of the session', async ({
  page,
  context,
  complaints,
}) => {
  complaints.expectAnswer(/GET \/api\/\S+ 401/u);
  await signIn(page, 'programmbuero');
  let sheet = await openStatus(page);
  const sentence = (): Locator => sheet.getByLabel(/Satz zum Stand/u);
  const before = await sentence().inputValue();
  await sentence().fill(TYPED);

  // Escape asks, and the answer may be to stay.
  await sentence().press('Escape');
  await expect(sheet.getByText('Ihre Eingaben sind noch nicht gesendet.')).toBeVisible();
  await expectAccessible(page);
  await expect(sheet.getByRole('button', { name: 'Weiter bearbeiten' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sentence()).toHaveValue(TYPED);
  await sentence().press('Escape');
  await sheet.getByRole('button', { name: 'Schließen, Entwurf behalten' }).press('Enter');
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: 'Status melden' }).first().press('Enter');
  await expect(sentence()).toHaveValue(TYPED);
  await expect(restored(sheet)).toBeVisible();

  sheet = await openStatus(page);
  await expect(sentence()).toHaveValue(TYPED);
  await page.goto('/uebersicht');
  await page.goBack();
  await page.getByRole('button', { name: 'Status melden' }).first().press('Enter');
  await expect(sentence()).toHaveValue(TYPED);

  // The session ends; another person in the same tab sees nothing of it, the own one gets it back.
  await context.clearCookies();
  await signIn(page, 'projektleitung2');
  sheet = await openStatus(page);
  await expect(sentence()).toHaveValue(before);
  await expect(restored(sheet)).toBeHidden();
  await context.clearCookies();
  await signIn(page, 'programmbuero');
  sheet = await openStatus(page);
  await expect(sentence()).toHaveValue(TYPED);
  await sheet.getByRole('button', { name: 'verwerfen' }).press('Enter');
  await expect(sentence()).toHaveValue(before);
  await sentence().press('Escape');
  await expect(sheet).toBeHidden();
});

test('The next project of a list keeps the text of the one before', async ({ page }) => {
  await signIn(page, 'programmbuero');
  await page.goto('/projekte?projekt=25&stichtag=2021-06-30');
  const sheet = page.getByRole('dialog', { name: 'Status melden' });
  const sentence = sheet.getByLabel(/Satz zum Stand/u);
  await sentence.fill(TYPED);
  await sheet.getByRole('button', { name: 'Nächstes Projekt' }).press('Enter');
  await expect(page).not.toHaveURL(/projekt=25/u);
  await expect(sentence).not.toHaveValue(TYPED);
  await page.goBack();
  await expect(sentence).toHaveValue(TYPED);
  await expect(restored(sheet)).toBeVisible();
});
