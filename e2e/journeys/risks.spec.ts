import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'risks' });

test('A lead adds a risk by keyboard and assesses it anew; the matrix follows, an earlier Stichtag does not', async ({
  page,
}) => {
  await signIn(page, 'projektleitung1');
  await page.goto('/risiken?stichtag=2021-06-30');
  await page.getByRole('button', { name: 'Aufnehmen' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'In das Register aufnehmen' });
  await sheet.getByLabel('Projekt', { exact: true }).fill('P-001');
  await sheet.getByLabel('Was kann eintreten').fill('Hersteller kündigt den Vertrag');
  await sheet.getByLabel('Wahrscheinlichkeit').selectOption('2');
  await sheet.getByLabel('Auswirkung').selectOption('5');
  await sheet.getByLabel('Ursache und Maßnahme').fill('Ausstiegsplan mit zweitem Hersteller');
  await sheet.getByLabel('Verantwortlich').fill('Frau Beispiel');
  await sheet.getByLabel('Frist').fill('30.09.2021');
  await sheet.getByLabel('Besteht seit').fill('01.06.2021');
  await sheet.getByRole('button', { name: 'Aufnehmen' }).press('Enter');
  await expect(sheet.getByText(/keine Namen von Personen: bitte die Funktion/u).first()).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel('Verantwortlich').fill('Amt 32, Vertragswesen');
  await sheet.getByRole('button', { name: 'Aufnehmen' }).press('Enter');
  await expect(page.getByText('Risiko „Hersteller kündigt den Vertrag“ aufgenommen.')).toBeVisible();

  const cell = (probability: number, impact: number) =>
    page.getByRole('button', { name: `Wahrscheinlichkeit ${probability}, Auswirkung ${impact}:` });
  await expect(cell(2, 5)).toHaveAccessibleName(/: 1 /u);
  await cell(2, 5).press('Enter');
  await page.getByRole('rowheader', { name: /Hersteller kündigt/u }).click();
  const again = page.getByRole('dialog', { name: 'Risiko neu bewerten' });
  await again.getByLabel('Wahrscheinlichkeit').selectOption('4');
  await again.getByLabel('Gilt ab').fill('25.06.2021');
  await again.getByLabel('Grund der Änderung').fill('Kündigung angekündigt');
  await expectAccessible(page);
  await again.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(cell(4, 5)).toHaveAccessibleName(/: 1 ■ hoch$/u);
  await expect(cell(2, 5)).toHaveAccessibleName(/: – /u);

  await page.goto('/risiken?stichtag=2021-06-24');
  await expect(cell(2, 5)).toHaveAccessibleName(/: 1 /u);
  await expect(cell(4, 5)).toHaveAccessibleName(/: – /u);
  await page.goto('/risiken?stichtag=2021-05-31');
  await expect(cell(2, 5)).toHaveAccessibleName(/: – /u);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/risiken?stichtag=2021-06-30&f.wahrsch=4&f.ausw=5');
  await expect(page.getByRole('heading', { name: 'Hersteller kündigt den Vertrag' })).toBeVisible();
  await expectAccessible(page);
});
