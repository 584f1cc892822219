import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

/** The option of a line whose label begins with its number. */
async function chooseLine(select: Locator, number: string): Promise<void> {
  const option = select.locator('option', { hasText: new RegExp(`^\\s*${number} `, 'u') });
  await select.selectOption(await option.getAttribute('value'));
}

async function openForm(page: Page): Promise<Locator> {
  await page.goto('/budget?stichtag=2021-07-31&jahr=2021');
  await page.getByRole('button', { name: 'Bewegung beantragen' }).press('Enter');
  return page.getByRole('dialog', { name: 'Bewegung beantragen' });
}

/** V of a line on the budget page. */
function availableOf(page: Page, number: string): Locator {
  return page
    .getByRole('row', { name: new RegExp(`^${number} `, 'u') })
    .first()
    .getByRole('cell')
    .last();
}

test.use({ fresh: 'approvals' });

test('A transfer is requested by one controller, approved by the other, and only then changes the figures', async ({
  page,
  complaints,
}) => {
  // The form asks the server while it is typed: what cannot be is answered with 422.
  complaints.expectAnswer(/POST \/api\/requests\/preview 422/u);
  await signIn(page, 'controlling1');
  const form = await openForm(page);
  await expect(form.getByRole('heading', { name: 'Bewegung beantragen' })).toBeFocused();
  await expect(availableOf(page, '107')).toHaveText('23.105,89');

  // Where cover does not reach, the reason and the way out are said.
  await chooseLine(form.getByLabel('von Zeile'), '107');
  await chooseLine(form.getByLabel('an Zeile'), '131');
  await form.getByLabel('Betrag in €').fill('1.234,56');
  await form.getByLabel('wirksam am').fill('15.07.2021');
  await expect(form.getByText(/deckt 630-A an diesem Tag nicht.*§ 84/u).first()).toBeVisible();

  await chooseLine(form.getByLabel('an Zeile'), '103');
  await expect(form.getByText('Umschichtung 1.234,56 € von 107 an 103 (2021)')).toBeVisible();
  await form.getByRole('button', { name: 'Beantragen' }).click();
  await expect(form.getByText('Bitte begründen Sie den Antrag.').first()).toBeVisible();
  await form.getByLabel('Begründung').fill('Lizenzen für Videokonferenzen');
  await form.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(page.getByText(/Antrag \d+ wartet auf die Freigabe/u)).toBeVisible();
  await expect(form).toBeHidden();
  await expect(availableOf(page, '107')).toHaveText('23.105,89');

  // The own request is shown with the reason why it cannot be approved.
  await page.goto('/freigaben');
  const link = page.getByRole('link', { name: 'Umschichtung 1.234,56 € von 107 an 103 (2021)' });
  await link.press('Enter');
  await expect(
    page.getByText('Von Ihnen beantragt: Darüber entscheidet eine andere Person.').first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Zurückziehen' })).toBeVisible();

  await signIn(page, 'controlling2');
  await page.goto('/freigaben');
  await link.press('Enter');
  const effect = page.getByRole('table', { name: /Wirkung/u });
  await expect(
    effect.getByRole('row', { name: /V verfügbar 23\.105,89 21\.871,33 −1\.234,56/u }),
  ).toBeVisible();
  await expect(effect.getByText('Deckungskreis 100-A, 2021 EH')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ablehnen' }).press('Enter');
  await expect(page.getByText('Bitte sagen Sie, warum der Antrag abgelehnt wird.')).toBeVisible();
  await page.getByLabel(/Vermerk/u).fill('geprüft');
  await page.getByRole('button', { name: 'Freigeben' }).press('Enter');
  await expect(page.getByText(/ist freigegeben und ausgeführt/u)).toBeVisible();
  await expect(page.getByText(/freigegeben von Controlling 2 am .*: geprüft/u)).toBeVisible();

  await page.goto('/budget?stichtag=2021-07-31&jahr=2021');
  await expect(availableOf(page, '107')).toHaveText('21.871,33');
  await page.goto('/budget?stichtag=2021-06-30&jahr=2021');
  await expect(availableOf(page, '107')).toHaveText('23.105,89');
});

test('Who decided too late is told, and reads what stands there now', async ({ page, complaints }) => {
  complaints.expectAnswer(/POST \/api\/requests\/5\/approve 409/u);
  await signIn(page, 'controlling1');
  await page.goto('/freigaben?antrag=5');
  await expect(page.getByRole('button', { name: 'Freigeben' })).toBeVisible();
  const other = await page.request.post('/api/session/demo', {
    data: { login: 'controlling1' },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(other.ok()).toBe(true);
  const decided = await page.request.post('/api/requests/5/reject', {
    data: { note: 'schneller' },
    headers: { 'Sec-Fetch-Site': 'same-origin', 'If-Match': '"1"' },
  });
  expect(decided.status()).toBe(200);
  await signIn(page, 'controlling1');
  await page.getByRole('button', { name: 'Freigeben' }).click();
  await expect(page.getByText('Über diesen Antrag ist schon entschieden.')).toBeVisible();
  await page.getByRole('button', { name: 'Neu laden' }).click();
  await expect(page.getByText(/abgelehnt von Controlling.*schneller/u)).toBeVisible();
});

test('A request is written anew from the page Freigaben, and withdrawn', async ({ page }) => {
  await signIn(page, 'controlling1');
  const form = await openForm(page);
  await form.getByLabel('Art der Bewegung').selectOption('S');
  await chooseLine(form.getByLabel('Zeile', { exact: true }), '101');
  await form.getByText('% von A').click();
  await form.getByLabel('Anteil in %').fill('2,5');
  await form.getByLabel('wirksam am').fill('20.07.2021');
  await form.getByLabel('Begründung').fill('Sperre zur Probe');
  await form.getByRole('button', { name: 'Beantragen' }).click();
  await expect(form).toBeHidden();
  await page.goto('/freigaben');
  await page.getByRole('link', { name: /Sperre 2,5.% von A auf 101/u }).click();
  await page.getByRole('link', { name: 'Neu fassen' }).click();
  const again = page.getByRole('dialog', { name: /Antrag \d+ neu fassen/u });
  await expect(again.getByLabel('Anteil in %')).toHaveValue('2,5');
  await again.getByLabel('Anteil in %').fill('5');
  await again.getByRole('button', { name: 'Beantragen' }).click();
  await expect(again).toBeHidden();
  await page.goto('/freigaben');
  await page.getByRole('link', { name: /Sperre 5.% von A auf 101/u }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /2\. Controlling 1/u })).toBeVisible();
  await page.getByRole('button', { name: 'Zurückziehen' }).click();
  await expect(page.getByText('Der Antrag ist zurückgezogen.')).toBeVisible();
});
