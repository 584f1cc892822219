import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

const rowOf = (page: Page, period: string) =>
  page
    .getByRole('table', { name: /^Abstimmung je Periode/u })
    .getByRole('row', { name: new RegExp(`^${period}`, 'u') });

const HEADER =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';

/** One posting of April 2021 that SAP brings in July. */
const LATE = [
  HEADER,
  '1000;2021;7300000001;001;29.04.2021;29.04.2021;4;44031000;100074100931;;;Nachbuchung;;;12,34',
  'Summe;;;;;;;;;;;;;;12,34',
  '',
].join('\r\n');

async function previewLate(page: Page): Promise<void> {
  await page.goto('/einlesen');
  await page.getByLabel('Profil: wie die Datei zu lesen ist').selectOption('sap-ist');
  await page
    .locator('#import-file')
    .setInputFiles({ name: 'april.csv', mimeType: 'text/csv', buffer: Buffer.from(LATE, 'latin1') });
  await page.getByRole('button', { name: 'Vorschau rechnen' }).click();
}

test.use({ fresh: 'periods' });

test('A month is tied out, held and released; a late posting counts later; two people open a month again', async ({
  page,
}) => {
  // A whole month's close in one go: more than one journey's time on a busy machine.
  test.slow();
  await signIn(page, 'controlling1');
  await page.goto('/abgleich?jahr=2021');
  await expect(page.getByText('Alle Perioden gehen auf 0,00 auf.')).toBeVisible();
  const may = rowOf(page, '05/2021');
  await expect(may).toContainText('angehalten');
  await expect(may).toContainText('Noch nicht zugeordnet: 1 Buchung, Ergebnishaushalt 486,95 €.');
  await expect(may.getByRole('button', { name: /^Schließen/u })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);

  // Down to the account, by keyboard, and confirmed.
  await rowOf(page, '04/2021')
    .getByRole('button', { name: /^Differenz .* Ergebnishaushalt/u })
    .press('Enter');
  const dock = page.getByRole('region', { name: /^Abstimmung 04\/2021, Ergebnishaushalt/u });
  await expect(dock.getByText('eingelesene Dateien, jede mit stimmender Kontrollsumme')).toBeVisible();
  await dock.getByRole('button', { name: 'Abstimmung bestätigen' }).press('Enter');
  await expect(rowOf(page, '04/2021')).toContainText('abgestimmt');
  await expectAccessible(page);
  await dock.getByRole('button', { name: 'Schließen' }).press('Escape');
  await expect(dock).toBeHidden();

  // What SAP brings for a closed month counts from the first day after the closed books; May is held, so not yet.
  await previewLate(page);
  const plan = page.getByRole('region', { name: 'Vorschau' });
  await expect(plan).toContainText('Nachbuchung: zählt ab 01.05.2021.');
  await expect(plan).toContainText('04/2021 (geschlossen)');
  await page.goto('/abgleich?jahr=2021');
  await rowOf(page, '05/2021')
    .getByRole('button', { name: /^Freigeben/u })
    .press('Enter');
  const form = page.getByRole('form', { name: /^Periode 05\/2021: Freigeben/u });
  await form.getByRole('button', { name: 'Freigeben' }).press('Enter');
  await expect(form.getByText('Bitte eine Begründung angeben.')).toBeVisible();
  await form.getByLabel('Begründung').fill('Nachbuchung aus April');
  await form.getByRole('button', { name: 'Freigeben' }).press('Enter');
  await expect(rowOf(page, '05/2021')).toContainText('offen');
  await previewLate(page);
  await plan.getByRole('button', { name: /buchen/iu }).click();
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toContainText('12,34');
  await page.goto('/abgleich?jahr=2021');
  await expect(rowOf(page, '04/2021')).toContainText('1 Nachbuchung: zählt später');
  await expect(rowOf(page, '05/2021')).toContainText('1 Nachbuchung aus früheren Perioden zählt hier');

  // Opening again is a request; who asked cannot decide.
  await rowOf(page, '04/2021')
    .getByRole('button', { name: /^Wieder öffnen/u })
    .press('Enter');
  const wish = page.getByRole('form', { name: /^Periode 04\/2021/u });
  await wish.getByLabel('Begründung').fill('Eine Rechnung gehört in den April');
  await expectAccessible(page);
  await wish.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(rowOf(page, '04/2021')).toContainText(/Antrag \d+ wartet auf eine zweite Person/u);
  await page.goto('/freigaben');
  const link = page.getByRole('link', { name: 'Periode 04/2021 wieder öffnen' });
  await link.press('Enter');
  await expect(page.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);
  await signIn(page, 'controlling2');
  await page.goto('/freigaben');
  await link.press('Enter');
  await page.getByRole('button', { name: 'Freigeben' }).click();
  await expect(page.getByText(/freigegeben/u).first()).toBeVisible();
  await page.goto('/abgleich?jahr=2021');
  await expect(rowOf(page, '04/2021')).toContainText('offen');
  await expect(rowOf(page, '04/2021')).not.toContainText('abgestimmt');
});

