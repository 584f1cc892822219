/** The project list in a browser on a slow machine, with thousands of projects. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { builtClient } from './reference.ts';
import { median } from './side.ts';
import type { Side } from './side.ts';
import type { Stage } from './stage.ts';

const SLOWER = 4;
const TIMES = 3;
const SIDES = ['then', 'now'] as const;
/** No sandbox for a root user; the rest keeps the browser from calling home. */
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function executable(): string | undefined {
  const given = process.env['CHROME_BIN'];
  return given === undefined || given === '' ? INSTALLED.find((path) => existsSync(path)) : given;
}

interface Shown {
  rowsMs: number;
  keyMs: number;
}

/** A row of the list; its head and the line of its filters are none. */
const ROWS = '.ag-row[row-id], mc-project-list li';
/** The filter over all of a project, as its placeholder says. */
const FILTER = 'Nr., Name, Amt, Feld';
/** Thousands of projects on a slow machine that others use too. */
const LIMIT_MS = 120_000;

async function show(browser: Browser, side: Side): Promise<Shown> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1_280, height: 800 } });
  try {
    context.setDefaultTimeout(LIMIT_MS);
    const page: Page = await context.newPage();
    await page.request.post(`${side.server.url}/api/session/demo`, {
      data: { login: 'programmbuero' },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const began = performance.now();
    await page.goto(`${side.server.url}/projekte`, { waitUntil: 'commit' });
    await page.locator(ROWS).first().waitFor();
    const rowsMs = performance.now() - began;
    await page.getByPlaceholder(FILTER).first().focus();
    const keyMs = await keyTime(page);
    return { rowsMs, keyMs };
  } finally {
    await context.close();
  }
}

/**
 * Runs in the page: from the key to the second frame after it, when what was computed for it has been drawn. Asked as a
 * promise, because the page's own rules forbid Playwright to look again and again.
 */
const WATCH = `window.benchKeyMs = new Promise((told) =>
  document.addEventListener(
    'keydown',
    () => {
      const began = performance.now();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => setTimeout(() => told(performance.now() - began))),
      );
    },
    { once: true, capture: true },
  ),
); undefined`;

async function keyTime(page: Page): Promise<number> {
  await page.evaluate(WATCH);
  await page.keyboard.press('e');
  return page.evaluate<number>('window.benchKeyMs');
}

export async function browserList(stage: Stage): Promise<void> {
  for (const side of SIDES) {
    await builtClient(stage[side].build);
    // A server looks for its client when it starts.
    await stage[side].restart();
  }
  const path = executable();
  const browser = await chromium.launch({ args: ARGS, ...(path !== undefined && { executablePath: path }) });
  try {
    const seen = { then: [] as Shown[], now: [] as Shown[] };
    for (let turn = 0; turn < TIMES; turn += 1)
      for (const side of SIDES) seen[side].push(await show(browser, stage[side]));
    const told = (quantity: string, of: (one: Shown) => number, most: number): void =>
      stage.report('project list in a browser, CPU 4 × slower', quantity, {
        ...{ then: median(seen.then.map(of)), now: median(seen.now.map(of)) },
        ...{ direction: 'less', asked: { most } },
      });
    told('first rows, ms', (one) => one.rowsMs, 1_500);
    told('a key in the filter, ms', (one) => one.keyMs, 100);
  } finally {
    await browser.close();
  }
}
