import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../site.ts';
import type { Comparison } from './run.ts';
import { differences, unexplained } from './compare.ts';
import { neededPackages } from './reference.ts';
import { lineOf } from './result.ts';

const BENCH = join(ROOT, 'e2e/bench/main.ts');
const SMALL = [
  '--against',
  'HEAD',
  '--engine',
  'sqlite',
  '--only',
  'overview',
  '--scale',
  '0.001',
  '--times',
  '2',
];

const worktrees = (): string =>
  spawnSync('git', ['worktree', 'list'], { cwd: ROOT, encoding: 'utf8' }).stdout;

/** A folder for everything temporary, so that what is left behind can be seen. */
function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'moves-against-spec-'));
}

test('Two builds are measured in one run, their figures compared, and nothing is left behind', () => {
  const folder = scratch();
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BENCH, ...SMALL, '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: folder },
    });
    assert.equal(status, 0, stderr);
    const { lines, differences: found, failed } = JSON.parse(stdout) as Comparison;
    assert.deepEqual([found, failed], [[], []]);
    for (const quantity of ['p50 ms', 'CPU ms, server', 'SQL statements']) {
      const line = lines.find((one) => one.quantity === quantity);
      assert.ok((line?.then ?? 0) > 0 && (line?.now ?? 0) > 0, `${quantity}: ${stderr}`);
    }
    assert.deepEqual(readdirSync(folder), []);
    assert.ok(!worktrees().includes(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('Interrupted while it generates, the run ends and takes worktree and databases away', async () => {
  const folder = scratch();
  try {
    const bench = spawn(process.execPath, [BENCH, ...SMALL], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    bench.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('generating')) bench.kill('SIGINT');
    });
    const code = await new Promise((done) => bench.on('close', done));
    assert.equal(code, 1, said);
    assert.match(said, /generating/u);
    assert.deepEqual(readdirSync(folder), []);
    assert.ok(!worktrees().includes(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('A figure that differs is found at any depth, an instant is no figure', () => {
  const then = {
    at: '2026-01-01T10:00:00.000Z',
    lines: [
      { id: 1, cents: 100 },
      { id: 2, cents: 5 },
    ],
  };
  const now = {
    at: '2026-01-01T10:00:07.000Z',
    lines: [
      { id: 1, cents: 101 },
      { id: 2, cents: 5 },
    ],
    more: true,
  };
  const found = differences(then, now);
  assert.deepEqual(
    found.map(({ path, count }) => [path, count]),
    [
      ['.lines[].cents', 1],
      ['.more', 1],
    ],
  );
  const changed = [{ path: '.mo*', reason: 'tells whether there is more' }];
  assert.deepEqual(
    unexplained(found, changed).map(({ path }) => path),
    ['.lines[].cents'],
  );
});

test('A list that lost an entry differs by its length', () => {
  assert.deepEqual(
    differences({ ids: [1, 2, 3] }, { ids: [1, 2] }).map(({ path }) => path),
    ['.ids.length'],
  );
});

test('What is asked is kept only where both the times and the limit are reached', () => {
  const about = { case: 'overview', engine: 'sqlite', quantity: 'requests/s' };
  const kept = (then: number, now: number, times: number, least?: number) =>
    lineOf(about, {
      ...{ then, now, direction: 'more' },
      asked: { times, ...(least !== undefined && { least }) },
    }).kept;
  assert.equal(kept(10, 100, 10), true);
  assert.equal(kept(10, 99, 10), false);
  assert.equal(kept(10, 100, 10, 150), false);
  assert.equal(lineOf(about, { then: 80, now: 8, direction: 'less', asked: { times: 10 } }).kept, true);
  assert.equal(lineOf(about, { then: 1, now: 2, direction: 'less' }).kept, null);
  assert.equal(lineOf(about, { then: 1, now: NaN, direction: 'less', asked: { most: 1 } }).kept, false);
});

test('Packages are shared only where each is here in the version the commit asks for', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/express': { version: '5.3.0' },
      'node_modules/karma': { version: '6.4.4', dev: true },
      'node_modules/other-machine': { version: '1.0.0', optional: true },
    },
  };
  const here: Record<string, string> = { 'node_modules/express': '5.3.0', 'node_modules/karma': '6.0.0' };
  const needed = (development: boolean) => neededPackages(lock, development, (folder) => here[folder]);
  assert.deepEqual(needed(false), { folders: ['node_modules/express'], missing: [] });
  assert.deepEqual(needed(true).missing, ['karma 6.4.4']);
});
