import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'grids', viewport: { width: 1440, height: 900 } });

/** Rows of a grid as they are in the document, on the page of the grid that is shown. */
const ROWS = '.ag-row[row-id]:not(.sum-row)';

/** What Kopieren puts into the clipboard: the head, and the rows in their order. */
async function copied(page: Page): Promise<{ head: string[]; rows: string[][] }> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Kopieren' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Zwischenablage' })).toBeVisible();
  const text = await page.evaluate<string>('navigator.clipboard.readText()');
  const [head = [], ...rows] = text.split('\n').map((line) => line.split('\t'));
  return { head, rows };
}

/** `1234567,89` as whole hundredths. */
function hundredths(text: string): bigint {
  return BigInt(text.replace(',', '') || '0');
}

/** Half away from zero, in thousands of euro, as the grid shows them. */
function thousands(cents: bigint): string {
  const magnitude = ((cents < 0n ? -cents : cents) + 50_000n) / 100_000n;
  const text = String(magnitude).replace(/\B(?=(\d{3})+$)/gu, '.');
  return cents < 0n && magnitude > 0n ? `−${text}` : text;
}

interface Grid {
  noun: string;
  one: string;
  /** The foot of its columns with sums, from the copied columns. */
  foot: (sum: (head: string) => bigint) => string[];
}

/** Rows, foot, heading, count and clipboard all speak of the same rows; how many these are. */
async function expectOneTruth(page: Page, grid: Grid, what: string): Promise<number> {
  const { head, rows } = await copied(page);
  const count = rows.length;
  const label = count === 1 ? `Summe: 1 ${grid.one}` : `Summe der ${String(count)} ${grid.noun}`;
  const foot = page.locator('.sum-row');
  await expect(foot, what).toContainText(label);
  await expect(page.locator(ROWS), what).toHaveCount(Math.min(count, 100));
  const sum = (name: string): bigint => {
    const at = head.indexOf(name);
    expect(at, `${name} in ${head.join('|')}`).toBeGreaterThanOrEqual(0);
    return rows.reduce((total, row) => total + hundredths(row[at] ?? ''), 0n);
  };
  for (const text of grid.foot(sum)) await expect(foot, what).toContainText(text);
  await expect(
    page
      .locator('.sub, .lead')
      .filter({ hasText: `${String(count)} von` })
      .first(),
    what,
  ).toBeVisible();
  return count;
}

const PROJECTS: Grid = {
  noun: 'Projekte',
  one: 'Projekt',
  foot: (sum) => [`${thousands(sum('Budget, €'))} · ${thousands(sum('verfügbar, €'))}`],
};
const MILESTONES: Grid = {
  noun: 'Meilensteine',
  one: 'Meilenstein',
  foot: (sum) => [thousands(sum('Gewicht, €'))],
};
const POSITIONS: Grid = { noun: 'Stellen', one: 'Stelle', foot: () => [] };

async function openGrid(page: Page, path: string): Promise<void> {
  await signIn(page, 'programmbuero');
  await page.goto(path);
  await page.locator('mc-data-grid, h2#h-posts').last().scrollIntoViewIfNeeded();
  await expect(page.locator(ROWS).first()).toBeVisible();
}

test('Projekte: foot, heading and copy follow filter, view, reset, sorting, Back and the Stichtag', async ({
  page,
}) => {
  await openGrid(page, '/projekte?stichtag=2021-06-30');
  const tab = (name: RegExp) =>
    page.getByRole('navigation', { name: 'Ansichten' }).getByRole('button', { name });
  const all = await expectOneTruth(page, PROJECTS, 'at first');
  await page.getByLabel('Gesamt filtern').selectOption('rot');
  await expect(page).toHaveURL(/f\.gesamt=rot/u);
  const red = await expectOneTruth(page, PROJECTS, 'filtered');
  expect(red).toBeLessThan(all);
  await tab(/Lenkungskreis/u).click();
  await expect(page).toHaveURL(/ansicht=lenkungskreis/u);
  const flagships = await expectOneTruth(page, PROJECTS, 'another view, same filter');
  await page.getByRole('button', { name: 'Filter zurücksetzen' }).click();
  await expect(page).not.toHaveURL(/f\.gesamt/u);
  const reset = await expectOneTruth(page, PROJECTS, 'reset');
  expect(reset).toBeGreaterThan(flagships);
  await page.getByRole('columnheader', { name: 'Budget · verfügbar, Tsd. €' }).click();
  await expect(page).toHaveURL(/sort=/u);
  expect(await expectOneTruth(page, PROJECTS, 'sorted')).toBe(reset);
  await page.goBack();
  await expect(page).toHaveURL(/f\.gesamt=rot/u);
  expect(await expectOneTruth(page, PROJECTS, 'Back brings the filter back')).toBe(red);
  await page.goto('/projekte?stichtag=2020-12-31&f.verfuegbar=%3E%200');
  await expect(page.locator(ROWS).first()).toBeVisible();
  await expectOneTruth(page, PROJECTS, 'another Stichtag, filter from the address');
});

