import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'sources' });

test('A controller asks for a new source, and a profile chooses among those that are there', async ({
  page,
}) => {
  await signIn(page, 'controlling1');
  await page.goto('/einlesen/profile?code=sap-ist');
  const choice = page.getByLabel('Quelle', { exact: true });
  await expect(choice).toHaveValue('SAP-100');
  await expect(choice.locator('option', { hasText: 'SAP-100-SUMMEN' })).toHaveCount(1);

  const sources = page.getByRole('table', { name: 'Quellen' });
  await expect(sources.getByRole('row', { name: /^SAP-100-SUMMEN SAP-100 /u })).toBeVisible();
  await page.getByLabel('Kürzel').fill('SAP-200');
  await page.getByLabel('Name', { exact: true }).last().fill('Zweites SAP');
  await expect(page.getByText('Bitte kurz begründen.')).toBeVisible();
  await page.getByLabel('Begründung').fill('Die Eigenbetriebe buchen in einem eigenen System');
  await expect(page.getByText('Eine zweite Person entscheidet.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Beantragen' }).click();
  await expect(
    page.getByText(/Antrag Nr. \d+ wartet auf Freigabe; die Quelle SAP-200 gilt noch nicht/u),
  ).toBeVisible();
  await expect(sources.getByRole('row', { name: /^SAP-200 / })).toHaveCount(0);

  await page.goto('/freigaben');
  await page.getByRole('link', { name: 'Neue Quelle SAP-200 im System SAP-200' }).press('Enter');
  await expect(page.getByText(/Sie ist danach ein eigenes System/u)).toBeVisible();
});
