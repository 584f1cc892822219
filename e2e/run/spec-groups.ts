/**
 * `node e2e/run/spec-groups.ts FOLDER` runs the spec files of a folder in a few processes, two at a time. A process
 * of its own for every file spent half of its time on loading the same modules and warming them up; a group loads
 * them once. Within a group the files run one after the other, each test in databases of its own.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { timesByFile } from './by-file.ts';
import { countTests, nodeSummary, total } from './count.ts';
import type { Count } from './count.ts';

/** What a group may weigh: enough to pay for its start, and not so much that one core waits for the other. */
const GROUP_BYTES = 60_000;
const AT_ONCE = 2;
const SLOWEST = 12;

/** Spec files that measure the very process they run in. */
const ALONE = /\/bombs\.spec\.ts$/u;

/** Neighbours together, because they load the same; what must be alone is alone. */
function grouped(files: readonly string[]): string[][] {
  const groups: string[][] = [];
  let open: string[] = [];
  let room = 0;
  for (const file of files) {
    const bytes = readFileSync(file).length;
    if (ALONE.test(file)) {
      groups.push([file]);
      continue;
    }
    if (bytes > room) {
      open = [];
      room = GROUP_BYTES;
      groups.push(open);
    }
    open.push(file);
    room -= bytes;
  }
  return groups;
}

const running = new Set<ChildProcess>();

interface Outcome {
  ok: boolean;
  count: Count;
  /** Milliseconds by file. */
  times: Map<string, number>;
}

/** Runs one group and shows its output when it ends: two at once would be unreadable. */
async function run(files: readonly string[], folder: string): Promise<Outcome> {
  const began = performance.now();
  const log = join(mkdtempSync(join(folder, 'group-')), 'tests.jsonl');
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./e2e/run/by-file.ts', `--test-reporter-destination=${log}`],
  ];
  const child = spawn(process.execPath, ['--test', '--test-isolation=none', ...reporters, ...files], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((done, fail) =>
    child.on('close', (exit) => done(exit ?? 1)).on('error', fail),
  );
  running.delete(child);
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(`── ${[...new Set(files.map((file) => dirname(file)))].join(', ')} (${String(seconds)} s) ──`);
  process.stdout.write(output);
  const times = timesByFile(readFileSync(log, 'utf8'));
  // A file that ran nothing has proved nothing.
  const silent = files.filter((file) => !times.has(resolve(file)));
  for (const file of silent) console.log(`${file}: no test ran, which proves nothing.`);
  return { ok: code === 0 && silent.length === 0, count: countTests('node', output), times };
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Name the folder whose spec files are to run.');
const waiting = grouped(globSync(`${source}/**/*.spec.ts`).sort());
const outcomes: Outcome[] = [];
const folder = mkdtempSync(join(tmpdir(), 'moves-groups-'));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    waiting.length = 0;
    for (const child of running) child.kill(signal);
  });
}

async function work(): Promise<void> {
  for (let files = waiting.shift(); files !== undefined; files = waiting.shift())
    outcomes.push(await run(files, folder));
}

try {
  await Promise.all(Array.from({ length: AT_ONCE }, work));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const slowest = outcomes
  .flatMap(({ times }) => [...times])
  .sort(([, a], [, b]) => b - a)
  .slice(0, SLOWEST);
console.log('── the slowest files ──');
for (const [file, ms] of slowest)
  console.log(
    `${(ms / 1_000).toLocaleString('en', { maximumFractionDigits: 1 }).padStart(7)} s  ${relative('.', file)}`,
  );
console.log(nodeSummary(total(outcomes.map(({ count }) => count))));
process.exitCode = outcomes.length > 0 && outcomes.every(({ ok }) => ok) ? 0 : 1;
