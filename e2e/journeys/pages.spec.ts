import { expect, expectAccessible, settled, signIn, test } from '../fixtures.ts';

/** Every page with the account that sees most of it, and the heading by which it is known. */
const PAGES: { login: string; path: string; heading: string }[] = [
  { login: 'programmbuero', path: '/uebersicht', heading: 'Übersicht' },
  { login: 'programmbuero', path: '/projekte', heading: 'Projekte' },
  { login: 'programmbuero', path: '/projekte/23', heading: 'eAkte Jugendamt' },
  { login: 'programmbuero', path: '/projekte/23?tab=meilensteine', heading: 'eAkte Jugendamt' },
  { login: 'programmbuero', path: '/projekte/23?tab=budget', heading: 'eAkte Jugendamt' },
  { login: 'programmbuero', path: '/meilensteine', heading: 'Meilensteine' },
  {
    login: 'programmbuero',
    path: '/meilensteine?ansicht=erreicht&meilenstein=1',
    heading: 'Meilensteine',
  },
  { login: 'programmbuero', path: '/kennzahlen?kennzahl=2', heading: 'Kennzahlen' },
  { login: 'programmbuero', path: '/stellen', heading: 'Stellen' },
  { login: 'controlling1', path: '/budget', heading: 'Budget' },
  { login: 'controlling1', path: '/budget?bewegung=neu', heading: 'Budget' },
  { login: 'controlling1', path: '/budget/bestellungen?jahr=2021', heading: 'Bestellungen' },
  { login: 'controlling1', path: '/budget/bestellungen?jahr=2021&ve=neu', heading: 'Bestellungen' },
  { login: 'controlling1', path: '/budget/prognose?jahr=2021', heading: 'Prognose' },
  { login: 'controlling1', path: '/budget/uebertragung?jahr=2020', heading: 'Übertragung' },
  { login: 'controlling2', path: '/freigaben?antrag=4', heading: 'Freigaben' },
  { login: 'controlling1', path: '/einlesen', heading: 'Einlesen' },
  { login: 'controlling1', path: '/einlesen/profile?code=sap-ist', heading: 'Profile' },
  { login: 'controlling1', path: '/einlesen/profile/neu', heading: 'Neues Profil' },
  { login: 'controlling1', path: '/abgleich', heading: 'Abgleich' },
  { login: 'controlling1', path: '/abgleich/regeln?regel=R-014', heading: 'Zuordnungsregeln' },
  { login: 'programmbuero', path: '/berichte', heading: 'Berichte' },
  { login: 'programmbuero', path: '/berichte/entwurf', heading: 'Bericht zum 30. Juni 2021' },
  { login: 'gemeinderat', path: '/berichte/1', heading: 'Bericht zum' },
  { login: 'rechnungspruefung', path: '/verlauf', heading: 'Verlauf' },
  { login: 'admin', path: '/zugaenge?zugang=8', heading: 'Zugänge' },
  { login: 'controlling1', path: '/vertretung', heading: 'Vertretung' },
  { login: 'rechnungspruefung', path: '/gibt-es-nicht', heading: 'gibt es' },
];

for (const { login, path, heading } of PAGES) {
  for (const width of [1440, 390]) {
    test(`${path} at ${String(width)} px is accessible, light and dark, and does not scroll sideways`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await signIn(page, login);
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(heading);
      await settled(page);
      expect(await page.title()).toContain('MoveS-Cockpit');
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow, 'sideways scrolling of the whole page').toBeLessThanOrEqual(0);
      await expectAccessible(page);
    });
  }
}

test('The sign-in page is accessible and offers every demo account', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/anmelden/u);
  await expect(page.getByRole('button')).toHaveCount(9);
  await expectAccessible(page);
});