test('Meilensteine: foot, heading and copy follow view, filter, reset and more than one page', async ({
  page,
}) => {
  await openGrid(page, '/meilensteine?stichtag=2021-06-30&ansicht=alle');
  const tab = (name: RegExp) =>
    page.getByRole('navigation', { name: 'Ansichten' }).getByRole('button', { name });
  const all = await expectOneTruth(page, MILESTONES, 'all');
  await tab(/Erreicht/u).click();
  await expect(page).toHaveURL(/ansicht=erreicht/u);
  const reached = await expectOneTruth(page, MILESTONES, 'reached');
  expect(reached).toBeLessThan(all);
  await page.getByLabel('Basis filtern').fill('bis 3.2021');
  await expect(page).toHaveURL(/f\.basis/u);
  const until = await expectOneTruth(page, MILESTONES, 'until March');
  expect(until).toBeLessThan(reached);
  await expect(page.locator('.chip')).toContainText('Basis: bis 31.03.2021');
  await page.getByRole('button', { name: 'Filter Basis aufheben' }).click();
  await expect(page.locator('.chip')).toHaveCount(0);
  expect(await expectOneTruth(page, MILESTONES, 'taken off')).toBe(reached);
});

test('Stellen: foot, heading and copy follow filter and reset', async ({ page }) => {
  await openGrid(page, '/stellen?stichtag=2021-06-30');
  const all = await expectOneTruth(page, POSITIONS, 'all');
  await page.getByLabel('VZÄ filtern').fill('0,5');
  await expect(page).toHaveURL(/f\.vzae/u);
  const half = await expectOneTruth(page, POSITIONS, 'half posts');
  expect(half).toBeLessThan(all);
  await page.getByLabel('Zustand filtern').fill('ab 2021');
  await expect(page).toHaveURL(/f\.zustand/u);
  await expectOneTruth(page, POSITIONS, 'both');
  await page.getByRole('button', { name: 'Filter zurücksetzen' }).click();
  await expect(page.getByLabel('Zustand filtern')).toHaveValue('');
  expect(await expectOneTruth(page, POSITIONS, 'reset')).toBe(all);
});

test('Budget: heading, sums and the file speak of the ledger and the sub-budget that are shown', async ({
  page,
}) => {
  await signIn(page, 'controlling1');
  await page.goto('/budget?stichtag=2021-06-30');
  await expect(page.getByRole('table').first()).toBeVisible();
  const lines = page.locator('mc-budget-table tr.line');
  const heading = page.locator('.head .sub').first();
  const all = await lines.count();
  await expect(heading).toContainText(`${String(all)} Zeilen`);
  await page.getByRole('combobox', { name: 'Haushalt', exact: true }).selectOption('cash');
  await expect(page).toHaveURL(/buch=cash/u);
  await expect.poll(() => lines.count()).toBeLessThan(all);
  const finance = await lines.count();
  await expect(heading).toContainText(`${String(finance)} Zeile`);
  const file = page.getByRole('link', { name: /Zeilen 2021, Finanzhaushalt/u });
  await expect(file).toHaveAttribute('href', /ledger=cash/u);
  await page.goBack();
  await expect(heading).toContainText(`${String(all)} Zeilen`);
});

test('Abgleich: each sum says how many postings it is of', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/abgleich?jahr=2021');
  const groups = page.getByRole('table', { name: /^Nicht zugeordnete Buchungen/u }).locator('tbody');
  await expect(groups.first()).toBeVisible();
  for (const group of await groups.all()) {
    const rows = (await group.getByRole('row').count()) - 2;
    await expect(group.locator('.sum')).toContainText(new RegExp(`\\b${String(rows)}( Buchung|$)`, 'u'));
    const amounts = await group.locator('tr:not(.grp):not(.sum) td.r').allInnerTexts();
    const cents = amounts.reduce(
      (sum, text) => sum + hundredths(text.replace(/\./gu, '').replace('−', '-')),
      0n,
    );
    const shown = await group.locator('.sum td.r').innerText();
    expect(hundredths(shown.replace(/\./gu, '').replace('−', '-'))).toBe(cents);
  }
});

test('A filter is understood or said, never silently empty', async ({ page }) => {
  await openGrid(page, '/projekte?stichtag=2021-06-30');
  const filter = page.getByLabel('Budget · verfügbar filtern');
  await filter.fill('>2020');
  await expect(page.locator('.chip')).toContainText('verfügbar über 2.020');
  await expectOneTruth(page, PROJECTS, '>2020');
  await filter.fill('< - 5');
  await expect(page.locator('.chip')).toContainText('verfügbar unter −5');
  await filter.fill('> viel');
  await expect(page.getByRole('alert').filter({ hasText: '„> viel“ nicht verstanden' })).toBeVisible();
  await expect(filter).toHaveAttribute('aria-invalid', 'true');
  await expectOneTruth(page, PROJECTS, 'what is not understood hides nothing');
  await page.getByLabel('Gesamt filtern').selectOption('rot');
  await expect(page.locator('.chip')).toHaveText(/Gesamt: rot/u);
  await expectAccessible(page);
  await filter.fill('999999999');
  await expect(page.getByText('Keine Zeile passt zu den Filtern.')).toBeVisible();
  await expect(page.locator('.sum-row')).toContainText('Summe der 0 Projekte');
});
