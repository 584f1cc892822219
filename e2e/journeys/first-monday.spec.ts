import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { addressOf, expect, expectAccessible, stop, test as base } from '../fixtures.ts';
import { leaveOut } from '../leave-out.ts';
import { arrives, elsewhere } from '../live.ts';

const ROOT = resolve(import.meta.dirname, '../..');

interface Started {
  address: string;
  links: string[];
  /** The link that the operator hands out for an account that decides. */
  linkOf(login: string): string;
  /** `moves VERB … --json` on this database. */
  moves(...args: string[]): unknown;
}

/** The application as `npm start -- --empty` brings it up, and the links it prints for the first two people. */
const test = base.extend<object, { started: Started }>({
  started: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'moves-monday-'));
      const DATABASE_URL = `sqlite:${join(folder, 'stadt.db')}`;
      const server = spawn(process.execPath, ['server/main.ts', '--prepare', '--empty'], {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL, HOST: '127.0.0.1', PORT: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const moves = (...args: string[]): unknown => {
        const command = ['server/cli.ts', ...args, '--json'];
        const told = execFileSync(process.execPath, command, {
          cwd: ROOT,
          env: { ...process.env, DATABASE_URL },
        });
        return JSON.parse(told.toString()) as unknown;
      };
      const linkOf = (login: string): string => {
        const { pathname, hash } = new URL((moves('user', 'activate', login) as { url: string }).url);
        return pathname + hash;
      };
      let said = '';
      server.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
      try {
        const address = (await addressOf(server)).replace('127.0.0.1', 'localhost');
        const links = (): string[] => [...said.matchAll(/\/aktivieren#[\w-]{43}/gu)].map(([path]) => path);
        await expect.poll(() => links().length, { message: 'two links are printed' }).toBe(2);
        await use({ address, links: links(), linkOf, moves });
      } finally {
        await stop(server);
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  address: [async ({ started }, use) => use(started.address), { scope: 'worker' }],
});

test.use({ fresh: 'first-monday' });

/** What a step says is missing. */
const missing = (page: Page) => page.locator('.missing li');

/** Of a real plan of 2017: plan of all rows whose account begins like this, in cents; the last row is the sum of all. */
function planOf(file: string, account: string): number {
  const lines = readFileSync(file, 'latin1').split('\r\n').filter(Boolean);
  const head = lines[0]?.split(';') ?? [];
  const [at, plan] = [head.indexOf('Kostenart'), head.findIndex((name) => /^Plan.*2017/u.test(name))];
  return lines
    .slice(1)
    .map((line) => line.split(';'))
    .filter((cells) => (cells[at] ?? '').startsWith(account))
    .reduce(
      (sum, cells) =>
        sum + Math.round(Number((cells[plan] ?? '0').replaceAll('.', '').replace(',', '.')) * 100),
      0,
    );
}

async function gives(page: Page, login: string, name: string, role: string, word: string): Promise<void> {
  await page.goto('/zugaenge');
  await page.getByRole('button', { name: 'Zugang anlegen' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Zugang anlegen' });
  await sheet.getByLabel('Anmeldename').fill(login);
  await sheet.getByLabel('Name', { exact: true }).fill(name);
  await sheet.getByLabel('Rolle').selectOption(role);
  await sheet.getByLabel('Begründung').fill('Die Stadt zieht ein');
  await sheet.getByRole('button', { name: word }).press('Enter');
  await expect(sheet).toBeHidden();
}

async function approves(page: Page, title: string): Promise<void> {
  await page.goto('/freigaben');
  await page.getByRole('link', { name: title }).first().press('Enter');
  await page.getByRole('button', { name: 'Freigeben' }).press('Enter');
  await expect(page.getByText(/freigegeben von/u).first()).toBeVisible();
}

/** Goes to a step of the set-up by its way there. */
async function step(page: Page, title: string, go: string): Promise<void> {
  await page.goto('/einrichten');
  const steps = page.getByRole('navigation', { name: 'Schritte' });
  await steps.getByRole('link', { name: new RegExp(`^${title}`, 'u') }).press('Enter');
  await page.getByRole('link', { name: go, exact: true }).press('Enter');
}

async function readsIn(page: Page, profile: string, file: string): Promise<void> {
  await page.goto('/einlesen');
  await page.getByLabel('Profil: wie die Datei zu lesen ist').selectOption(profile);
  await page.locator('#import-file').setInputFiles(file);
  await page.getByRole('button', { name: 'Vorschau rechnen' }).click();
  const plan = page.getByRole('region', { name: 'Vorschau' });
  await expect(plan).toContainText('werden gebucht', { timeout: 60_000 });
  await plan.getByRole('button', { name: /buchen/iu }).click();
  await expect(page.getByRole('status').filter({ hasText: '✓' })).toBeVisible({ timeout: 60_000 });
}

test('Two people begin with nothing: the page says what is missing, why, and who does it', async ({
  browser,
  baseURL,
  page,
  started,
  complaints,
}) => {
  complaints.expectAnswer(/GET \/api\/\S+ 401/u);
  const [first = '', second = ''] = started.links;
  await arrives(page, first);
  await arrives(await elsewhere(browser, baseURL), second);
  await page.getByRole('link', { name: 'Einrichten' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Einrichten' })).toBeVisible();
  await expect(page.getByRole('link', { name: /offen, 2 Zugänge/u })).toHaveAttribute('aria-current', 'step');
  await expect(missing(page)).toContainText([/Zwei Personen im Finanzcontrolling/u, /Das Programmbüro/u]);
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Haushaltsansätze/u }).press('Enter');
  await expect(page.getByText('Das macht das Finanzcontrolling.')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
});

const PLAN = resolve(ROOT, '../shared/realdata/wesel/hhplan2017.csv');

test('A city moves in with its own plan, and its first report says what the files say', async ({
  browser,
  baseURL,
  page,
  started,
}) => {
  leaveOut(!existsSync(PLAN), `the real plan is not beside the project (${PLAN})`);
  test.slow();
  const somebody = () => elsewhere(browser, baseURL);
  const [first, second] = [await somebody(), await somebody()];
  await arrives(first, started.linkOf('verwaltung'));
  await arrives(second, started.linkOf('verwaltung-2'));

  // People: a role that decides is given by two, any other by one.
  for (const [login, name] of [
    ['kasse-1', 'Kasse Eins'],
    ['kasse-2', 'Kasse Zwei'],
  ] as const) {
    await gives(first, login, name, 'controller', 'Beantragen');
    await approves(second, `Finanzcontrolling: ${name}`);
  }
  await gives(first, 'buero', 'Programmbüro', 'programme-office', 'Speichern');
  const treasury = await arrives(await somebody(), started.linkOf('kasse-1'));
  await arrives(page, started.linkOf('buero'));

  // What the programme is: entered by the office, one of each.
  await step(page, 'Ämter', 'Zu den Stammdaten');
  const record = page.getByRole('dialog');
  for (const [kind, button, code, name] of [
    ['Ämter', 'Neues Amt', '10', 'Hauptamt'],
    ['Handlungsfelder', 'Neues Handlungsfeld', 'IT', 'Informationstechnik'],
    ['Umsetzungsstufen', 'Neue Umsetzungsstufe', '1', 'Erste Stufe'],
  ] as const) {
    await page.getByRole('link', { name: kind, exact: true }).press('Enter');
    await page.getByRole('button', { name: button }).press('Enter');
    await record.locator('#record-code').fill(code);
    await record.getByLabel('Name').fill(name);
    if (kind === 'Handlungsfelder') await record.getByLabel('Reihenfolge').fill('1');
    if (kind === 'Umsetzungsstufen')
      for (const label of ['erstes Haushaltsjahr', 'letztes Haushaltsjahr'])
        await record.getByLabel(label).fill('2017');
    await record.getByLabel('gilt ab').fill('01.01.2017');
    await record.getByRole('button', { name: 'Anlegen' }).press('Enter');
    await expect(page.getByRole('row', { name: new RegExp(name, 'u') })).toBeVisible();
  }

  // Money: the plan and what was booked, from the city's own file, by the treasury.
  await readsIn(treasury, 'wesel-plan-2017', PLAN);
  await readsIn(treasury, 'wesel-ist-2016', PLAN);
  await step(page, 'Finanzrahmen', 'Zu den Finanzrahmen');
  await page.getByRole('button', { name: 'Neuer Rahmen' }).press('Enter');
  const envelope = page.getByRole('dialog', { name: 'Neuer Rahmen' });
  await envelope.getByLabel('Name').fill('Investitionen 2017');
  await envelope.getByLabel('Obergrenze in €').fill('20.000.000,00');
  await envelope.getByRole('checkbox', { name: '2017' }).press('Space');
  await envelope.getByRole('checkbox', { name: 'Investition' }).press('Space');
  await envelope.getByLabel('gilt ab').fill('01.01.2017');
  await expect(envelope.getByText(/2017 Finanzhaushalt: [\d.]+ Zeilen/u)).toBeVisible();
  await expectAccessible(page);
  await envelope.getByRole('button', { name: 'Anlegen' }).press('Enter');
  await expect(page.getByRole('row', { name: /Investitionen 2017 .*20\.000\.000,00/u })).toBeVisible();

  // What is done, and how it stands.
  await step(page, 'Projekte', 'Zu den Projekten');
  await page.getByRole('button', { name: 'Neues Projekt' }).press('Enter');
  const project = page.getByRole('dialog', { name: 'Neues Projekt' });
  await project.getByLabel('Nummer').fill('P-1');
  await project.getByLabel('Name', { exact: true }).fill('Digitale Akte');
  for (const label of ['Amt', 'Handlungsfeld', 'Umsetzungsstufe'])
    await project.getByLabel(label, { exact: true }).selectOption({ index: 1 });
  await project.getByLabel('Beginn').fill('01.01.2017');
  await project.getByLabel('Ende').fill('31.12.2017');
  await project.getByRole('button', { name: 'Projekt anlegen' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Digitale Akte' })).toBeVisible();

  await page.goto('/berichte?stichtag=2017-12-31');
  await page.getByRole('link', { name: /Entwurf zum 31\.12\.2017/u }).press('Enter');
  await page.getByRole('button', { name: /zusammenstellen/u }).press('Enter');
  const head = page.getByRole('dialog', { name: 'Bericht zusammenstellen' });
  await head.getByLabel(/GRDrs-Nummer/u).fill('1/2017');
  await head.getByRole('button', { name: 'Speichern' }).press('Enter');
  await expect(page).toHaveURL(/entwuerfe\/\d+/u);
  // What is missing is acknowledged, and finance control releases what the office composed.
  const reasons = page.getByLabel(/Warum es so bleibt/u);
  await expect(reasons.first()).toBeVisible();
  for (const reason of await reasons.all()) await reason.fill('Die Stadt zieht gerade ein.');
  await page.getByRole('button', { name: 'Begründungen speichern' }).press('Enter');
  await expect(page.getByText(/^Jeder Punkt ist begründet/u)).toBeVisible();
  await page.getByRole('button', { name: /Freigabe beantragen/u }).press('Enter');
  const release = page.getByRole('dialog', { name: 'Freigabe beantragen' });
  await release.getByLabel('Begründung').fill('Der erste Bericht');
  await release.getByRole('button', { name: 'Beantragen' }).press('Enter');
  await expect(page.getByText(/wartet auf eine andere Person/u)).toBeVisible();
  await approves(treasury, 'Bericht GRDrs 1/2017');
  await page.goto('/berichte');
  await page
    .getByRole('link', { name: /31\. Dezember 2017/u })
    .first()
    .press('Enter');
  const euro = (cents: number): string =>
    new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(cents / 100);
  const expense = new RegExp(
    `^Ansatz A, Ergebnishaushalt 2017, Aufwendungen .* genau ${euro(planOf(PLAN, '5'))} €`,
    'u',
  );
  await expect(page.getByRole('button', { name: expense })).toBeVisible();
  await expectAccessible(page);
  expect(started.moves('verify')).toMatchObject({ ok: true });
});
