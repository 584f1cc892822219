import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'milestone-doors' });

const PLAN = '/projekte/17?stichtag=2021-06-30&tab=meilensteine';

/** The pictures somebody looks at, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

test('The office adds milestones that wait for each other, is told of a circle, and sees what a slip does', async ({
  page,
  complaints,
}) => {
  complaints.expectAnswer(/POST \/api\/milestones\/\d+\/predecessors 422/u);
  await signIn(page, 'programmbuero');
  await page.goto(PLAN);
  await page.getByRole('button', { name: 'Meilensteine anlegen' }).press('Enter');
  const add = page.getByRole('region', { name: 'Meilensteine anlegen' });
  await add.getByLabel('1. Meilenstein').fill('Probelauf im Amt');
  await add.getByLabel('Basis', { exact: true }).fill('30.09.2021');
  await add.getByLabel('Gewicht, €', { exact: true }).fill('5.000,00');
  await add.getByText('Aus Excel einfügen').press('Enter');
  await add
    .getByLabel('Zeilen aus Excel')
    .fill('Name\tBasis\tGewicht\nAbnahme durch das Amt\tbald\t2.500,00');
  await add.getByRole('button', { name: 'In die Zeilen übernehmen' }).press('Enter');
  await expect(add.getByText('Datum bitte wie 30.06.2021 schreiben.').first()).toBeVisible();
  await picture(page, 'add');
  await add.getByLabel('Basis', { exact: true }).nth(1).fill('31.10.2021');
  await expectAccessible(page);
  await add.getByRole('button', { name: 'Anlegen', exact: true }).press('Enter');
  await expect(page.getByRole('row', { name: /Probelauf im Amt.*30\.09\.2021.*5\.000,00/u })).toBeVisible();

  const follow = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: `Ändern ${name}` }).press('Enter');
    await page.getByRole('button', { name: 'Folgt auf …' }).press('Enter');
  };
  // One waits for the other; the way back would be a circle.
  await follow('Abnahme durch das Amt');
  const link = page.getByRole('dialog', { name: 'Folgt auf' });
  await link.getByLabel('folgt auf').selectOption({ label: 'Probelauf im Amt' });
  await link.getByLabel('Abstand in Tagen').fill('14');
  await link.getByRole('button', { name: 'Hinzufügen' }).press('Enter');
  await expect(link.getByText('„Probelauf im Amt“ und 14 T')).toBeVisible();
  await link.getByRole('button', { name: 'Schließen' }).last().press('Enter');
  await follow('Probelauf im Amt');
  await link.getByLabel('folgt auf').selectOption({ label: 'Abnahme durch das Amt' });
  await link.getByRole('button', { name: 'Hinzufügen' }).press('Enter');
  await expect(
    link.getByText(/Das gäbe einen Kreis: „Abnahme durch das Amt“ → „Probelauf im Amt“/u).first(),
  ).toBeVisible();
  await link.getByRole('button', { name: 'Schließen' }).last().press('Enter');
  await page.getByRole('button', { name: 'Verwerfen und schließen' }).press('Enter');

  // What a slip does is seen before it is taken.
  await page.getByRole('button', { name: /^Prognose Probelauf im Amt/u }).press('Enter');
  const forecast = page.getByRole('dialog', { name: 'Prognose' });
  await forecast.getByLabel(/Prognose zum/u).fill('30.11.2021');
  await expect(
    forecast.getByRole('row', { name: /„Abnahme durch das Amt“, frühestens.*14\.10\.2021 → 14\.12\.2021/u }),
  ).toBeVisible();
  await picture(page, 'forecast');
  await expectAccessible(page);
  await forecast.getByLabel('Warum?').fill('Das Land liefert die Schnittstelle später.');
  await forecast.getByRole('button', { name: 'Übernehmen' }).press('Enter');
  await expect(page.getByRole('row', { name: /Probelauf im Amt.*30\.11\.2021/u }).first()).toBeVisible();
});

test('A new baseline is asked for with its effect, and counts when a second person has approved it', async ({
  page,
  complaints,
}) => {
  complaints.expectAnswer(/POST \/api\/requests\/preview 422/u);
  await signIn(page, 'programmbuero');
  await page.goto(PLAN);
  await page.getByRole('button', { name: 'Neue Basis …' }).press('Enter');
  const rebase = page.getByRole('dialog', { name: 'Neue Basis' });
  const group = rebase.getByRole('group', { name: 'Volle Zulassung online' });
  await group.getByLabel('Basis').fill('30.11.2021');
  await rebase.getByLabel('Begründung').fill('Mit dem Land neu vereinbart');
  await expect(
    rebase.getByRole('row', { name: /Volle Zulassung online.*30\.09\.2021.*30\.11\.2021 \(\+61 T\)/u }),
  ).toBeVisible();
  await picture(page, 'rebase');
  await expectAccessible(page);
  await rebase.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(page.getByText(/Antrag \d+ wartet auf die Freigabe/u)).toBeVisible();

  await signIn(page, 'controlling1');
  await page.goto('/freigaben');
  await page.getByRole('link', { name: /Neue Basis P-017/u }).press('Enter');
  await expect(page.getByRole('row', { name: /Volle Zulassung online.*\(\+61 T\)/u })).toBeVisible();
  await picture(page, 'approve');
  await page.getByRole('button', { name: 'Freigeben' }).press('Enter');
  await expect(page.getByText('freigegeben').first()).toBeVisible();

  await signIn(page, 'programmbuero');
  await page.goto(PLAN);
  await expect(
    page.getByRole('row', { name: /Volle Zulassung online.*2\. Basis.*30\.11\.2021/u }).first(),
  ).toBeVisible();
  await page.getByText('Frühere Basistermine').press('Enter');
  await expect(
    page.getByRole('row', { name: /Volle Zulassung online 30\.11\.2021 .*Mit dem Land neu vereinbart/u }),
  ).toBeVisible();
  await picture(page, 'plan-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'plan-390');
  await expectAccessible(page);
});
