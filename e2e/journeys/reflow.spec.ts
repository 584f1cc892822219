import type { Page } from '@playwright/test';
import { expect, settled, signIn, test } from '../fixtures.ts';

/** Every page that a person can be on, with an account that sees most of it. */
const PAGES: readonly (readonly [login: string, path: string])[] = [
  ['programmbuero', '/uebersicht'],
  ['programmbuero', '/projekte'],
  ['programmbuero', '/projekte/23'],
  ['programmbuero', '/projekte/23?tab=meilensteine'],
  ['programmbuero', '/projekte/23?tab=budget'],
  ['programmbuero', '/meilensteine'],
  ['programmbuero', '/stellen'],
  ['controlling1', '/budget'],
  ['controlling1', '/budget/bestellungen?jahr=2021'],
  ['controlling1', '/budget/prognose?jahr=2021'],
  ['controlling1', '/budget/uebertragung?jahr=2020'],
  ['controlling2', '/freigaben?antrag=4'],
  ['controlling1', '/einlesen'],
  ['controlling1', '/einlesen/profile?code=sap-ist'],
  ['controlling1', '/abgleich'],
  ['controlling1', '/abgleich/regeln?regel=R-014'],
  ['programmbuero', '/berichte'],
  ['programmbuero', '/berichte/entwurf'],
  ['gemeinderat', '/berichte/1'],
  ['rechnungspruefung', '/verlauf'],
];

/** Pixels by which the whole page scrolls sideways. */
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/**
 * Targets under 24 by 24 CSS pixels (WCAG 2.2, 2.5.8), without those it excepts: links in a line of text, controls with
 * a label that is large enough, boxes with room of 24 px around them, and what only a screen reader meets.
 */
const SMALL_TARGETS = `[...document.querySelectorAll('a[href], button, input, select, summary')]
  .filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    if (width === 0 || height === 0 || (width >= 24 && height >= 24)) return false;
    if (one.closest('.vh, .skip')) return false;
    if (one.matches('a') && getComputedStyle(one).display === 'inline') return false;
    if (one.matches('input[type=checkbox], input[type=radio]')) {
      const room = (one.closest('label, td, .ag-cell') ?? one).getBoundingClientRect();
      return room.width < 24 || room.height < 24;
    }
    return true;
  })
  .map((one) => one.tagName + ' ' + one.textContent.trim().slice(0, 30) + ' ' +
    one.getBoundingClientRect().width.toFixed(1) + ' × ' + one.getBoundingClientRect().height.toFixed(1))`;

async function arrive(page: Page, login: string, path: string): Promise<void> {
  await signIn(page, login);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await settled(page);
}

for (const [login, path] of PAGES) {
  test(`${path} reflows at 320 px, which is 400 % of 1280, and its targets are 24 px`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await arrive(page, login, path);
    expect(await page.evaluate<number>(OVERFLOW), 'sideways scrolling of the whole page').toBeLessThanOrEqual(
      0,
    );
    expect(await page.evaluate<string[]>(SMALL_TARGETS)).toEqual([]);
  });
}

test('The origin of a figure has targets of 24 px and reflows', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await arrive(page, 'controlling1', '/budget?jahr=2021&stichtag=2021-06-30');
  await page.getByRole('table').first().getByRole('button').last().click();
  await page
    .getByRole('region', { name: /Woher kommt|Zeile|Summe/u })
    .first()
    .waitFor();
  expect(await page.evaluate<string[]>(SMALL_TARGETS)).toEqual([]);
  await arrive(page, 'controlling1', '/uebersicht?stichtag=2021-06-30');
  await page.locator('main button.fig').first().click();
  await expect(page.getByRole('heading', { name: /Woher kommt diese Zahl/u })).toBeVisible();
  await settled(page);
  expect(await page.evaluate<string[]>(SMALL_TARGETS)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate<number>(OVERFLOW)).toBeLessThanOrEqual(0);
});

/** The system colour an element shows with forced colours, by computed style. */
function shown(
  name: 'color' | 'background-color' | 'border-bottom-color' | 'outline-style',
  selector: string,
): string {
  return `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue('${name}')`;
}

test('Forced colours keep the chosen view, light and row', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await arrive(page, 'programmbuero', '/projekte?stichtag=2021-06-30');
  const chosen = await page.evaluate<string>(shown('border-bottom-color', '.views [aria-current]'));
  const other = await page.evaluate<string>(
    shown('border-bottom-color', '.views button:not([aria-current])'),
  );
  expect(chosen, 'the chosen view').not.toBe(other);
  await page.locator('.ag-row[row-id]:not(.sum-row) .ag-cell[col-id=gesamt]').first().click();
  await expect(page.locator('mc-status-form')).toBeVisible();
  expect(await page.evaluate<string>(shown('outline-style', '.ag-row.open'))).toBe('solid');
  const on = await page.evaluate<string>(shown('background-color', '.seg label:has(:checked)'));
  const off = await page.evaluate<string>(shown('background-color', '.seg label:not(:has(:checked))'));
  expect(on, 'the chosen light').not.toBe(off);
});

test('A table that is wider than the page says so, and its money stays in sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await arrive(page, 'controlling1', '/budget/bestellungen?jahr=2021');
  const region = page.getByRole('region', { name: /^Tabelle: Bestellungen/u });
  await expect(region).toHaveAttribute('data-scrolls', '');
  const hint = await page.evaluate<string>(
    'getComputedStyle(document.querySelector(".scroll[data-scrolls]"), "::before").content',
  );
  expect(hint).toContain('seitlich scrollen');
  const money = await region.locator('tbody tr').first().locator('td').last().boundingBox();
  expect((money?.x ?? 1000) + (money?.width ?? 0)).toBeLessThanOrEqual(390);
});
