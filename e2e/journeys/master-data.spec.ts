import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'master-data' });

test('An administrator creates an office by keyboard, renames it from a day on, pastes three with a faulty one, and ends one with a successor', async ({
  page,
}) => {
  await signIn(page, 'admin');
  await page.goto('/stammdaten');
  await page.getByRole('button', { name: 'Neues Amt' }).press('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Anlegen' }).press('Enter');
  await expect(sheet.getByText('Nummer fehlt.').first()).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel('Nummer').fill('990');
  await sheet.getByLabel('Name').fill('Amt für Versuche');
  await sheet.getByLabel('gilt ab').fill('01.01.2021');
  await sheet.getByRole('button', { name: 'Anlegen' }).press('Enter');
  const row = (name: RegExp) => page.getByRole('row', { name });
  await expect(row(/990 Amt für Versuche 01\.01\.2021/u)).toBeVisible();

  await page.getByRole('link', { name: '990', exact: true }).press('Enter');
  const record = page.getByRole('region', { name: /Amt 990/u });
  await record.getByRole('button', { name: 'Ändern' }).press('Enter');
  await sheet.getByLabel('Name').fill('Digitalamt');
  await sheet.getByLabel('gilt ab').fill('01.02.2021');
  await sheet.getByLabel('Begründung').fill('Neuordnung');
  await sheet.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(row(/01\.02\.2021 Name Digitalamt/u)).toBeVisible();
  await expect(row(/von Anfang an Name Amt für Versuche/u)).toBeVisible();

  await page.getByRole('button', { name: 'Aus Excel einfügen' }).press('Enter');
  const table = (second: string) => `Nummer\tName\n991\tErbe\n${second}\tOhne\n993\tDritte`;
  await sheet.getByLabel('Eingefügte Tabelle').fill(table(''));
  await sheet.getByRole('button', { name: 'Prüfen' }).press('Enter');
  await expect(sheet.getByRole('row', { name: /3 Ohne Nummer fehlt\./u })).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Übernehmen' })).toHaveCount(0);
  await expectAccessible(page);
  await sheet.getByLabel('Eingefügte Tabelle').fill(table('992'));
  await sheet.getByRole('button', { name: 'Prüfen' }).press('Enter');
  await sheet.getByRole('button', { name: 'Übernehmen' }).press('Enter');
  await expect(row(/992 Ohne/u)).toBeVisible();

  await record.getByRole('button', { name: 'Beenden' }).press('Enter');
  await sheet.getByLabel('letzter Tag').fill('31.12.2022');
  await sheet.getByLabel('Nachfolge').fill('991');
  await sheet.getByLabel('Begründung').fill('geht im Erben auf');
  await sheet.getByRole('button', { name: 'Beenden' }).press('Enter');
  await expect(row(/990 .*31\.12\.2022 dann 991 Erbe/u)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await record.getByRole('button', { name: 'Ende zurücknehmen' }).press('Enter');
  await expect(record.getByRole('button', { name: 'Beenden' })).toBeVisible();
});
