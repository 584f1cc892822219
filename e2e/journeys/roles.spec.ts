import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'roles' });

test('An administrator adds an account by keyboard, and asks a second one for a role that decides', async ({
  page,
}) => {
  await signIn(page, 'admin');
  await page.goto('/zugaenge');
  const accounts = page.getByRole('table', { name: /^Zugänge/u });
  await page.getByRole('button', { name: 'Zugang anlegen' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Zugang anlegen' });
  await sheet.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(sheet.getByText('Bitte kurz begründen.').first()).toBeVisible();
  await sheet.getByLabel('Anmeldename').fill('lea.lotse');
  await sheet.getByLabel('Name', { exact: true }).fill('Lea Lotse');
  await sheet.getByLabel('Rolle').selectOption('project-lead');
  await sheet.getByLabel('Begründung').fill('leitet das Lotsennetz');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(
    accounts.getByRole('row', { name: /Lea Lotse.*Projektleitung.*nicht aktiviert/u }),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Lea Lotse' }).press('Enter');
  const proof = page.getByRole('table', { name: /^Nachweis der Rolle/u });
  await expect(
    proof.getByRole('row', { name: /angelegt: Projektleitung.*leitet das Lotsennetz/u }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Aktivierungslink ausgeben' }).press('Enter');
  await expect(page.getByText(/\/aktivieren#[\w-]{43}$/u)).toBeVisible();

  await page.getByRole('button', { name: 'Rolle ändern' }).press('Enter');
  const role = page.getByRole('dialog', { name: 'Rolle ändern' });
  await role.getByLabel('Rolle').selectOption('controller');
  await expect(role.getByText('Eine zweite Verwaltung gibt sie frei.')).toBeVisible();
  await role.getByLabel('Begründung').fill('wechselt ins Controlling');
  await role.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(page.getByText(/Antrag Nr. \d+ wartet auf eine zweite Verwaltung/u)).toBeVisible();
  await expect(accounts.getByRole('row', { name: /Lea Lotse.*Projektleitung/u })).toBeVisible();
  await page.goto('/freigaben');
  await page.getByRole('link', { name: 'Finanzcontrolling: Lea Lotse' }).press('Enter');
  await expect(
    page.getByText('Von Ihnen beantragt: Darüber entscheidet eine andere Person.').first(),
  ).toBeVisible();
});

test('A disabled account is out at once, with a reason that is kept', async ({ page, browser, baseURL }) => {
  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const theirs = await other.newPage();
  await signIn(theirs, 'projektleitung2');
  await signIn(page, 'admin');
  await page.goto('/zugaenge?zugang=5');
  await expect(page.getByRole('heading', { name: 'Projektleitung 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Sperren' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Zugang sperren' });
  await sheet.getByLabel('Begründung').fill('ausgeschieden');
  await sheet.getByRole('button', { name: 'Sperren' }).press('Enter');
  await expect(
    page.getByRole('row', { name: /gesperrt: *.*ausgeschieden|gesperrt.*ausgeschieden/u }),
  ).toBeVisible();
  expect((await theirs.request.get('/api/projects')).status()).toBe(401);
  await other.close();
});
