import { defineConfig, devices } from '@playwright/test';

const executablePath = process.env['CHROME_BIN'];

/** One browser, one server and one fresh demo database per worker (fixtures.ts). */
export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  globalSetup: './build-demo.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    ...devices['Desktop Chrome'],
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    // Pictures of every moment cost a third of the time; the snapshots of each action show as much.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(executablePath === undefined || executablePath === '' ? {} : { executablePath }),
      // A root user has no sandbox; the rest keeps the browser from calling home during tests.
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [{ name: 'chromium' }],
});
