import { expect, expectAccessible, settled, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'indicators' });

test('An indicator is defined and measured by keyboard, a list is pasted with a faulty row, and both are read elsewhere', async ({
  page,
}) => {
  await signIn(page, 'programmbuero');
  await page.goto('/kennzahlen?stichtag=2021-06-30');
  await expect(page.getByRole('rowheader', { name: /OZG-Reifegrad der Online-Dienste/u })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Neue Kennzahl' }).press('Enter');
  const define = page.getByRole('dialog', { name: 'Neue Kennzahl' });
  await define.getByLabel('Kürzel').fill('WLAN');
  await define.getByLabel('Name', { exact: true }).fill('Verwaltungsgebäude mit WLAN');
  await define.getByLabel('Art des Werts').selectOption('share');
  await define.getByLabel('Woher der Wert kommt').selectOption('elements');
  await define.getByLabel('Was gezählt wird').fill('Gebäude, in denen alle Arbeitsplätze WLAN haben');
  await define.getByLabel('Projekt, wenn es eines ist').fill('P-046');
  await define.getByLabel('wird geführt seit').fill('01.01.2021');
  await define.getByRole('button', { name: 'Anlegen' }).press('Enter');
  await expect(define.getByText('Bitte eine Einheit nennen.').first()).toBeVisible();
  await expectAccessible(page);
  await define.getByLabel('Einheit').fill('Gebäude');
  await define.getByRole('button', { name: 'Anlegen' }).press('Enter');
  await expect(page.getByText('Kennzahl „Verwaltungsgebäude mit WLAN“ angelegt.')).toBeVisible();

  await page.getByRole('button', { name: 'Aus Excel einfügen' }).press('Enter');
  const paste = page.getByRole('dialog', { name: 'Liste aus Excel' });
  const table =
    'Name\tStand\tab\nRathaus\tja\t01.03.2021\nTechnisches Rathaus\toffen\t\nBürgerbüro Ost\tfast\t';
  await paste.getByLabel('Eingefügte Tabelle').fill(table);
  await paste.getByLabel('gilt ab, wo kein Tag steht').fill('01.01.2021');
  await paste.getByRole('button', { name: 'Prüfen' }).press('Enter');
  await expect(paste.getByText('2 neu, 0 schon vorhanden, 1 fehlerhaft')).toBeVisible();
  await expect(paste.getByRole('row', { name: /^4 Bürgerbüro Ost/u })).toContainText('„fast“ ist unbekannt');
  await expectAccessible(page);
  await paste.getByLabel('Eingefügte Tabelle').fill(table.replace('fast', 'in Arbeit'));
  await paste.getByRole('button', { name: 'Prüfen' }).press('Enter');
  await paste.getByRole('button', { name: 'Übernehmen' }).press('Enter');
  await expect(page.getByText('3 Einträge übernommen.')).toBeVisible();
  await expect(page.getByText('1 Eintrag von 3 erfüllt.')).toBeVisible();

  await page.getByRole('button', { name: 'Stand ändern: Bürgerbüro Ost' }).press('Enter');
  const element = page.getByRole('dialog', { name: 'Stand ändern' });
  await element.getByLabel('Stand').selectOption('done');
  await element.getByLabel('gilt ab').fill('15.06.2021');
  await element.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(page.getByText('2 Einträge von 3 erfüllt.')).toBeVisible();
  const row = page.getByRole('row', { name: /Verwaltungsgebäude mit WLAN/u });
  await expect(row).toContainText('66,67 %');

  await page.getByRole('button', { name: 'Ziel festlegen' }).press('Enter');
  const target = page.getByRole('dialog', { name: 'Ziel festlegen' });
  await target.getByLabel('bis zum').fill('30.06.2021');
  await target.getByLabel('Ziel in Prozent').fill('80');
  await target.getByLabel('Begründung').fill('Beschluss des Lenkungskreises');
  await target.getByRole('button', { name: 'Festlegen' }).press('Enter');
  await expect(row).toContainText('■ Ziel verfehlt');

  await page.goto('/kennzahlen?stichtag=2021-06-14');
  await expect(row).toContainText('33,33 %');

  await page.goto('/projekte?stichtag=2021-06-30');
  await page
    .getByRole('link', { name: /WLAN in Verwaltungsgebäuden/u })
    .first()
    .click();
  await page.getByRole('button', { name: 'Kennzahlen' }).press('Enter');
  await expect(page.getByRole('row', { name: /Verwaltungsgebäude mit WLAN/u })).toContainText('66,67 %');

  await page.goto('/berichte/entwurf?stichtag=2021-06-30');
  const report = page.getByRole('table', { name: 'Kennzahlen' });
  await expect(report.getByRole('row', { name: /Verwaltungsgebäude mit WLAN/u })).toContainText('66,67 %');
});

test('A lead measures the own indicator from the project, takes a value back, and reads it on a phone', async ({
  page,
}) => {
  await signIn(page, 'projektleitung2');
  await page.goto('/kennzahlen?stichtag=2021-06-30');
  await page.getByRole('link', { name: 'Mobile Arbeitsplätze' }).press('Enter');
  await page.getByRole('button', { name: 'Messwert eintragen' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Messwert eintragen' });
  await sheet.getByLabel('Anzahl (Arbeitsplätze)').fill('2.100,5');
  await sheet.getByLabel('Quelle').fill('Auswertung der Geräteverwaltung');
  await sheet.getByRole('button', { name: 'Eintragen' }).press('Enter');
  await expect(sheet.getByText('Zahl bitte wie 1.250 schreiben.').first()).toBeVisible();
  await sheet.getByLabel('Anzahl (Arbeitsplätze)').fill('2.100');
  await sheet.getByRole('button', { name: 'Eintragen' }).press('Enter');
  const row = page.getByRole('row', { name: /MOBIL/u });
  await expect(row).toContainText('▲ hinter dem Plan');
  await expect(page.getByRole('cell', { name: 'berichtigt' })).toBeVisible();
  await page.getByRole('button', { name: /Messwert vom 30\.06\.2021/u }).press('Enter');
  const back = page.getByRole('dialog', { name: 'Messwert zurücknehmen' });
  await back.getByLabel('Begründung').fill('Falsche Auswertung');
  await back.getByRole('button', { name: 'Zurücknehmen' }).press('Enter');
  await expect(row).toContainText('● im Plan');
  await expect(page.getByText('zurückgenommen: Falsche Auswertung')).toBeVisible();
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/projekte');
  await page
    .getByRole('link', { name: /Mobile Arbeitsplätze/u })
    .first()
    .click();
  await page.getByRole('button', { name: 'Kennzahlen' }).click();
  await page.getByRole('link', { name: 'Mobile Arbeitsplätze' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Messwerte' })).toBeVisible();
  await settled(page);
  await expectAccessible(page);
});
