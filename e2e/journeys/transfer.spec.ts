import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, settled, test } from '../fixtures.ts';

const LIMIT_BYTES = 200_000;

/**
 * A line to the server that counts what comes back. Counted there, because the browser tells of some answers that it has
 * read to their end as broken off, and then says nothing of their size.
 */
async function countingLine(
  address: string,
): Promise<{ url: string; bytes: () => number; close: () => void }> {
  const { hostname, port } = new URL(address);
  const [sockets, state] = [new Set<Socket>(), { bytes: 0 }];
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const one of [near, far]) {
      sockets.add(one);
      // Whoever hangs up ends both; nothing is left to say about it.
      one.on('error', () => one.destroy()).on('close', () => void [near, far].map((each) => each.destroy()));
    }
    far.on('data', (chunk: Buffer) => (state.bytes += chunk.length));
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((line.address() as AddressInfo).port)}`,
    bytes: () => state.bytes,
    close: () => {
      line.close();
      for (const one of sockets) one.destroy();
    },
  };
}

test('Sign-in and overview need at most 200 kB, without the grid and without charts until one is seen', async ({
  page,
  address,
}) => {
  const line = await countingLine(address);
  let files = 0;
  page.on('response', () => (files += 1));
  const bodies: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      void response.text().then(
        (text) => bodies.push(text),
        () => undefined,
      );
  });
  await page.setViewportSize({ width: 1440, height: 400 });
  await page.goto(line.url);
  await page.getByRole('button', { name: /Programmbüro/u }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Finanzrahmen' })).toBeVisible();
  await settled(page);
  const total = line.bytes();
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(LIMIT_BYTES);
  const contains = (mark: string): boolean => bodies.some((body) => body.includes(mark));
  expect(contains('ag-root-wrapper'), 'AG Grid').toBe(false);
  expect(contains('maintainAspectRatio'), 'Chart.js').toBe(false);

  // The chart's table is there at once, the chart itself comes when it is scrolled into view.
  const before = files;
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(page.getByText('Als Tabelle').first()).toBeAttached();
  await page.getByRole('heading', { name: /Mittelabfluss/u }).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 600);
  await expect(page.locator('canvas').first()).toBeVisible();
  expect(files).toBeGreaterThan(before);
  line.close();
});
