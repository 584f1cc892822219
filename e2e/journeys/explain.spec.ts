import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Woher kommt diese Zahl?' });

/** Steps down to a part by keyboard: the heading has the focus, Tab reaches the figure, Enter asks for it. */
async function into(page: Page, name: RegExp): Promise<void> {
  const wanted = panel(page).getByRole('button', { name });
  await expect(wanted.first()).toBeVisible();
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press('Tab');
    if ((await wanted.first().and(page.locator(':focus')).count()) > 0) break;
  }
  await expect(wanted.first()).toBeFocused();
  await page.keyboard.press('Enter');
}

test.use({ fresh: 'explain' });

test('From the 18 million down to the document of a posting and back, by keyboard', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/uebersicht?stichtag=2021-06-30');
  const asked = page.getByRole('button', { name: /^bis zur Obergrenze frei 3,27/u });
  await asked.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Woher kommt diese Zahl?' })).toBeFocused();
  await expect(panel(page)).toContainText('frei = R − S − O − I');
  await expect(panel(page).getByRole('row', { name: /bis zur Obergrenze frei/u })).toContainText(
    '3.271.327,06',
  );
  await expectAccessible(page);

  await into(page, /^Ist 10\.768\.389,44/u);
  await expect(panel(page)).toContainText('Ist, Rahmen');
  await into(page, /^101 Mobile Arbeitsplätze/u);
  await into(page, /^Januar/u);
  await expect(panel(page)).toContainText('Einlesung');
  await panel(page)
    .getByRole('button', { name: /Woher kommt diese Zahl/u })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Σ Anteile = Beleg');
  await expect(panel(page)).toContainText(/Beleg \d+/u);
  await expect(panel(page)).toContainText(/Datei .+, Zeile \d+/u);
  await expectAccessible(page);

  // The address restores it, with the way that led here.
  await page.reload();
  await expect(panel(page)).toContainText('Σ Anteile = Beleg');
  await expect(page.getByRole('navigation', { name: 'Weg zur Zahl' }).getByRole('listitem')).toHaveCount(5);
  await page.goBack();
  await expect(panel(page)).toContainText('Einlesung');
  await page.getByRole('navigation', { name: 'Weg zur Zahl' }).getByRole('button').first().click();
  await expect(panel(page)).toContainText('frei = R − S − O − I');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(asked).toBeFocused();
});

test('Money as known on a day says so, and then and now differ by the entries listed', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/uebersicht?stichtag=2021-06-30');
  await expect(page.getByRole('button', { name: /^bis zur Obergrenze frei 3,27/u })).toBeVisible();
  await page.getByLabel('bekannt am').fill('01.05.2021');
  await page.keyboard.press('Enter');
  await expect(page.getByText('wie sie am 01.05.2021 bekannt waren')).toBeVisible();
  const then = page.getByRole('button', { name: /^bis zur Obergrenze frei 5,91/u });
  await expect(then).toBeVisible();
  await expect(page).toHaveURL(/bekannt=2021-05-01/u);
  await page.getByRole('button', { name: 'zum heutigen Wissen' }).click();
  await expect(page).not.toHaveURL(/bekannt=/u);
  await page.getByRole('button', { name: /^bis zur Obergrenze frei 3,27/u }).click();
  await page.getByLabel('Was war am').fill('01.05.2021');
  await page.keyboard.press('Enter');
  await expect(
    panel(page)
      .getByText(/Unterschied/u)
      .first(),
  ).toContainText('€');
  const list = panel(page).getByRole('table', { name: 'Einträge zwischen damals und heute' });
  await expect(list.getByRole('row').last()).toContainText('Unterschied');
  await expect(list).toContainText(/Einlesung \d+/u);
  await expectAccessible(page);
});

test('Council members see figures as text, and cannot ask', async ({ page }) => {
  await signIn(page, 'gemeinderat');
  await page.goto('/uebersicht?stichtag=2021-06-30&herkunft=envelope:1:free');
  await expect(page.getByRole('heading', { name: 'Finanzrahmen' })).toBeVisible();
  await expect(page.locator('[data-figure]')).toHaveCount(0);
  await expect(panel(page)).toHaveCount(0);
  await expect(page.getByLabel('bekannt am')).toHaveCount(0);
});
