import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

const SAMPLE = readFileSync(
  resolve(import.meta.dirname, '../../data/samples/ok/sap-line-items.csv'),
  'latin1',
)
  .replaceAll(';19000000', ';75000000')
  // June 2021 is the demo's open month.
  .replaceAll('31.03.2021', '30.06.2021')
  .replaceAll(/\.0[34]\.2021/gu, '.06.2021')
  .replaceAll(/;[34];(?=\d{8};)/gu, ';6;');
const DEARER = SAMPLE.replace('12.500,00', '12.501,00').replace('150.000,50', '150.001,50');

async function readIn(page: Page, text: string): Promise<void> {
  await page.goto('/einlesen');
  await page.getByLabel('Profil: wie die Datei zu lesen ist').selectOption('sap-ist');
  await page
    .locator('#import-file')
    .setInputFiles({ name: 'berichtigt.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await page.getByRole('button', { name: 'Vorschau rechnen' }).click();
  const plan = page.getByRole('region', { name: 'Vorschau' });
  await plan.getByRole('button', { name: /buchen/iu }).click();
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toBeVisible();
}

/** Asks by keyboard, in the sheet that is open. */
async function ask(page: Page, reason: string): Promise<void> {
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('table').first()).toBeVisible();
  await sheet.getByLabel('Begründung').focus();
  await page.keyboard.type(reason);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
}

/** The newest open request of a kind, approved by the second controller. */
async function approve(page: Page, kind: string): Promise<void> {
  await signIn(page, 'controlling2');
  const list = (await (await page.request.get('/api/requests?state=open')).json()) as {
    requests: { id: number; kind: string; version: number }[];
  };
  const request = list.requests.find((one) => one.kind === kind);
  expect(request).toBeDefined();
  const answer = await page.request.post(`/api/requests/${request?.id ?? 0}/approve`, {
    data: { note: '' },
    headers: { 'Sec-Fetch-Site': 'same-origin', 'If-Match': `"${request?.version ?? 0}"` },
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  await signIn(page, 'controlling1');
}

test.use({ fresh: 'corrections' });

test('A changed row is taken over by two people, an import is taken back by two people and read in again', async ({
  page,
}) => {
  // Three imports, two approvals: more than one journey's time on a busy machine.
  test.slow();
  await signIn(page, 'controlling1');
  await readIn(page, SAMPLE);
  await readIn(page, DEARER);
  const conflicts = page.getByRole('region', { name: 'Geänderte SAP-Zeilen' });
  await expect(conflicts).toContainText('12.501,00');
  await expect(conflicts).toContainText('offen');
  await expectAccessible(page);
  await conflicts.getByRole('button', { name: 'Übernahme beantragen …' }).focus();
  await page.keyboard.press('Enter');
  await ask(page, 'SAP hat berichtigt');
  await approve(page, 'conflict');
  await page.goto('/einlesen');
  await expect(conflicts).toContainText('übernommen');

  const first = page.getByRole('region', { name: 'Bisher eingelesen' }).getByRole('row').nth(2);
  await first.getByRole('button', { name: /^Rücknahme/u }).click();
  await expect(page.getByRole('dialog')).toContainText('Zurückgenommen: 3 Zeilen');
  await expectAccessible(page);
  await ask(page, 'falsche Datei');
  await approve(page, 'undo-import');
  await page.goto('/einlesen');
  await expect(first).toContainText('zurückgenommen am');
  await readIn(page, SAMPLE);
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toContainText('3 Zeilen');
});

test('A profile is edited beside its live preview and stored as a version', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/einlesen/profile?code=sap-summen');
  const sample = resolve(import.meta.dirname, '../../data/samples/ok/sap-totals.csv');
  await page.locator('#import-file').setInputFiles(sample);
  await expect(page.getByRole('table', { name: 'Gelesene Zeilen' })).toContainText('gelesen');
  await expectAccessible(page);
  await page.getByLabel('Dezimalzeichen').selectOption('.');
  await expect(page.locator('mc-profile-form')).toContainText('Dezimal- und Tausenderzeichen sind gleich.');
  await page.getByLabel('Tausenderzeichen').selectOption(',');
  await expect(page.getByRole('table', { name: 'Gelesene Zeilen' })).toContainText('fehlerhaft');
  await page.getByLabel('Dezimalzeichen').selectOption(',');
  await page.getByLabel('Tausenderzeichen').selectOption('.');
  // A list is rows of fields: what is added is tried at once, and moved by keyboard.
  const rules = page.getByRole('group', { name: /^Auslassregel \d$/u });
  await expect(rules).toHaveCount(1);
  await page.getByRole('button', { name: 'Auslassregel hinzufügen' }).press('Enter');
  await expect(rules.nth(1).getByRole('textbox', { name: 'Spalte' })).toBeFocused();
  await page.keyboard.type('Bezeichnung');
  await rules.nth(1).getByLabel('Vergleich').selectOption('equals');
  await rules.nth(1).getByLabel('Text', { exact: true }).fill('Pflege');
  await rules.nth(1).getByLabel('Grund').fill('nicht unser Vertrag');
  await rules.nth(1).getByRole('button', { name: 'Auslassregel 2 nach oben' }).press('Enter');
  await expect(rules.nth(0).getByLabel('Grund')).toHaveValue('nicht unser Vertrag');
  await expect(page.getByRole('table', { name: 'Gelesene Zeilen' })).toContainText('nicht unser Vertrag');
  await expectAccessible(page);
  await rules.nth(0).getByRole('button', { name: 'Auslassregel 1 entfernen' }).press('Enter');
  await expect(page.getByRole('table', { name: 'Gelesene Zeilen' })).not.toContainText('nicht unser Vertrag');
  await page.locator('mc-profile-form').getByLabel('Name', { exact: true }).fill('SAP: Monatssummen');
  await page.getByLabel('Was ändert sich und warum?').fill('Klarerer Name');
  await page.getByRole('button', { name: 'Als neue Fassung speichern' }).click();
  await expect(page.getByRole('region', { name: 'Fassungen' })).toContainText('Fassung 1');
});
