import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'posts' });

test('The programme office creates a post, fills half of it, and undoes one event for three', async ({
  page,
}) => {
  test.slow();
  await signIn(page, 'programmbuero');
  await page.goto('/stellen?stichtag=2021-06-30');
  await page.getByRole('button', { name: 'Stelle anlegen' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Stelle anlegen' });
  await sheet.getByLabel('Nummer').fill('51-900');
  await sheet.getByLabel('Bezeichnung').fill('Anwendungsbetreuung');
  await sheet.getByLabel('Besoldungs- oder Entgeltgruppe').fill('EG 9b');
  await sheet.getByLabel('Amt', { exact: true }).selectOption('51');
  await sheet.getByLabel('Handlungsfeld').selectOption('Prozesse');
  await sheet.getByLabel('Umsetzungsstufe').selectOption('I');
  await sheet.getByLabel('bewilligt am').fill('01.01.2021');
  await sheet.getByLabel('geplant ab').fill('01.03.2021');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Anlegen' }).press('Enter');
  await expect(page.getByText('Stelle 51-900 angelegt.')).toBeVisible();

  await page.goto('/stellen?stichtag=2021-06-30&f.stelle=51-900');
  await page.getByRole('heading', { name: 'Alle Stellen' }).scrollIntoViewIfNeeded();
  await page.getByRole('rowheader', { name: /51-900/u }).click();
  const event = page.getByRole('dialog', { name: 'Ereignis der Stelle' });
  await event.getByLabel('Ereignis', { exact: true }).selectOption({ label: 'besetzt' });
  await event.getByLabel('besetzter Anteil').fill('0,5');
  await expect(event.getByText('0,5000 von 1,0000 VZÄ besetzt')).toBeVisible();
  await expectAccessible(page);
  await event.getByRole('button', { name: 'Eintragen' }).press('Enter');
  await expect(page.getByText('1 Ereignis eingetragen.').first()).toBeVisible();

  await page.goto('/stellen?stichtag=2021-06-30&f.stelle=10-00');
  await page.getByRole('heading', { name: 'Alle Stellen' }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Ereignis für 9 gezeigte …' }).press('Enter');
  const bulk = page.getByRole('dialog', { name: 'Ein Ereignis für mehrere Stellen' });
  await bulk.getByLabel('Ereignis', { exact: true }).selectOption({ label: 'Hebung' });
  await bulk.getByLabel('neue Gruppe').fill('EG 15');
  const boxes = bulk.getByRole('checkbox');
  await expect(boxes).toHaveCount(9);
  for (const at of [3, 4, 5, 6, 7, 8]) await boxes.nth(at).uncheck();
  await expect(bulk.getByText('3 Stellen gewählt')).toBeVisible();
  await bulk.getByRole('button', { name: 'Eintragen' }).press('Enter');
  await expect(page.getByText('3 Ereignisse eingetragen.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Zurücknehmen' }).press('Enter');
  await expect(page.getByText('Zurückgenommen: 3 Ereignisse.').first()).toBeVisible();
  await expectAccessible(page);
});
