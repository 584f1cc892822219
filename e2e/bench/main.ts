/**
 * `npm run bench [-- --json] [--only NAME,…] [--postings N,…] [--engine sqlite|postgres] [--projects N]`: generates databases, starts
 * the server on each, measures, and stops by itself. Progress goes to the error output; with `--json` one JSON array
 * is printed, without it docs/benchmarks.md gets the table.
 *
 * `npm run bench -- --against REF [--only NAME,…] [--engine …] [--scale 0.01] [--times 40] [--keep FOLDER] [--json]`: measures the
 * named commit and what stands here by turns in one run and prints how many times better each figure is (0043). Ends
 * with 1 where the two builds answer different figures or a case fails.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { against } from './against/run.ts';
import { comparisonOf } from './against/result.ts';
import { freshServer, measure, prepare } from './cases.ts';
import type { Result, Site } from './result.ts';
import { tableOf, writeReport } from './report.ts';
import { Server } from './site.ts';
import type { Engine } from './site.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    postings: { type: 'string', default: '10000,100000,1000000' },
    engine: { type: 'string', default: 'sqlite,postgres' },
    projects: { type: 'string', default: '' },
    against: { type: 'string' },
    scale: { type: 'string', default: '1' },
    keep: { type: 'string', default: '' },
    times: { type: 'string', default: '40' },
  },
});
const list = (text: string): string[] => text.split(',').filter((part) => part !== '');
const sizes = list(values.postings).map(Number);
if (sizes.length === 0 || !sizes.every((size) => Number.isSafeInteger(size) && size > 0))
  throw new Error(`--postings ${values.postings}: numbers with commas between them are expected`);

const began = performance.now();
const load = loadavg()[0] ?? 0;
const results: Result[] = [];

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
// One listener for each server that was started.
process.setMaxListeners(200);

function say(text: string): void {
  process.stderr.write(`${String(Math.round((performance.now() - began) / 1_000)).padStart(5)} s  ${text}\n`);
}

function urlsOf(engine: Engine, folder: string): [string, string] {
  if (engine === 'sqlite') return [`sqlite:${join(folder, 'bench.db')}`, `sqlite:${join(folder, 'copy.db')}`];
  const given = process.env['TEST_POSTGRES_URL'];
  if (given === undefined) throw new Error('TEST_POSTGRES_URL is missing: use npm run bench');
  const at = (name: string): string => Object.assign(new URL(given), { pathname: `/${name}` }).href;
  return [at(`bench_${process.pid}`), at(`bench_copy_${process.pid}`)];
}

async function bench(engine: Engine, postings: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'moves-bench-'));
  try {
    const [databaseUrl, copyUrl] = urlsOf(engine, folder);
    say(`${engine}, ${postings} postings: generating`);
    await prepare(databaseUrl, copyUrl, postings, values.projects);
    const site: Site = {
      ...{ engine, postings, databaseUrl, copyUrl, folder, only: list(values.only) },
      server: await Server.ours(databaseUrl),
      freshServer: () => freshServer(site, 'controlling1'),
      report: (one) => {
        results.push(one);
        say(
          `${one.name}: ${one.p50ms} ms, ${one.rps} rps, limit ${String(one.limit)}, ratio ${String(one.ratio)}`,
        );
      },
    };
    try {
      await measure(site);
    } finally {
      await site.server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every engine and size; what was measured stays and is written though a later one fails. */
async function measureAll(): Promise<void> {
  for (const engine of list(values.engine) as Engine[])
    for (const size of sizes)
      try {
        await bench(engine, size);
      } catch (error) {
        say(
          `${engine}, ${size} postings: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        process.exitCode = 1;
      }
  if (values.json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else {
    const table = tableOf(results, { load, minutes: (performance.now() - began) / 60_000 });
    writeReport(table);
    process.stdout.write(`${table}\n`);
  }
}

async function measureAgainst(ref: string): Promise<void> {
  const compared = await against({
    ...{ ref, say, scale: Number(values.scale), times: Number(values.times), kept: values.keep },
    ...{ engines: list(values.engine) as Engine[], only: list(values.only) },
  });
  const { lines, labels, differences, failed } = compared;
  process.stdout.write(`${values.json ? JSON.stringify(compared) : comparisonOf(lines, labels)}\n`);
  for (const sentence of [...differences.map((one) => `Different: ${one}`), ...failed]) say(sentence);
  if (differences.length + failed.length > 0) process.exitCode = 1;
}

if (values.against === undefined) await measureAll();
else await measureAgainst(values.against);
