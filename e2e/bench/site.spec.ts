import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { loadOn, ROOT, Server, startOptions } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'moves-bench-site-'));
after(() => {
  rmSync(folder, { recursive: true });
});

test('Ten thousand addresses are asked once each: more than a command line holds', async () => {
  const file = join(folder, 'answer.json');
  writeFileSync(file, '{}');
  const server = await Server.start([join(ROOT, 'e2e/bench/bare/express.ts'), file], {});
  try {
    const paths = Array.from({ length: 10_000 }, (_, n) => `/?n=${n}&fill=${'x'.repeat(200)}`);
    const { requests, failed } = await loadOn(server, { paths, connections: 4, seconds: 0 });
    assert.deepEqual([requests, failed], [10_000, 0]);
  } finally {
    await server.stop();
  }
});

test('A server is measured with the options people start it with', () => {
  const options = startOptions(ROOT);
  assert.ok(options.includes('--max-semi-space-size=4'));
  assert.ok(options.every((option) => !option.includes('main.ts') && option !== '--prepare'));
});
