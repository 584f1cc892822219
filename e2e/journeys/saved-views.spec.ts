import { expect, expectAccessible, settled, signIn, test } from '../fixtures.ts';

test.use({ fresh: 'saved-views' });

test('A view is saved and chosen by keyboard; a default opens for its role, says so and leads back to the plain list', async ({
  page,
}) => {
  await signIn(page, 'programmbuero');
  const views = page.getByRole('button', { name: /^Gespeicherte Ansichten/u });
  const said = (name: string) => page.getByRole('status').filter({ hasText: `Ansicht „${name}“` });
  await page.goto('/projekte?stichtag=2021-06-30&sort=-verfuegbar&ansicht=gelb-rot');
  await views.press('Enter');
  const panel = page.getByRole('region', { name: 'Gespeicherte Ansichten' });
  await panel.getByRole('button', { name: 'Ansicht speichern' }).press('Enter');
  await expect(panel.getByText('Bitte einen Namen angeben.')).toBeVisible();
  await expectAccessible(page);
  await panel.getByLabel('Name der Ansicht').fill('Teuer und nicht grün');
  await panel.getByRole('button', { name: 'Ansicht speichern' }).press('Enter');
  await expect(said('Teuer und nicht grün')).toBeVisible();

  await panel.getByLabel('Name der Ansicht').fill('Vorgabe der Leitungen');
  await panel.getByLabel('gilt für').selectOption('project-lead');
  await panel.getByRole('button', { name: 'Ansicht speichern' }).press('Enter');
  await expect(panel.getByText('Vorgabe Projektleitung', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Schlichte Liste zeigen' }).press('Enter');
  await expect(page).toHaveURL(/\/projekte\?stichtag=2021-06-30$/u);
  await panel.getByRole('button', { name: 'Teuer und nicht grün', exact: true }).press('Enter');
  await expect(page).toHaveURL(/sort=-verfuegbar/u);

  await signIn(page, 'projektleitung1');
  await page.goto('/projekte?stichtag=2021-06-30');
  await expect(said('Vorgabe der Leitungen')).toContainText('die Vorgabe Ihrer Rolle');
  await expect(page).toHaveURL(/ansicht=gelb-rot/u);
  await views.press('Enter');
  await expect(panel.getByRole('button', { name: 'Teuer und nicht grün', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Schlichte Liste zeigen' }).press('Enter');
  await expect(page).toHaveURL(/vorgabe=aus/u);
  await page.reload();
  await settled(page);
  await expect(page).toHaveURL(/vorgabe=aus/u);
  await page.goto('/projekte?stichtag=2021-06-30&sort=ende');
  await settled(page);
  await expect(page).toHaveURL(/sort=ende$/u);
  await page.setViewportSize({ width: 390, height: 844 });
  await views.press('Enter');
  await expectAccessible(page);
});
