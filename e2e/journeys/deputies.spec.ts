import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'deputies' });

/** A day from today on, where the city is, as people write it. */
function day(inDays: number): string {
  const format = { timeZone: 'Europe/Berlin', day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('de-DE', format).format(new Date(Date.now() + inDays * 86_400_000));
}

test('A controller names a deputy by keyboard, and ends the deputy again', async ({ page, complaints }) => {
  complaints.expectAnswer(/POST \/api\/deputies 422/u);
  await signIn(page, 'controlling1');
  await page.goto('/vertretung');
  const form = page.getByRole('region', { name: 'Vertretung benennen' });
  await form.getByRole('button', { name: 'Benennen' }).press('Enter');
  await expect(form.getByText('Bitte eine Person wählen.')).toBeVisible();
  await form.getByLabel('durch').selectOption({ label: 'Programmbüro, Programmbüro' });
  await form.getByLabel('von', { exact: true }).fill(day(2));
  await form.getByLabel('bis einschließlich').fill(day(1));
  await form.getByLabel('Begründung').fill('Urlaub');
  await form.getByRole('button', { name: 'Benennen' }).press('Enter');
  await expect(form.getByText('Das Ende liegt vor dem Beginn.')).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel('von', { exact: true }).fill(day(0));
  await form.getByRole('button', { name: 'Benennen' }).press('Enter');
  const row = page.getByRole('row', { name: /Controlling 1.*Programmbüro.*heute.*Urlaub/u });
  await expect(row).toBeVisible();

  await signIn(page, 'programmbuero');
  await page.goto('/freigaben');
  await expect(page.getByText('wartet auf Sie').first()).toBeVisible();

  await signIn(page, 'controlling1');
  await page.goto('/vertretung');
  await page.getByRole('button', { name: 'Vertretung durch Programmbüro beenden' }).press('Enter');
  await expect(page.getByText('Es ist niemand benannt.')).toBeVisible();
  await expectAccessible(page);
});
