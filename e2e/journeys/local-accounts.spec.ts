import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, expectAccessible, settled } from '../fixtures.ts';
import { test, withDevice } from '../live.ts';

test.use({ fresh: 'local-accounts' });

const PASSWORD = 'kiesel wolke ofen';
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

/** What an app for codes shows, now or in so many steps. */
function codeOf(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  return totp.generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Nothing to find for axe, on a desk and on a phone; with PICTURES=folder what it looks like, light and dark. */
async function expectSound(page: Page, name: string): Promise<void> {
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider, `${name} at ${String(size.width)}`).toBeLessThanOrEqual(0);
    const folder = process.env['PICTURES'];
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${name}-${String(size.width)}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
    await page.emulateMedia({ colorScheme: null });
  }
  await page.setViewportSize(DESK);
}

async function signOut(page: Page): Promise<void> {
  await page.locator('.person').press('Enter');
  await page.getByRole('menuitem', { name: 'Abmelden' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Anmelden' })).toBeVisible();
}

/** Types into the three fields from the first on, with the keyboard alone. */
async function typeSignIn(page: Page, login: string, password: string, code: string): Promise<void> {
  await page.getByLabel('Anmeldename').focus();
  for (const text of [login, password, code]) {
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    // Past the button that shows the password.
    if (text === password) await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
}

test('A link becomes a passkey, and the passkey the way in', async ({ page, live }) => {
  test.slow();
  await withDevice(page);
  await page.goto(live.link('verwaltung'));
  await expect(page.getByText('Anmeldename verwaltung')).toBeVisible();
  await expect(page, 'the token is gone from the address').toHaveURL(/\/aktivieren$/u);
  await page.getByRole('button', { name: 'Passkey anlegen' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();

  await signOut(page);
  await page.goto('/anmelden?weiter=//evil.example/x');
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  expect(new URL(page.url()).hostname).toBe('localhost');

  // Mein Zugang, from the menu behind the name.
  await page.locator('.person').press('Enter');
  await page.getByRole('menuitem', { name: 'Mein Zugang' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mein Zugang' })).toBeVisible();
  await settled(page);
  const keys = page.getByRole('table', { name: 'Passkeys' });
  await expect(keys.getByRole('row')).toHaveCount(2);
  await keys.getByRole('button', { name: /Umbenennen/u }).press('Enter');
  await page.getByLabel(/Neuer Name/u).fill('Dienstgerät');
  await page.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(keys.getByRole('rowheader', { name: 'Dienstgerät' })).toBeVisible();
  await expectSound(page, 'mein-zugang');
});

test('The last way stays, and what was not sent is no draft', async ({ page, live, complaints }) => {
  complaints.expectAnswer(/DELETE \/api\/account\/passkeys\/\S+ 422/u);
  await withDevice(page);
  page.on('dialog', (dialog) => void dialog.accept());
  live.moves('user', 'add', 'einzeln', '--name', 'Frau Einzeln', '--role', 'council');
  await page.goto(live.link('einzeln'));
  await page.getByRole('button', { name: 'Passkey anlegen' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Berichte' })).toBeVisible();
  await page.goto('/mein-zugang');
  await page.getByRole('button', { name: /Entfernen/u }).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Das ist Ihr letzter Anmeldeweg' })).toBeVisible();

  await page.getByRole('button', { name: 'Kennwort und Codes einrichten' }).press('Enter');
  await page.getByLabel('Neues Kennwort').fill(PASSWORD);
  expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain(PASSWORD);
  await page.getByRole('button', { name: 'Weiter' }).press('Enter');
  await expect(page.getByRole('img', { name: /Geheimnis für die App/u })).toBeVisible();
});

/** From a link to the recovery codes, which wait to be kept; the secret of the app and the codes. */
async function toRecoveryCodes(page: Page, path: string, look: (name: string) => Promise<void>) {
  await page.goto(path);
  await page.getByRole('button', { name: 'Stattdessen mit Kennwort' }).press('Enter');
  const password = page.getByLabel('Kennwort', { exact: true });
  await password.fill('passwort passwort');
  await password.press('Enter');
  await expect(page.getByText('Das lässt sich erraten')).toBeVisible();
  await expect(password).toBeFocused();
  await look('kennwort-fehler');
  await password.fill(PASSWORD);
  await password.press('Enter');
  await expect(page.getByRole('heading', { name: 'Codes aus einer App' })).toBeFocused();
  const groups = await page.locator('.secret span').allTextContents();
  const secret = groups.map((part) => part.trim()).join('');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/u);
  const link = page.getByRole('link', { name: 'In einer App auf diesem Gerät öffnen' });
  expect(await link.getAttribute('href')).toContain(`secret=${secret}`);
  await look('app-einrichten');
  const first = page.getByLabel('Code, den die App jetzt zeigt');
  await first.fill('000000');
  await first.press('Enter');
  await expect(page.getByText('Das ist nicht der Code, den die App jetzt zeigt.')).toBeVisible();
  await first.fill(codeOf(secret));
  await first.press('Enter');
  await expect(page.getByRole('heading', { name: 'Wiederherstellungscodes' })).toBeFocused();
  const list = page.getByRole('list', { name: 'Wiederherstellungscodes' }).getByRole('listitem');
  await expect(list).toHaveCount(10);
  return { secret, codes: (await list.allTextContents()).map((code) => code.trim()) };
}

const unseen = (): Promise<void> => Promise.resolve();

test('The steps of an activation are sound on desk and phone, light and dark', async ({
  page,
  live,
  complaints,
}) => {
  test.slow();
  complaints.expectAnswer(/POST \/api\/activation\/code 422/u);
  const path = live.link('verwaltung');
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Passkey anlegen' })).toBeVisible();
  await expectSound(page, 'aktivieren');
  // A second link in the same window: only what stands behind the hash changes.
  await toRecoveryCodes(page, live.link('verwaltung'), (name) => expectSound(page, name));
  await expectSound(page, 'codes');
});

test('The sign-in page is sound on desk and phone, light and dark', async ({ page, complaints }) => {
  test.slow();
  complaints.expectAnswer(/POST \/api\/session\/local 401/u);
  await page.goto('/');
  await expect(page.getByLabel('Anmeldename')).toBeVisible();
  await expectSound(page, 'anmelden');
  await typeSignIn(page, 'niemand', PASSWORD, '000000');
  await expect(
    page.getByRole('alert').filter({ hasText: 'Die Anmeldung ist fehlgeschlagen.' }),
  ).toBeVisible();
  await expectSound(page, 'anmelden-fehler');
});

test('Password and code: the wrong one is refused, the right one and a recovery code open, once each', async ({
  page,
  live,
  complaints,
}) => {
  complaints.expectAnswer(/POST \/api\/session\/local 401/u);
  complaints.expectAnswer(/POST \/api\/activation\/code 422/u);
  live.moves('user', 'add', 'pruefung', '--name', 'Rechnungsprüfung', '--role', 'auditor');
  const { secret, codes } = await toRecoveryCodes(page, live.link('pruefung'), unseen);
  await page.getByRole('button', { name: 'Aktivieren und anmelden' }).press('Enter');
  await expect(page.getByText('Bitte zuerst die Codes aufbewahren.')).toBeVisible();
  await page.getByLabel('Ich habe sie aufbewahrt').press('Space');
  await page.getByRole('button', { name: 'Aktivieren und anmelden' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  await signOut(page);

  await typeSignIn(page, 'pruefung', PASSWORD, '000000');
  await expect(
    page.getByRole('alert').filter({ hasText: 'Die Anmeldung ist fehlgeschlagen.' }),
  ).toBeVisible();
  // The first code used the step of now; a clock may be one step ahead.
  await typeSignIn(page, 'pruefung', PASSWORD, codeOf(secret, 1));
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  await signOut(page);

  const [recovery = ''] = codes;
  await typeSignIn(page, 'pruefung', PASSWORD, recovery);
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  await page.goto('/mein-zugang');
  await expect(page.getByText('9 Wiederherstellungscodes übrig')).toBeVisible();
  await signOut(page);
  await typeSignIn(page, 'pruefung', PASSWORD, recovery);
  await expect(
    page.getByRole('alert').filter({ hasText: 'Die Anmeldung ist fehlgeschlagen.' }),
  ).toBeVisible();
});

test('A link that was used or torn says so', async ({ page, complaints }) => {
  complaints.expectAnswer(/POST \/api\/activation 404/u);
  await page.goto(`/aktivieren#${'x'.repeat(43)}`);
  await expect(page.getByRole('alert')).toContainText('Der Link gilt nicht mehr');
  await page.goto('/aktivieren');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Zum Aktivieren fehlt der Link.');
  await expectSound(page, 'link-fehlt');
});
