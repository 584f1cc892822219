import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const LIMIT_BYTES = 200_000;

/** Files of the page by name, with the bytes that crossed the wire for each. */
async function countTransfer(page: Page): Promise<Map<string, number>> {
  const files = new Map<string, number>();
  const client = await page.context().newCDPSession(page);
  const names = new Map<string, string>();
  await client.send('Network.enable');
  client.on('Network.responseReceived', ({ requestId, response }) =>
    names.set(requestId, new URL(response.url).pathname),
  );
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const name = names.get(requestId);
    if (name !== undefined) files.set(name, (files.get(name) ?? 0) + encodedDataLength);
  });
  return files;
}

test('Sign-in and overview need at most 200 kB, without the grid and without charts until one is seen', async ({
  page,
}) => {
  const files = await countTransfer(page);
  const bodies: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      void response.text().then(
        (text) => bodies.push(text),
        () => undefined,
      );
  });
  await page.setViewportSize({ width: 1440, height: 400 });
  await page.goto('/');
  await page.getByRole('button', { name: /Programmbüro/u }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Finanzrahmen' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(LIMIT_BYTES);
  const contains = (mark: string): boolean => bodies.some((body) => body.includes(mark));
  expect(contains('ag-root-wrapper'), 'AG Grid').toBe(false);
  expect(contains('maintainAspectRatio'), 'Chart.js').toBe(false);

  // The chart's table is there at once, the chart itself comes when it is scrolled into view.
  const before = files.size;
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(page.getByText('Als Tabelle').first()).toBeAttached();
  await page.getByRole('heading', { name: /Mittelabfluss/u }).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 600);
  await expect(page.locator('canvas').first()).toBeVisible();
  expect(files.size).toBeGreaterThan(before);
});
