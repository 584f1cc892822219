import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { addressOf, expect, stop, test as base } from './fixtures.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** A server on a database for real data, empty but for accounts, made with the product's own commands. */
interface Live {
  /** `moves VERB … --json` on this database; what it says. */
  moves(...args: string[]): unknown;
  /** Path and token of a fresh activation link for that account. */
  link(login: string): string;
}

/** Like `test` of the fixtures, without the demo: nobody is let in by one click. */
export const test = base.extend<{ live: Live }, { folder: string }>({
  folder: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'moves-live-'));
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  address: [
    async ({ folder }, use) => {
      const database = `sqlite:${join(folder, 'live.db')}`;
      const options = { cwd: ROOT, stdio: 'ignore' } as const;
      const init = ['server/cli.ts', 'init', '--admin', 'verwaltung', '--database', database];
      execFileSync(process.execPath, init, options);
      const server = spawn(process.execPath, ['server/main.ts'], {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: database, HOST: '127.0.0.1', PORT: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      try {
        // A passkey belongs to a name, and an address of numbers has none.
        await use((await addressOf(server)).replace('127.0.0.1', 'localhost'));
      } finally {
        await stop(server);
      }
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  live: async ({ folder, address }, use) => {
    const moves = (...args: string[]): unknown => {
      const database = `sqlite:${join(folder, 'live.db')}`;
      const told = execFileSync(
        process.execPath,
        ['server/cli.ts', ...args, '--database', database, '--json'],
        {
          cwd: ROOT,
          env: { ...process.env, PUBLIC_URL: address },
        },
      );
      return JSON.parse(told.toString()) as unknown;
    };
    const link = (login: string): string => {
      const { url } = moves('user', 'activate', login) as { url: string };
      return new URL(url).pathname + new URL(url).hash;
    };
    await use({ moves, link });
  },
});

/** A device in this browser that keeps passkeys and whose owner always agrees. */
export async function withDevice(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** A page of somebody at a machine of their own. */
export async function elsewhere(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext(baseURL === undefined ? {} : { baseURL })).newPage();
}

/** Turns the link somebody was given into a passkey, and is where work begins. */
export async function arrives(page: Page, link: string): Promise<Page> {
  await withDevice(page);
  await page.goto(link);
  await page.getByRole('button', { name: 'Passkey anlegen' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  return page;
}
