import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf } from '../facts.ts';
import { YEAR } from '../result.ts';
import { script } from '../site.ts';
import type { Engine } from '../site.ts';
import { CASES } from './cases.ts';
import { databaseOf, GROUNDS, scaled, wordsOf } from './ground.ts';
import type { GroundName } from './ground.ts';
import { hereBuild, referenceBuild } from './reference.ts';
import type { Build } from './reference.ts';
import { lineOf } from './result.ts';
import type { Line } from './result.ts';
import { Side } from './side.ts';
import type { Stage } from './stage.ts';

export interface AgainstOptions {
  ref: string;
  engines: readonly Engine[];
  /** Names of cases; empty = all. */
  only: readonly string[];
  /** Every ground so many times its size. */
  scale: number;
  /** Measured answers of each page and build. */
  times: number;
  /** Folder for generated databases that later runs take again; '' = none is kept. */
  kept: string;
  say: (text: string) => void;
}

export interface Comparison {
  labels: { then: string; now: string };
  lines: Line[];
  /** Figures that differ and have no reason. */
  differences: string[];
  /** Cases that failed, in words. */
  failed: string[];
}

interface Builds {
  then: Build;
  now: Build;
}

async function postmasterOf(url: string): Promise<number | undefined> {
  if (url.startsWith('sqlite:')) return undefined;
  return (JSON.parse(await script('e2e/bench/bare/database.ts', url, 'postmaster')) as { pid: number }).pid;
}

/** All chosen cases of one ground on one engine, on fresh databases that go afterwards. */
async function onGround(
  ground: GroundName,
  engine: Engine,
  builds: Builds,
  options: AgainstOptions,
  result: Comparison,
): Promise<void> {
  const { only, scale, times, kept, say } = options;
  const cases = CASES.filter(
    (one) =>
      one.ground === ground &&
      (one.engines ?? [engine]).includes(engine) &&
      (only.length === 0 || only.includes(one.name)),
  );
  if (cases.length === 0) return;
  const size = scaled(GROUNDS[ground], scale);
  const folder = mkdtempSync(join(tmpdir(), 'moves-against-data-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.on('exit', remove);
  const sides: Side[] = [];
  try {
    say(`${engine}, ${wordsOf(size)}: generating`);
    const place = { engine, size, folder, kept };
    const urls = await Promise.all([
      databaseOf(builds.then, 'then', place),
      databaseOf(builds.now, 'now', place),
    ]);
    const facts = await factsOf(urls[1], YEAR);
    const postmaster = await postmasterOf(urls[0]);
    const then = new Side(builds.then, urls[0], facts, postmaster);
    const now = new Side(builds.now, urls[1], facts, postmaster);
    sides.push(then, now);
    await Promise.all(sides.map((side) => side.restart()));
    const stage: Stage = {
      ...{ engine, size, folder, facts, then, now, scale, times },
      report: (name, quantity, measured) => {
        const line = lineOf({ case: name, engine, quantity }, measured);
        result.lines.push(line);
        say(`${name}, ${quantity}: ${String(line.then)} → ${String(line.now)} (${String(line.better)} ×)`);
      },
      differs: (sentence) => {
        result.differences.push(`${engine}: ${sentence}`);
        say(`DIFFERENT ${sentence}`);
      },
    };
    for (const one of cases) {
      say(`${engine}, ${one.name}`);
      try {
        await one.run(stage);
      } catch (error) {
        // The other cases are measured all the same; the run as a whole has failed.
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        result.failed.push(`${engine}, ${one.name}: ${text}`);
        say(`FAILED ${one.name}: ${text}`);
      }
    }
  } finally {
    for (const side of sides) await side.stop();
    remove();
    process.off('exit', remove);
  }
}

/** Measures the commit `ref` and what stands here in one run. */
export async function against(options: AgainstOptions): Promise<Comparison> {
  const unknown = options.only.filter((name) => !CASES.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new Error(`No case ${unknown.join(', ')}; there are ${CASES.map((one) => one.name).join(', ')}`);
  const { only, engines, say } = options;
  const chosen = CASES.filter((one) => only.length === 0 || only.includes(one.name));
  const development = chosen.some(
    (one) => one.development === true && engines.some((engine) => one.engines?.includes(engine) ?? true),
  );
  const then = await referenceBuild(options.ref, development, say);
  const builds = { then, now: hereBuild() };
  const result: Comparison = {
    ...{ labels: { then: then.label, now: 'here' }, lines: [], differences: [], failed: [] },
  };
  for (const engine of engines)
    for (const ground of Object.keys(GROUNDS) as GroundName[])
      await onGround(ground, engine, builds, options, result);
  return result;
}