const TOTALS = (last: string): string =>
  [
    'Geschäftsjahr;Periode;Stand;Objekt;Sachkonto;Bezeichnung;Ist',
    '2021;6;30.06.2021;alle;78312000;;137.521,43',
    '2021;6;30.06.2021;alle;78312100;;98.742,58',
    '2021;6;30.06.2021;alle;78312200;;102.224,23',
    '2021;6;30.06.2021;alle;78721000;;166.592,98',
    `2021;6;30.06.2021;alle;78722000;;${last}`,
    '',
  ].join('\r\n');

test('SAP totals come from a file, and a confirmed tie-out is lifted with a reason', async ({ page }) => {
  await signIn(page, 'controlling1');
  await page.goto('/abgleich?jahr=2021');
  await page.getByRole('button', { name: 'Kontrollsummen aus Datei …' }).press('Enter');
  const dock = page.getByRole('region', { name: 'Kontrollsummen aus einer Datei' });
  const read = async (last: string): Promise<void> => {
    const buffer = Buffer.from(TOTALS(last), 'latin1');
    await page.locator('#import-file').setInputFiles({ name: 'summen.csv', mimeType: 'text/csv', buffer });
    await dock.getByRole('button', { name: 'Kontrollsummen übernehmen' }).press('Enter');
  };
  await read('74.522,72');
  await expect(dock).toContainText('Eine Periode geht nicht auf 0,00 auf.');
  await expect(dock.getByRole('row', { name: /06\/2021/u })).toContainText('0,01');
  await expectAccessible(page);
  await read('74.522,71');
  await expect(dock).toContainText('Alle Perioden der Datei gehen auf 0,00 auf.');
  await dock.getByRole('button', { name: 'Schließen' }).press('Escape');

  const june = rowOf(page, '06/2021');
  await june.getByRole('button', { name: /^Differenz .* Finanzhaushalt/u }).press('Enter');
  const detail = page.getByRole('region', { name: /^Abstimmung 06\/2021, Finanzhaushalt/u });
  await expect(detail).toContainText('summen.csv');
  await detail.getByRole('button', { name: 'Abstimmung bestätigen' }).press('Enter');
  await expect(june).toContainText('abgestimmt');
  await detail.getByRole('button', { name: 'Bestätigung aufheben …' }).press('Enter');
  const form = detail.getByRole('form', { name: 'Bestätigung aufheben' });
  await form.getByRole('button', { name: 'Aufheben' }).press('Enter');
  await expect(form.getByText('Bitte eine Begründung angeben.')).toBeVisible();
  await form.getByLabel('Warum wird die Bestätigung aufgehoben?').fill('SAP hat im Juni nachgebucht');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Aufheben' }).press('Enter');
  await expect(detail).toContainText('SAP hat im Juni nachgebucht');
  await expect(june).not.toContainText('abgestimmt');
});
