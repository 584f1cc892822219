import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'accounts' });

test('A form is never sent in the name of whoever signed in in another tab', async ({
  page,
  context,
  complaints,
}) => {
  complaints.expectAnswer(/POST \/api\/requests(?:\/preview)? (?:409|422)/u);
  complaints.expectAnswer(/GET \/api\/\S+ 409/u);
  await signIn(page, 'controlling1');
  await page.goto('/budget?stichtag=2021-07-31&jahr=2021');
  await page.getByRole('button', { name: 'Bewegung beantragen' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Bewegung beantragen' });
  const line = async (label: string, number: string): Promise<void> => {
    const select = form.getByLabel(label);
    const option = select.locator('option', { hasText: new RegExp(`^\\s*${number} `, 'u') });
    await select.selectOption(await option.getAttribute('value'));
  };
  await line('von Zeile', '107');
  await line('an Zeile', '103');
  await form.getByLabel('Betrag in €').fill('12,00');
  await form.getByLabel('wirksam am').fill('15.07.2021');
  await form.getByLabel('Begründung').fill('Kopfhörer');
  await expect(form.getByText('Umschichtung 12,00 € von 107 an 103 (2021)')).toBeVisible();

  // Another tab of the same browser becomes somebody else, behind this page's back.
  const other = await context.newPage();
  await signIn(other, 'controlling2');
  await form.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(
    form.getByText('Inzwischen ist jemand anderes angemeldet. Es wurde nichts gespeichert.'),
  ).toBeVisible();
  const alert = page.getByRole('alert').filter({ hasText: 'Angemeldet ist jetzt Controlling 2' }).first();
  await expect(alert).toContainText('Diese Seite gehört noch Controlling 1');
  await expect(form.getByLabel('Begründung')).toHaveValue('Kopfhörer');
  await expectAccessible(page);

  // Nothing was filed, and the way back leads to the own account, where it can be.
  await other.goto('/freigaben');
  await expect(other.getByRole('link', { name: /Umschichtung/u }).first()).toBeVisible();
  await expect(other.getByRole('link', { name: /12,00 €/u })).toBeHidden();
  await signIn(other, 'controlling1');
  await form.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(page.getByText(/Antrag \d+ wartet auf die Freigabe/u)).toBeVisible();
  await other.goto('/freigaben');
  await expect(other.getByRole('link', { name: /Umschichtung 12,00 €/u }).first()).toBeVisible();
});

test('A page says that somebody else is signed in before anything is sent', async ({ page, context }) => {
  await signIn(page, 'controlling1');
  await page.goto('/uebersicht');
  const alert = page.getByText('Angemeldet ist jetzt Controlling 2');
  await expect(page.getByRole('button', { name: /Controlling 1/u })).toBeVisible();
  const other = await context.newPage();
  await other.goto('/anmelden');
  await other.getByRole('button', { name: /Controlling 2/u }).click();
  await expect(alert).toBeVisible();
  await page.getByRole('button', { name: 'Als Controlling 2 weiterarbeiten' }).press('Enter');
  await expect(page.getByRole('button', { name: /Controlling 2, / })).toBeVisible();
  await expect(alert).toBeHidden();
});
