import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'project-doors' });

test('The office makes a project, moves three at once and back, and lets one go into another', async ({
  page,
  complaints,
}) => {
  test.slow();
  complaints.expectAnswer(/POST \/api\/projects 422/u);
  await signIn(page, 'programmbuero');
  await page.goto('/projekte?stichtag=2021-06-30');
  await page.getByRole('button', { name: 'Neues Projekt' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Neues Projekt' });
  const make = sheet.getByRole('button', { name: 'Projekt anlegen' });
  await sheet.getByLabel('Nummer').fill('P-900');
  await make.press('Enter');
  await expect(sheet.getByText('Bitte ein Amt wählen.').first()).toBeVisible();
  await sheet.getByLabel('Name', { exact: true }).fill('Bauantrag auf Probe');
  for (const label of ['Amt', 'Handlungsfeld', 'Umsetzungsstufe'])
    await sheet.getByLabel(label, { exact: true }).selectOption({ index: 1 });
  await sheet.getByLabel('Beginn').fill('01.03.2021');
  await sheet.getByLabel('Ende').fill('01.02.2021');
  await make.press('Enter');
  await expect(sheet.getByText('Das Ende liegt vor dem Beginn.').first()).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel('Ende').fill('31.12.2021');
  await expect(sheet.getByText('Ab 01.03.2021 gehört P-900 zum Programm')).toBeVisible();
  await make.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Bauantrag auf Probe' })).toBeVisible();

  await page.getByRole('link', { name: 'Alle Projekte' }).press('Enter');
  await page.getByRole('button', { name: 'Mehrere ändern' }).press('Enter');
  const boxes = page.getByRole('checkbox', { name: /wählen$/u });
  for (const at of [0, 1, 2]) await boxes.nth(at).press('Space');
  await expect(page.getByText('3 Projekte gewählt')).toBeVisible();
  await page.getByRole('button', { name: 'Gewählte ändern' }).press('Enter');
  const many = page.getByRole('dialog', { name: 'Mehrere Projekte ändern' });
  await many.getByLabel('Amt ab dem Tag').selectOption({ label: 'Amt 12 Statistisches Amt' });
  await many.getByLabel('ab', { exact: true }).fill('01.06.2021');
  await many.getByLabel('Begründung').fill('Neuer Zuschnitt der Ämter');
  await expect(many.getByText(/Ab 01\.06\.2021 .*Stichtage davor bleiben\./u)).toBeVisible();
  await expectAccessible(page);
  await many.getByRole('button', { name: '3 Projekte ändern' }).press('Enter');
  await expect(page.getByText(/Projekte? geändert; Stichtage davor bleiben/u)).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig' }).press('Enter');
  await expect(page.getByText('Als Ganzes zurückgenommen.')).toBeVisible();

  await page.goto('/projekte?stichtag=2021-06-30');
  await page.getByRole('link', { name: 'Bauantrag auf Probe' }).press('Enter');
  await page.getByRole('button', { name: 'Ab einem Tag ändern' }).press('Enter');
  const one = page.getByRole('dialog', { name: 'Ab einem Tag ändern' });
  await one.getByLabel('Was sich ändert').selectOption({ label: 'Zusammenlegung' });
  await one.getByLabel('geht auf in Projekt Nr.').fill('P-001');
  await one.getByLabel('Begründung').fill('Ein Vorhaben');
  await expect(one.getByText(/geht P-900 in P-001/u)).toBeVisible();
  await one.getByRole('button', { name: 'Ändern', exact: true }).press('Enter');
  await expect(page.getByText(/Aufgegangen in P-001/u)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
});
