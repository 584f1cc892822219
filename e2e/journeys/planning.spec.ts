import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

const STATE = 'stichtag=2021-06-30';

async function enterOrder(page: Page): Promise<void> {
  await page.goto(`/budget/bestellungen?jahr=2021&${STATE}`);
  await page.getByRole('button', { name: 'Bestellung eintragen' }).click();
  await page.getByLabel('Bestellnummer').fill('4599000001');
  await page.getByLabel('Haushaltszeile 2021').selectOption({ label: '211 Breitband, Tiefbau' });
  await page.getByLabel('Was bestellt wurde').fill('Trasse Nord');
  await page.getByLabel('bestellt am').fill('15.06.2021');
  await page.getByLabel('Betrag in €').fill('12.000,00');
  await page.getByRole('button', { name: 'weiteres Jahr' }).click();
  await page.getByLabel('Betrag in €').last().fill('3.000,00');
  await page.getByRole('button', { name: 'Eintragen', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Bestellung 4599000001' })).toBeVisible();
}

async function approve(page: Page, id: string): Promise<void> {
  const headers = { 'Sec-Fetch-Site': 'same-origin', 'If-Match': '"1"' };
  const answer = await page.request.post(`/api/requests/${id}/approve`, { data: {}, headers });
  expect(answer.status(), await answer.text()).toBe(200);
}

test.use({ fresh: 'planning' });

test('An order is entered by hand, cancelled in part, and never beyond what is open', async ({
  page,
  complaints,
}) => {
  complaints.expectAnswer(/POST \/api\/orders\/\d+\/entries 422/u);
  await signIn(page, 'controlling1');
  await enterOrder(page);
  await page.getByLabel('Betrag in €').fill('12.000,01');
  await page.getByLabel('zählt ab').fill('20.06.2021');
  await page.getByLabel('Grund').fill('Menge gekürzt');
  await page.getByRole('button', { name: 'Stornieren' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '12.000,00 € offen' })).toBeFocused();
  await page.getByLabel('Betrag in €').fill('2.000,00');
  await page.getByRole('button', { name: 'Stornieren' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: /storniert.*Menge gekürzt/u })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.goto(`/budget?jahr=2021&${STATE}`);
  const later = page.getByRole('table', { name: /^Vorbelastung/u });
  await expect(later.getByRole('row', { name: /211 Breitband, Tiefbau 2022/u })).toContainText('597.000,00');
});

test('A forecast is reported and stands beside what is reckoned', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto(`/budget/prognose?jahr=2021&${STATE}`);
  await page.getByRole('button', { name: '103 Kollaboration, Lizenzen' }).click();
  await page.getByLabel(/Prognose zum 31\.12\.2021/u).fill('700.000,00');
  await page.getByLabel('Stand vom').fill('30.06.2021');
  await page.getByLabel('Worauf sie beruht').fill('Angebot des Anbieters');
  await page.getByRole('button', { name: 'Melden', exact: true }).click();
  const row = page.getByRole('row', { name: /103 Kollaboration, Lizenzen/u });
  await expect(row).toContainText('gemeldet');
  await expect(row).toContainText('+100.000,00');
  await expect(row).toContainText('erhebliche Steigerung');
  await expectAccessible(page);
});

