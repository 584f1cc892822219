import { resolve } from 'node:path';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'new-profile' });

const SAMPLE = resolve(import.meta.dirname, '../../data/samples/ok/sap-line-items.csv');

test('A controller makes a profile from a file: nothing counts before it was chosen', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/einlesen/profile');
  await page.getByRole('link', { name: 'Neues Profil aus einer Datei' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Neues Profil' })).toBeVisible();
  await page.getByLabel('Was steht in der Datei?').selectOption('Ist-Buchungen');
  await page.locator('input[type="file"]').setInputFiles(SAMPLE);
  const encoding = page.getByRole('group', { name: 'Kodierung' });
  await expect(encoding).toContainText('Windows-1252');
  await expect(encoding).toContainText('kein gültiges UTF-8');
  await expect(page.locator('input[type="radio"]:checked'), 'nothing is chosen for anybody').toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: /Alle 5 Vorschläge bestätigen/u }).click();
  await expect(encoding.getByRole('radio', { name: /Windows-1252/u })).toBeChecked();
  await expect(page.getByText('Ohne Vorschlag bleibt Ihre Wahl: 2 offen.')).toBeVisible();
  await page
    .getByRole('group', { name: 'Einheit der Beträge' })
    .getByRole('radio', { name: /^Euro/u })
    .check();
  await page
    .getByRole('group', { name: 'Vorzeichen' })
    .getByRole('radio', { name: /ohne Minus, Ertrag mit/u })
    .check();
  await expect(page.getByRole('table', { name: 'Spalten der Datei' })).toContainText('Betrag in Hauswährung');
  await page.locator('#neu-kuerzel').fill('sap-neu');
  await page.getByLabel('Name', { exact: true }).first().fill('SAP: neuer Export');
  await page.getByLabel('Quelle', { exact: true }).selectOption({ value: 'SAP-100' });
  await page.getByLabel('Wofür ist das Profil?').fill('Einzelposten aus dem neuen Export');
  const save = page.getByRole('button', { name: 'Profil speichern' });
  await expect(save).not.toHaveAttribute('aria-disabled');
  await expectAccessible(page);
  await save.click();
  await expect(page).toHaveURL(/\/einlesen\/profile\?.*code=sap-neu/u);
  await expect(page.getByText('Fassung 1')).toBeVisible();
});
