import type { Page } from '@playwright/test';
import { test } from '../city.ts';
import { expect, expectAccessible } from '../fixtures.ts';
import { arrives, elsewhere } from '../live.ts';

test.use({ fresh: 'first-week' });

/** A day from today on, where the city is, as people write it. */
function day(inDays: number): string {
  const format = { timeZone: 'Europe/Berlin', day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('de-DE', format).format(new Date(Date.now() + inDays * 86_400_000));
}

async function approves(page: Page, title: string | RegExp): Promise<void> {
  await page.goto('/freigaben');
  await page.getByRole('link', { name: title }).press('Enter');
  await page.getByRole('button', { name: 'Freigeben' }).press('Enter');
  await expect(page.getByText(/freigegeben von/u).first()).toBeVisible();
}

test('From the first administrator to a deputy who decides, on a database that holds nothing', async ({
  browser,
  page,
  city,
  baseURL,
  complaints,
}) => {
  test.slow();
  complaints.expectAnswer(/GET \/api\/\S+ 401/u);

  // The operator makes the first accounts, as long as no two administrators could.
  city.moves('user', 'add', 'kasse', '--name', 'Kasse', '--role', 'controller');
  city.moves('user', 'add', 'zweite', '--name', 'Zweite Verwaltung', '--role', 'admin');
  const first = await arrives(await elsewhere(browser, baseURL), city.link('verwaltung'));
  const second = await arrives(await elsewhere(browser, baseURL), city.link('zweite'));

  // Two administrators give a group of the city's sign-in a role that decides; one gives a role that does not.
  await first.goto('/zugaenge');
  await first.getByLabel('Gruppe', { exact: true }).fill('moves-controlling');
  await first.getByLabel('Rolle', { exact: true }).selectOption('controller');
  await first.getByLabel('Begründung').fill('Controlling der Kämmerei');
  await expectAccessible(first);
  await first.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(first.getByText(/wartet auf eine zweite Verwaltung/u)).toBeVisible();
  await approves(second, /moves-controlling/u);
  await first.getByRole('button', { name: 'Zugang anlegen' }).press('Enter');
  const sheet = first.getByRole('dialog', { name: 'Zugang anlegen' });
  await sheet.getByLabel('Anmeldename').fill('buero');
  await sheet.getByLabel('Name', { exact: true }).fill('Programmbüro');
  await sheet.getByLabel('Rolle').selectOption('programme-office');
  await sheet.getByLabel('Begründung').fill('Programmbüro der Stadt');
  await sheet.getByRole('button', { name: 'Speichern' }).press('Enter');
  await first.getByRole('link', { name: 'Programmbüro', exact: true }).press('Enter');
  await first.getByRole('button', { name: 'Aktivierungslink ausgeben' }).press('Enter');
  const link = await first.getByText(/\/aktivieren#[\w-]{43}$/u).textContent();
  const office = await arrives(
    await elsewhere(browser, baseURL),
    new URL(link?.trim() ?? '').hash.replace('#', '/aktivieren#'),
  );

  // A controller comes in by the city's sign-in and names who stands in.
  city.person.groups = ['moves-controlling'];
  await page.goto('/vertretung');
  await page.getByRole('link', { name: city.name }).click();
  await page.getByRole('button', { name: 'Als Kim anmelden' }).click();
  await expect(page).toHaveURL(/\/vertretung(?:\?|$)/u);
  await page.getByLabel('durch').selectOption({ label: 'Programmbüro, Programmbüro' });
  await page.getByLabel('von', { exact: true }).fill(day(0));
  await page.getByLabel('bis einschließlich').fill(day(1));
  await page.getByLabel('Begründung').fill('Fortbildung');
  await page.getByRole('button', { name: 'Benennen' }).press('Enter');
  await expect(page.getByRole('row', { name: /Kim Beispiel.*Programmbüro.*heute/u })).toBeVisible();

  // Once money was read in, a source needs two people; the deputy decides for the controller who is away.
  const file = ['--profile', 'sap-ansatz', '--file', 'data/samples/ok/sap-appropriations-with-twin.csv'];
  city.moves('import', 'appropriations', ...file, '--apply', '--as', 'kasse');
  const source = ['--code', 'SAP-200', '--name', 'Zweites SAP', '--reason', 'Eigenbetriebe'];
  city.moves('sources', 'add', ...source, '--as', 'kasse');
  await approves(office, /Neue Quelle SAP-200/u);
  await expect(office.getByText('Programmbüro in Vertretung von Kim Beispiel').first()).toBeVisible();

  // The group gives no role any more: the open session is out with its next request.
  city.moves('group', 'remove', 'moves-controlling');
  expect((await page.request.get('/api/requests')).status()).toBe(401);
  await Promise.all([first, second, office].map((one) => one.context().close()));
});
