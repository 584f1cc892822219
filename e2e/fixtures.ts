import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import type { Page, Request } from '@playwright/test';

export { expect } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '..');
const START_LIMIT_MS = 30_000;
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What the browser complained about during a test; a journey that provokes an answer ≥ 400 names it. */
interface Complaints {
  /** Accepts failed answers whose "METHOD /path status" matches, and the browser's own line about them. */
  expectAnswer(pattern: RegExp): void;
}

/** The address a server says it answers at. */
export async function addressOf(server: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((found, fail) => {
    const limit = setTimeout(() => fail(new Error(`The server did not start: ${said}`)), START_LIMIT_MS);
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+/u.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(limit);
      found(address);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('exit', (code) => {
      clearTimeout(limit);
      fail(new Error(`The server ended with ${String(code)}: ${said}`));
    });
  });
}

export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((done) => server.on('exit', done));
  server.kill('SIGTERM');
  await ended;
}

/** What a page has asked for and not been answered yet. */
const asked = new WeakMap<Page, Set<Request>>();

function watch(page: Page): void {
  const open = new Set<Request>();
  asked.set(page, open);
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/** Settles when the page has nothing to do any more and has been drawn. */
const DRAWN = `new Promise((done) => {
  const idle = (then) => requestIdleCallback(then, { timeout: 1000 });
  idle(() => requestAnimationFrame(() => idle(done)));
})`;

/**
 * Waits until every request was answered and what came was drawn without asking for more. Unlike a state without
 * traffic for half a second, this waits for nothing that has happened already.
 */
export async function settled(page: Page): Promise<void> {
  const open = asked.get(page);
  if (open === undefined) throw new Error('Only the page of the fixture is watched.');
  const isSettled = async (): Promise<boolean> => {
    if (open.size > 0) return false;
    await page.evaluate(DRAWN);
    return open.size === 0;
  };
  await expect.poll(isSettled, { intervals: [0, 25, 50, 100], message: 'the page settles' }).toBe(true);
}

export const test = base.extend<{ complaints: Complaints }, { fresh: string; address: string }>({
  /** `test.use({ fresh: 'NAME' })` in a file that writes or asserts the demo's figures: it gets servers no other file has used. */
  fresh: ['', { option: true, scope: 'worker' }],

  /** A server of this worker's own on a free port, with a fresh copy of the demo database. */
  address: [
    async ({ fresh }, use) => {
      const folder = mkdtempSync(join(tmpdir(), `moves-journey-${fresh}-`));
      const path = join(folder, 'demo.db');
      copyFileSync(process.env['DEMO_DATABASE'] ?? '', path);
      const server = spawn(process.execPath, ['server/main.ts'], {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: `sqlite:${path}`, HOST: '127.0.0.1', PORT: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      try {
        await use(await addressOf(server));
      } finally {
        await stop(server);
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ address }, use) => use(address),

  page: async ({ page }, use) => {
    watch(page);
    await use(page);
  },

  /** Every test fails on an error in the console, a breach of the CSP or a failed request. */
  complaints: [
    async ({ page }, use) => {
      const found: string[] = [];
      const expected: RegExp[] = [];
      page.on('pageerror', (error) => found.push(`error: ${error.message}`));
      page.on('console', (message) => {
        // The answer itself is judged below, with its method and path.
        if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
        found.push(`console on ${page.url()}: ${message.text()}`);
      });
      page.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? '';
        // A page that is left cancels what it still waits for.
        if (reason !== 'net::ERR_ABORTED') found.push(`${request.method()} ${request.url()} ${reason}`);
      });
      page.on('response', (response) => {
        if (response.status() < 400) return;
        const { pathname } = new URL(response.url());
        found.push(`${response.request().method()} ${pathname} ${String(response.status())}`);
      });
      await use({ expectAnswer: (pattern) => void expected.push(pattern) });
      expect(found.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs this browser in as a demo account; the next page it opens is that person's. */
export async function signIn(page: Page, login: string): Promise<void> {
  const answer = await page.request.post('/api/session/demo', {
    data: { login },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}

/** The rules whose answer depends on colours; all others see the same page in both schemes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** axe finds nothing on what is shown now: every rule in light, the rules about colour in dark too. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // No page has frames: everything runs in the page itself, without a second one to gather results in.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    const { violations } = await (
      colorScheme === 'light' ? axe.withTags(AXE_TAGS) : axe.withRules(COLOUR_RULES)
    ).analyze();
    const words = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.target.join(' ')).join('\n  ')}`,
    );
    expect(words, `axe in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
