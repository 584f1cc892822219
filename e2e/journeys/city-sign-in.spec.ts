import { test } from '../city.ts';
import { expect, expectAccessible } from '../fixtures.ts';

test.use({ fresh: 'city-sign-in' });

test('A person comes in by the provider of the city, and is out when the role is taken away', async ({
  page,
  city,
  complaints,
}) => {
  complaints.expectAnswer(/GET \/api\/\S+ 401/u);
  city.moves('group', 'set', 'moves-pruefung', '--role', 'auditor');
  city.person.groups = ['alle', 'moves-pruefung'];

  // An address of the application leads to the sign-in, the button to the provider, the provider back to the address.
  await page.goto('/verlauf');
  const button = page.getByRole('link', { name: city.name });
  await expect(button).toBeVisible();
  await expectAccessible(page);
  await button.click();
  await page.getByRole('button', { name: 'Als Kim anmelden' }).click();
  await expect(page).toHaveURL(/\/verlauf(?:\?|$)/u);
  await expect(page.getByRole('heading', { name: 'Verlauf', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: /Kim Beispiel/u })).toBeVisible();

  // The group gives no role any more: the next thing asked for is refused, and the provider brings nobody back in.
  city.moves('group', 'remove', 'moves-pruefung');
  const asked = await page.request.get('/api/history');
  expect(asked.status()).toBe(401);
  await page.goto('/verlauf');
  await button.click();
  await expect(page).toHaveURL(/\/anmelden\?fehler=ohne-rolle/u);
  await expect(page.getByRole('alert')).toContainText('keine Ihrer Gruppen gibt Ihnen hier eine Rolle');
  await expectAccessible(page);

  // With another group it is another role, and the same account.
  city.moves('group', 'set', 'moves-rat', '--role', 'council');
  city.person.groups = ['moves-rat'];
  await button.click();
  await expect(page.getByRole('button', { name: /Kim Beispiel/u })).toBeVisible();
  expect((await page.request.get('/api/history')).status()).toBe(403);

  // Out here is not out there, and the page says so and leads there.
  await page.getByRole('button', { name: /Kim Beispiel/u }).press('Enter');
  await page.getByRole('menuitem', { name: 'Abmelden' }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Hier sind Sie abgemeldet');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'auch dort abmelden' }).press('Enter');
  await page.getByRole('button', { name: 'Hier abmelden' }).click();
  await expect(button).toBeVisible();
  await button.click();
  await expect(page.getByRole('button', { name: 'Als Kim anmelden' })).toBeVisible();
});
