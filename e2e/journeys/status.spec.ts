import { expect, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'status' });

test('A status is reported in one form, and a colleague who was faster is not overwritten', async ({
  page,
  complaints,
  browser,
  address,
}) => {
  complaints.expectAnswer(/PATCH .*\/status 412/u);
  await signIn(page, 'programmbuero');
  await page.goto('/projekte/25?stichtag=2021-06-30');
  await page.getByRole('button', { name: 'Status melden' }).first().click();
  const sentence = page.getByLabel('Ein Satz zum Stand, erscheint im Bericht');
  await sentence.fill('Die Schnittstelle ist im Test, die Abnahme steht bevor.');

  const other = await browser.newPage({ baseURL: address });
  await signIn(other, 'programmbuero');
  await other.goto('/projekte/25?stichtag=2021-06-30');
  await other.getByRole('button', { name: 'Status melden' }).first().click();
  await other.getByLabel('Ein Satz zum Stand, erscheint im Bericht').fill('Der Test läuft.');
  await other.getByRole('button', { name: 'Melden', exact: true }).click();
  await expect(other.getByText('Der Test läuft.').first()).toBeVisible();
  await other.close();

  await page.getByRole('button', { name: 'Melden', exact: true }).click();
  const conflict = page.getByRole('alert').filter({ hasText: 'inzwischen geändert' });
  await expect(conflict).toContainText('Der Test läuft.');
  await expect(sentence).toHaveValue('Die Schnittstelle ist im Test, die Abnahme steht bevor.');
  await conflict.getByRole('button', { name: 'Meine Eingabe melden' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Gemeldet zum' })).toBeVisible();
  await expect(page.getByText('Die Schnittstelle ist im Test').first()).toBeVisible();
  const path = '/api/projects/25?asOf=2021-06-30';
  const detail = (await (await page.request.get(path)).json()) as { reports: { sentence: string }[] };
  expect(detail.reports[0]?.sentence).toBe('Die Schnittstelle ist im Test, die Abnahme steht bevor.');

  await page.goto('/verlauf');
  await expect(
    page.getByRole('list', { name: 'Einträge des Verlaufs' }).getByRole('listitem').first(),
  ).toContainText('Projekt P-025 eRecruiting: Status gemeldet');
});
