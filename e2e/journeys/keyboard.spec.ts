import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures.ts';

/** Presses Tab until the wanted element has the focus; fails when it never comes. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  const wanted = page.locator(':focus').filter({ hasText: name });
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab');
    if ((await wanted.count()) > 0) return;
  }
  throw new Error(`${String(name)} was not reached with ${String(most)} times Tab`);
}

test.use({ fresh: 'keyboard' });

test('From sign-in to a figure and its origin without a mouse', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await tabTo(page, /Controlling 1|Finanzcontrolling/u);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  await tabTo(page, /Zum Inhalt/u, 3);
  await page.keyboard.press('Enter');
  await expect(page.locator('main:focus, main :focus')).toHaveCount(1);
  await page.goto('/budget?stichtag=2021-06-30');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Budget');
  const figure = page.getByRole('table').first().getByRole('button').last();
  await figure.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Woher kommt diese Zahl/u })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: /Woher kommt diese Zahl/u })).toHaveCount(0);
  await expect(figure, 'the focus comes back to the figure').toBeFocused();
});

test('A status is reported with the keyboard alone, and faults take the focus', async ({ page }) => {
  await signIn(page, 'programmbuero');
  await page.goto('/projekte/31?stichtag=2021-06-30');
  await page.getByRole('button', { name: 'Status melden' }).first().focus();
  await page.keyboard.press('Enter');
  const sentence = page.getByLabel('Ein Satz zum Stand, erscheint im Bericht');
  await expect(sentence).toBeVisible();
  await sentence.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Melden', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'nicht' }).first()).toBeFocused();
  // What is typed is not sent: Escape asks, and the keyboard answers.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Weiter bearbeiten' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Verwerfen und schließen' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sentence).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Status melden' }).first()).toBeFocused();
});

test('The grid of projects is walked with arrows and opened with Enter', async ({ page }) => {
  await signIn(page, 'programmbuero');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/projekte?stichtag=2021-06-30');
  const first = page.getByRole('gridcell').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.ag-cell-focus')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/projekt/u);
});
