import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

const SAMPLES = resolve(import.meta.dirname, '../../data/samples');

/** Previews a sample under its own document numbers, so that no test meets the rows of another. */
async function preview(page: Page, file: string, documents: string): Promise<void> {
  await page.getByLabel('Profil: wie die Datei zu lesen ist').selectOption('sap-ist');
  // The samples speak of March and April 2021, which the demo's books have closed: here they come in June.
  const text = readFileSync(resolve(SAMPLES, file), 'latin1')
    .replaceAll(';19000000', `;${documents}`)
    .replaceAll('31.03.2021', '30.06.2021')
    .replaceAll(/\.0[34]\.2021/gu, '.06.2021')
    .replaceAll(/;[34];(?=\d{8};)/gu, ';6;');
  await page
    .locator('#import-file')
    .setInputFiles({ name: file, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await page.getByRole('button', { name: 'Vorschau rechnen' }).click();
}

async function countImports(page: Page): Promise<number> {
  const answer = (await (await page.request.get('/api/imports')).json()) as { imports: unknown[] };
  return answer.imports.length;
}

test.use({ fresh: 'import' });

test('A file is previewed, booked once, and recognised when it comes again', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/einlesen');
  const before = await countImports(page);
  await preview(page, 'ok/sap-line-items.csv', '71000000');
  const plan = page.getByRole('region', { name: 'Vorschau' });
  await expect(plan).toContainText('4 Zeilen werden gebucht');
  await expect(plan).toContainText('150.000,50');
  await expect(plan, 'the parsed value beside the text of the cell').toContainText('−1.500,00');
  await expectAccessible(page);
  expect(await countImports(page), 'a preview writes nothing').toBe(before);
  await plan.getByRole('button', { name: /buchen/iu }).click();
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toContainText('150.000,50');
  expect(await countImports(page)).toBe(before + 1);

  await preview(page, 'ok/sap-line-items.csv', '71000000');
  await expect(page.getByRole('region', { name: 'Vorschau' })).toContainText('schon eingelesen');
  expect(await countImports(page)).toBe(before + 1);
});

test('A preview outlives a reload, and is booked once after a lost answer', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/einlesen');
  const before = await countImports(page);
  await preview(page, 'ok/sap-line-items.csv', '73000000');
  const plan = page.getByRole('region', { name: 'Vorschau' });
  await expect(plan).toContainText('150.000,50');
  await page.reload();
  await expect(plan).toContainText('150.000,50');
  // The server books, and its answer never comes: a 502 of somebody in between.
  const keys: (string | undefined)[] = [];
  await page.route('**/apply', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    const answer = await route.fetch();
    if (keys.length > 1) await route.fulfill({ response: answer });
    else await route.fulfill({ status: 200, contentType: 'text/html', body: '<p>weg</p>' });
  });
  await plan.getByRole('button', { name: /buchen/iu }).press('Enter');
  await expect(page.locator('mc-failed')).toBeVisible();
  await page.reload();
  await plan.getByRole('button', { name: /buchen/iu }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toContainText('150.000,50');
  expect(keys[0]).toBe(keys[1]);
  expect(await countImports(page)).toBe(before + 1);
});

test('A control total that is off by a cent is refused with both sums', async ({ page }) => {
  await signIn(page, 'controlling2');
  await page.goto('/einlesen');
  const before = await countImports(page);
  await preview(page, 'not-ok/control-total-off-by-one-cent.csv', '72000000');
  const plan = page.getByRole('region', { name: 'Vorschau' });
  await expect(plan).toContainText('150.000,50');
  await expect(plan).toContainText('150.000,51');
  await expect(plan).toContainText('Die Kontrollsumme muss auf den Cent stimmen.');
  await expect(plan.getByRole('button', { name: /buchen/iu })).toHaveAttribute('aria-disabled', 'true');
  await plan.getByRole('button', { name: /buchen/iu }).click({ force: true });
  expect(await countImports(page)).toBe(before);
  await expectAccessible(page);
});

test('Faulty rows are named with line, column and text; a file that is no table is refused whole', async ({
  page,
  complaints,
}) => {
  complaints.expectAnswer(/POST \/api\/imports\/uploads 4\d\d/u);
  await signIn(page, 'controlling1');
  await page.goto('/einlesen');
  const before = await countImports(page);
  await preview(page, 'not-ok/amount-exponent.csv', '73000000');
  const plan = page.getByRole('region', { name: 'Vorschau' });
  await expect(plan).toContainText('fehlerhaft');
  const [, secondLine] = readFileSync(resolve(SAMPLES, 'not-ok/amount-exponent.csv'), 'latin1').split(
    /\r?\n/u,
  );
  expect(secondLine).toBeDefined();
  await expect(plan.getByRole('table', { name: 'Fehlerhafte Zellen' })).toContainText(
    'Betrag in Hauswährung',
  );
  await expectAccessible(page);
  await preview(page, 'not-ok/program-with-csv-name.csv', '74000000');
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'Zeile 1: Das ist keine Textdatei (Nullbyte).',
  );
  expect(await countImports(page)).toBe(before);
});
