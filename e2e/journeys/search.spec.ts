import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test('Ctrl-K finds a line from its bare words and opens it without a mouse', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/uebersicht?stichtag=2021-06-30');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Suchbegriff' });
  await expect(field).toBeFocused();
  await field.fill('identitaetsverwaltung');
  const lines = page.getByRole('group', { name: 'Haushaltszeilen' });
  await expect(lines.getByRole('option').first()).toContainText('Identitätsverwaltung');
  await expectAccessible(page);
  while ((await lines.locator('[aria-selected="true"]').count()) === 0)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/budget\?.*zahl=zeile:\d+:V/u);
  await expect(field).toHaveCount(0);
});

test('A paper opens its page, and nothing found is said', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/budget?stichtag=2021-06-30');
  await page.getByRole('button', { name: 'Suchen' }).click();
  const field = page.getByRole('combobox', { name: 'Suchbegriff' });
  await field.fill('GRDrs 316/2021');
  await page.getByRole('group', { name: 'Drucksachen' }).getByRole('option').first().click();
  await expect(page).toHaveURL(/\/beschluesse\/GRDrs-316-2021/u);
  await expect(page.getByRole('heading', { name: /316\/2021/u }).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await field.fill('gibt es nirgends');
  await expect(page.getByRole('status').filter({ hasText: 'Nichts gefunden.' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});

test('The council finds projects and papers, and no line or posting', async ({ page }) => {
  await signIn(page, 'gemeinderat');
  await page.goto('/berichte');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Suchen' }).click();
  await page.getByRole('combobox', { name: 'Suchbegriff' }).fill('eakte');
  await expect(page.getByRole('group', { name: 'Projekte' })).toBeVisible();
  await expect(
    page.getByRole('group', { name: /Haushaltszeilen|Buchungen|Stellen|Bestellungen/u }),
  ).toHaveCount(0);
  await expectAccessible(page);
});
