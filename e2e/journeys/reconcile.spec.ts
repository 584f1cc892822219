import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'reconcile' });

test('A controller takes a suggestion, splits a posting, excludes one and takes that back, by keyboard too', async ({
  page,
}) => {
  await signIn(page, 'controlling1');
  await page.goto('/abgleich');
  const list = page.getByRole('table', { name: /^Nicht zugeordnete Buchungen/u });
  const rows = list.getByRole('checkbox', { name: /\d auswählen$/u });
  const done = page.locator('p.done');
  await expect(rows).toHaveCount(9);
  await expectAccessible(page);

  // Take: by keyboard, from the row to the button.
  const license = list.getByRole('row', { name: /Lizenzverlängerung DMS 07-12\/21 Jugendam/u });
  await license.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('complementary', { name: 'Warum dieser Vorschlag?' })).toContainText('R-014');
  await page.getByRole('button', { name: 'Vorschlag übernehmen' }).focus();
  await page.keyboard.press('Enter');
  await expect(done).toContainText('1 Buchung zugeordnet.');
  await expect(rows).toHaveCount(8);

  // Split: 60 % and 40 %, to the cent.
  const advice = list.getByRole('row', { name: /Beratung Zielarchitektur und eAkte/u });
  await advice.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Aufteilen …' }).click();
  const sheet = page.getByRole('dialog', { name: 'Aufteilen' });
  await sheet.getByLabel('Teile in').selectOption('percent');
  await sheet.getByLabel('Zeile, Teil 1').fill('105');
  await sheet.getByLabel('Anteil in %').first().fill('60');
  await sheet.getByLabel('Zeile, Teil 2').fill('106');
  await sheet.getByLabel('Anteil in %').nth(1).fill('40');
  await expect(sheet.getByText('Rest: 0,00 %')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Aufteilen' }).click();
  await expect(done).toContainText('1 Buchung aufgeteilt.');
  await expect(rows).toHaveCount(7);

  // Exclude with a reason, and take it back.
  await list
    .getByRole('row', { name: /Porto Infobrief/u })
    .getByRole('checkbox')
    .check();
  await page.getByRole('button', { name: 'Ausschließen …' }).click();
  const exclude = page.getByRole('dialog', { name: 'Ausschließen' });
  await exclude.getByRole('button', { name: 'Ausschließen' }).click();
  await expect(exclude.getByText('Ein Grund wird gebraucht.')).toBeVisible();
  await exclude.getByLabel('Grund, Pflicht').fill('Nicht Teil des Programms');
  await exclude.getByRole('button', { name: 'Ausschließen' }).click();
  await expect(done).toContainText('1 Buchung ausgeschlossen.');
  await expect(rows).toHaveCount(6);
  await page.getByRole('button', { name: 'Rückgängig (1)' }).click();
  await expect(done).toContainText('Zurückgenommen');
  await expect(rows).toHaveCount(7);
});

test('A controller tries a new rule, writes it, and moves exactly what it showed', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/abgleich');
  const rows = page
    .getByRole('table', { name: /^Nicht zugeordnete Buchungen/u })
    .getByRole('checkbox', { name: /\d auswählen$/u });
  await rows.first().waitFor();
  const before = await rows.count();
  await page.getByRole('button', { name: 'Neue Regel …' }).click();
  const sheet = page.getByRole('dialog', { name: 'Neue Regel' });
  await sheet.getByLabel('Kurzname').fill('R-050');
  await sheet.getByLabel('Bedingung 1, Feld').selectOption({ label: 'Text' });
  await sheet.getByLabel('Bedingung 1, Wert').fill('infobrief');
  await sheet.getByLabel('Nummer', { exact: true }).fill('112');
  await sheet.getByRole('button', { name: 'Wirkung ansehen' }).click();
  await expect(sheet.getByText('Verschoben würde 1 Buchung (486,95 €)')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel('Grund der Änderung').fill('Infobriefe gehören zur Information der Beschäftigten');
  await sheet.getByRole('button', { name: 'Speichern' }).click();
  await sheet.getByRole('button', { name: '1 Buchung verschieben' }).click();
  await expect(page.locator('p.done')).toContainText('Regel R-050: 1 Buchung verschoben.');
  await expect(rows).toHaveCount(before - 1);
});

test('Every rule stands on its page, is found, and is switched off with a reason', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/abgleich');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Excel: alle Buchungen 2021' }).click();
  expect((await download).suggestedFilename()).toMatch(/^buchungen-2021-.+\.xlsx$/u);
  await page.getByRole('link', { name: 'Zuordnungsregeln' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zuordnungsregeln');
  const rows = page.getByRole('table', { name: 'Zuordnungsregeln' }).getByRole('row');
  await page.getByLabel('Suche').fill('lotsen');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Text enthält Lotsen');
  await rows.nth(1).getByRole('button', { name: 'Regel R-021 abschalten' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Regel R-021 abschalten' });
  await expect(sheet.getByText('Wirkung auf vorhandene Buchungen')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel('Grund der Änderung').fill('Die Schulungen sind zu Ende');
  await sheet.getByRole('button', { name: 'Speichern' }).press('Enter');
  await sheet.getByRole('button', { name: 'Fertig' }).press('Enter');
  await expect(page.getByText('Auf diese Suche passt keine Regel.')).toBeVisible();
  await page.getByLabel('auch abgeschaltete').check();
  await expect(rows.nth(1)).toContainText('Fassung 2, abgeschaltet');
  await expect(rows.nth(1)).toContainText('Die Schulungen sind zu Ende');
});
