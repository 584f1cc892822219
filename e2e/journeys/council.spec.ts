import { expect, settled, signIn, test } from '../fixtures.ts';

const WRITES: { method: 'post' | 'patch'; path: string; data: unknown }[] = [
  { method: 'patch', path: '/api/projects/1/status', data: {} },
  { method: 'patch', path: '/api/projects/1', data: { name: 'Anders' } },
  { method: 'post', path: '/api/milestones/1/reached', data: {} },
  { method: 'post', path: '/api/report-drafts', data: { asOf: '2021-06-30', reference: '1/2021' } },
  { method: 'post', path: '/api/imports/uploads?profile=sap-ist&name=x.csv', data: {} },
];

test('A council member lands on the reports and is offered nothing that writes', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /Gemeinderat/u }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Berichte' })).toBeVisible();
  const navigation = page.getByRole('navigation', { name: 'Hauptnavigation' });
  await expect(navigation.getByRole('link', { name: 'Einlesen' })).toHaveCount(0);
  await expect(navigation.getByRole('link', { name: 'Verlauf' })).toHaveCount(0);
  for (const path of [
    '/berichte',
    '/berichte/1',
    '/uebersicht',
    '/projekte',
    '/projekte/23',
    '/meilensteine',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await settled(page);
    const words = await page.getByRole('button').allInnerTexts();
    expect(words.join(' | '), path).not.toMatch(
      /Melden|Herausgeben|Übernehmen|Bearbeiten|Ändern|Speichern|einlesen/u,
    );
  }
});

test('A council member who tries to write or to look behind is refused', async ({ page }) => {
  await signIn(page, 'gemeinderat');
  for (const { method, path, data } of WRITES) {
    const answer = await page.request[method](path, {
      data,
      headers: { 'Sec-Fetch-Site': 'same-origin', 'If-Match': '"1"' },
    });
    expect(answer.status(), path).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: 'forbidden',
      title: 'Dazu fehlt Ihnen die Berechtigung.',
    });
  }
  for (const path of [
    '/api/budget',
    '/api/positions',
    '/api/imports',
    '/api/history',
    '/api/reports/draft',
    '/api/report-drafts',
    '/api/report-fair-copies/1',
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(403);
  }
});
