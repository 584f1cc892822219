import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Debian packages that some tests use beside the browser, with the program each brings. */
const HELPERS: Record<string, string> = {
  'libreoffice-calc': 'soffice',
  'poppler-utils': 'pdftotext',
  hledger: 'hledger',
};

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function say(text: string): void {
  console.log(text);
}

function run(command: string, ...rest: string[]): boolean {
  say(`$ ${[command, ...rest].join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

function installFromDebian(...packages: string[]): boolean {
  return (
    run('apt-get', 'update', '-q') &&
    run('apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages)
  );
}

/** A Chromium that is already here: named by CHROME_BIN, installed by the system, or by Playwright. */
function presentBrowser(): string | undefined {
  const named = process.env['CHROME_BIN'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_BIN names ${named}, which does not exist.`);
  }
  const candidates = [...BROWSERS.map(onPath), ...ELSEWHERE, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/** Finds a Chromium or installs one, and says which. Throws when there is none afterwards. */
export function ensureBrowser(): string {
  let found = presentBrowser();
  if (found === undefined) {
    say('No Chromium found; installing one.');
    if (!isRootOnDebian() || !installFromDebian('chromium')) {
      run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium');
    }
    found = presentBrowser();
  }
  if (found === undefined) throw new Error('There is no Chromium. Install one and name it in CHROME_BIN.');
  say(`Browser: ${found}`);
  return found;
}

/** Installs missing helper programs where the machine is ours (CI); elsewhere says what will be left out. */
export function ensureHelpers(): void {
  const missing = Object.entries(HELPERS).filter(([, name]) => onPath(name) === undefined);
  if (missing.length === 0) return;
  const packages = missing.map(([name]) => name);
  say(`Missing: ${packages.join(', ')}.`);
  if (process.env['CI'] === 'true' && isRootOnDebian() && installFromDebian(...packages)) return;
  say('Tests that need them are skipped and say so; install them to run every test.');
}