test('Carry-overs are proposed, a second person approves them, and the annex is downloaded', async ({
  page,
}) => {
  await signIn(page, 'controlling1');
  await page.goto(`/budget/uebertragung?jahr=2020&${STATE}`);
  await page.getByRole('checkbox', { name: 'Zeile 202 übertragen' }).check();
  await page.getByRole('checkbox', { name: 'Zeile 101 übertragen' }).check();
  await page.getByLabel('Begründung des Antrags').fill('Jahresabschluss 2020');
  await page.getByLabel('Beschluss (GRDrs)').fill('GRDrs 9012/2021');
  await expect(page.getByText('49.479,11 €')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Übertragung beantragen' }).click();
  const link = page.getByRole('link', { name: /Antrag \d+ in den Freigaben/u });
  await expect(link).toBeVisible();
  const id = /Antrag (\d+)/u.exec((await link.textContent()) ?? '')?.[1] ?? '';
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Anlagen als Excel' }).click();
  expect((await download).suggestedFilename()).toMatch(
    /^Ermaechtigungsuebertragung-2020-nach-2021-\d{4}-\d{2}-\d{2}\.xlsx$/u,
  );

  await signIn(page, 'controlling2');
  await approve(page, id);
  await page.goto(`/budget/uebertragung?jahr=2020&${STATE}`);
  const annex = page.getByRole('table', { name: /Finanzhaushalt/u });
  await expect(annex.getByRole('row', { name: /202 Endgeräte/u })).toContainText('49.479,11');
  await expect(page.getByRole('checkbox', { name: 'Zeile 202 übertragen' })).toHaveCount(0);
});

test('A carry-over is taken back by two people, and the line may carry again', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto(`/budget/uebertragung?jahr=2020&${STATE}`);
  await page.getByRole('checkbox', { name: 'Übertragung der Zeile 104 zurücknehmen' }).check();
  await page.getByRole('button', { name: 'Wirkung der Rücknahme' }).click();
  const title = 'Rücknahme: Ermächtigungsübertragung, Zeile 104, 2021, 48.500,00 €';
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await page.getByLabel('Begründung der Rücknahme').fill('Der Bedarf ist entfallen');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Rücknahme beantragen' }).click();
  const link = page.getByRole('link', { name: /Antrag \d+ in den Freigaben/u });
  await expect(link).toBeVisible();
  const id = /Antrag (\d+)/u.exec((await link.textContent()) ?? '')?.[1] ?? '';
  await signIn(page, 'controlling2');
  await approve(page, id);
  await page.goto(`/budget/uebertragung?jahr=2020&${STATE}`);
  await expect(page.getByRole('checkbox', { name: 'Zeile 104 übertragen' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Übertragung der Zeile 104/u })).toHaveCount(0);
});

test('A commitment authorisation is asked for by due year, with its paper, and counts once somebody else approved', async ({
  page,
  complaints,
}) => {
  complaints.expectAnswer(/POST \/api\/requests\/preview 422/u);
  await signIn(page, 'controlling1');
  await page.goto(`/budget/bestellungen?jahr=2021&${STATE}`);
  await page.getByRole('button', { name: 'Ermächtigung (VE) beantragen' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Verpflichtungsermächtigung beantragen' });
  await sheet.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(sheet.getByRole('alert')).toBeFocused();
  await expect(sheet.getByRole('alert')).toContainText('Bitte wählen Sie eine Zeile.');
  await sheet
    .getByLabel('Investition im Finanzhaushalt 2021')
    .selectOption({ label: '211 Breitband, Tiefbau' });
  await sheet.getByLabel('Betrag in €').fill('100.000,00');
  await sheet.getByRole('button', { name: 'weiteres Jahr' }).click();
  await sheet.getByLabel('Betrag in €').last().fill('50.000,50');
  await expect(sheet.getByText('150.000,50 €')).toBeVisible();
  await expect(sheet.getByRole('alert')).toContainText('braucht den Beschluss');
  await sheet.getByLabel('Beschluss (GRDrs)').fill('9000/2019');
  await sheet.getByLabel('Begründung').fill('Zweiter Bauabschnitt');
  await expect(sheet.getByText(/Fällig 2023: ermächtigt 250\.000,00 → 300\.000,50 €/u)).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Beantragen' }).press('Enter');
  const note = page.getByText(/Antrag \d+ wartet auf die Freigabe/u);
  await expect(note).toBeVisible();
  const id = /Antrag (\d+)/u.exec((await note.textContent()) ?? '')?.[1] ?? '';
  await signIn(page, 'controlling2');
  await approve(page, id);
  await page.goto(`/budget?jahr=2021&${STATE}`);
  const later = page.getByRole('table', { name: /^Vorbelastung/u });
  await expect(later.getByRole('row', { name: /211 Breitband, Tiefbau 2023/u })).toContainText('300.000,50');
});
