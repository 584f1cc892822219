import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'rounds' });

const DAY = 'stichtag=2021-06-30';

test('A round is opened by keyboard, reports are given back and accepted, a lead reports what is owed, it closes', async ({
  page,
}) => {
  await signIn(page, 'programmbuero');
  await page.goto(`/berichtsrunden?${DAY}`);
  await expect(page.getByText('Es gibt noch keine Berichtsrunde.')).toBeVisible();
  await page.getByRole('button', { name: 'Runde öffnen' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Berichtsrunde öffnen' });
  await expect(sheet.getByLabel('Berichtsstichtag')).toHaveValue('30.06.2021');
  await sheet.getByLabel('Hinweis').fill('Bitte mit Kostenprognose.');
  await sheet.getByRole('button', { name: 'Öffnen', exact: true }).press('Enter');
  const round = page.getByRole('region', { name: 'Berichtsrunde 30.06.2021' });
  await expect(round.getByText(/0 von \d+ Berichten angenommen/u)).toBeVisible();

  // One goes back with a sentence, another one is accepted.
  await round.getByLabel('Projekt oder Amt').fill('P-025');
  await round.getByLabel('Projekt oder Amt').press('Enter');
  await round.getByRole('checkbox', { name: 'Bericht P-025 auswählen' }).press('Space');
  await round.getByRole('button', { name: 'Zurückgeben (1)' }).press('Enter');
  const giveBack = page.getByRole('dialog', { name: 'Berichte zurückgeben' });
  await giveBack.getByRole('button', { name: 'Zurückgeben', exact: true }).press('Enter');
  await expect(giveBack.getByText('Bitte schreiben, was fehlt', { exact: false }).first()).toBeVisible();
  await giveBack.getByLabel('Was fehlt').fill('Die Kostenprognose fehlt.');
  await giveBack.getByRole('button', { name: 'Zurückgeben', exact: true }).press('Enter');
  await expect(round.getByText('zurückgegeben: Die Kostenprognose fehlt.')).toBeVisible();
  await round.getByLabel('Projekt oder Amt').fill('P-026');
  await round.getByLabel('Projekt oder Amt').press('Enter');
  await round.getByRole('checkbox', { name: 'Bericht P-026 auswählen' }).press('Space');
  await round.getByRole('button', { name: 'Annehmen (1)' }).press('Enter');
  await expect(round.getByText(/1 von \d+ Berichten angenommen/u)).toBeVisible();
  await expectAccessible(page);

  // The lead reads the sentence at the form, reports, and has the next one a key away.
  await signIn(page, 'projektleitung2');
  await page.goto(`/projekte?${DAY}`);
  const owed = page.getByRole('region', { name: 'Was ich schulde' });
  await expect(owed.getByText('2 Berichte zu melden', { exact: false })).toBeVisible();
  await owed.getByRole('link', { name: /^P-025/u }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Status melden' });
  await expect(form.getByText('Die Kostenprognose fehlt.')).toBeVisible();
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Melden', exact: true }).press('Enter');
  await expect(form.getByRole('button', { name: 'Nächster offener Bericht' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.getByText(/^P-027/u)).toBeVisible();
  await expect(owed.getByText('1 Bericht zu melden', { exact: false })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/projekte?${DAY}`);
  await expect(owed).toBeVisible();
  await expectAccessible(page);
  await signIn(page, 'programmbuero');
  await page.goto(`/berichtsrunden?${DAY}&zustand=offen`);
  await expect(round.getByRole('row', { name: /P-027.*offen/u })).toBeVisible();
  await expectAccessible(page);
  await round.getByRole('button', { name: 'Runde schließen' }).press('Enter');
  await expect(round.getByRole('button', { name: 'Endgültig schließen' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(round.getByText('Die Runde ist geschlossen', { exact: false })).toBeVisible();
});
