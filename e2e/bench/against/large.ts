/** Large cities: 36,000 lines, five million postings; what a page costs in time and memory there. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { rssMbOf } from '../processes.ts';
import { AS_OF, YEAR } from '../result.ts';
import { differences, sentenceOf, unexplained } from './compare.ts';
import { CHANGED } from './changed.ts';
import type { Changed } from './compare.ts';
import { median, textOf } from './side.ts';
import type { Side } from './side.ts';
import type { Asked } from './result.ts';
import type { Stage } from './stage.ts';

const SIDES = ['then', 'now'] as const;
/** Such answers take seconds; three of each build tell them apart. */
const TIMES = 3;

interface Heavy {
  ms: number;
  cpuMs: number;
  wireBytes: number;
  /** Peak of the server's memory meanwhile, and by how much it is more than before. */
  rssMb: number;
  growthMb: number;
  text: string;
}

async function heavy(side: Side, path: string, login: string): Promise<Heavy> {
  await side.write();
  const person = await side.person(login);
  const before = side.server.rssMb();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, side.server.rssMb())), 20);
  const spent = side.cpu();
  try {
    const answer = await person.must(path);
    const { server } = spent();
    most = Math.max(most, side.server.rssMb());
    const { ms, wireBytes } = answer;
    return { ms, cpuMs: server, wireBytes, rssMb: most, growthMb: most - before, text: textOf(answer) };
  } finally {
    clearInterval(timer);
  }
}

interface HeavyQuestion {
  name: string;
  path: string;
  login?: string;
  changed?: readonly Changed[];
  /** False for a file whose bytes hold its time of making. */
  compared?: boolean;
  asked: { ms: Asked; wireBytes?: Asked; rssMb?: Asked; growthMb?: Asked };
}

/** One answer that takes long on a large database, by turns, after a write each time. */
export async function heavily(stage: Stage, question: HeavyQuestion): Promise<void> {
  const { name, path, login = 'controlling1', changed = [], compared = true, asked } = question;
  const seen = { then: [] as Heavy[], now: [] as Heavy[] };
  const delay = { then: NaN, now: NaN };
  for (const side of SIDES) await stage[side].server.loopDelayMs();
  for (let turn = 0; turn < TIMES; turn += 1)
    for (const side of SIDES) seen[side].push(await heavy(stage[side], path, login));
  for (const side of SIDES) delay[side] = await stage[side].server.loopDelayMs();
  if (compared) {
    const [then, now] = SIDES.map((side) => JSON.parse(seen[side][0]?.text ?? '') as unknown);
    for (const difference of unexplained(differences(then, now), changed))
      stage.differs(`${name} ${path}: ${sentenceOf(difference)}`);
  }
  const told = (quantity: string, of: (all: Heavy[]) => number, limit?: Asked): void =>
    stage.report(name, quantity, {
      ...{ then: of(seen.then), now: of(seen.now), direction: 'less', ...(limit && { asked: limit }) },
    });
  const most = (of: (one: Heavy) => number) => (all: Heavy[]) => Math.max(...all.map(of));
  told('p50 ms', (all) => median(all.map((one) => one.ms)), asked.ms);
  told('CPU ms, server', (all) => median(all.map((one) => one.cpuMs)));
  told(
    'bytes on the wire',
    most((one) => one.wireBytes),
    asked.wireBytes,
  );
  told(
    'peak RSS MB',
    most((one) => one.rssMb),
    asked.rssMb,
  );
  told(
    'more RSS MB than before',
    most((one) => one.growthMb),
    asked.growthMb,
  );
  stage.report(name, 'event loop stood still, ms', {
    ...{ then: delay.then, now: delay.now, direction: 'less', asked: { most: 50 } },
  });
}

interface Ran {
  ms: number;
  rssMb: number;
  text: string;
}

/** A verb of the command line, with the peak of its memory. */
async function verb(side: Side, ...args: string[]): Promise<Ran> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [join(side.build.root, 'server/cli.ts'), ...args, '--database', side.databaseUrl],
    { cwd: side.build.root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let rssMb = 0;
  const timer = setInterval(() => (rssMb = Math.max(rssMb, rssMbOf(child.pid))), 20);
  const kill = (): void => void child.kill('SIGKILL');
  process.on('exit', kill);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise((done) => child.on('close', done));
  clearInterval(timer);
  process.off('exit', kill);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`);
  return { ms: performance.now() - began, rssMb, text: Buffer.concat(chunks).toString() };
}

/** The command line's totals of every line. */
async function totals(stage: Stage): Promise<void> {
  const [then, now] = [
    await verb(stage.then, 'totals', '--as-of', AS_OF, '--json'),
    await verb(stage.now, 'totals', '--as-of', AS_OF, '--json'),
  ];
  for (const difference of unexplained(
    differences(JSON.parse(then.text), JSON.parse(now.text)),
    CHANGED.totals,
  ))
    stage.differs(`totals: ${sentenceOf(difference)}`);
  stage.report('many lines, totals', 'ms', {
    ...{ then: then.ms, now: now.ms, direction: 'less', asked: { most: 1_000 } },
  });
  stage.report('many lines, totals', 'peak RSS MB', {
    ...{ then: then.rssMb, now: now.rssMb, direction: 'less', asked: { most: 250 } },
  });
}

/** Overview, budget, totals and report of a city with very many lines. */
export async function manyLines(stage: Stage): Promise<void> {
  await heavily(stage, {
    ...{ name: 'many lines, overview', path: `/api/overview?asOf=${AS_OF}`, changed: CHANGED.overview },
    asked: { ms: { most: 300 } },
  });
  await heavily(stage, {
    ...{ name: 'many lines, budget', path: `/api/budget?asOf=${AS_OF}&year=${YEAR}` },
    ...{ changed: CHANGED.budget, asked: { ms: { most: 300 }, wireBytes: { most: 1_000_000 } } },
  });
  await totals(stage);
  // The report alone, on servers that have done nothing before.
  for (const side of SIDES) await stage[side].restart();
  await heavily(stage, {
    ...{ name: 'many lines, report', path: `/api/reports/draft?asOf=${AS_OF}`, changed: CHANGED.report },
    asked: { ms: { most: 4_000 }, rssMb: { most: 400 } },
  });
}

/** Rules, one posting's assignment and the basket, with millions of postings. */
export async function reconciling(stage: Stage): Promise<void> {
  const [posting = 0] = stage.facts.unassigned;
  const pages = {
    rules: '/api/rules',
    assignment: `/api/postings/${posting}/assignment?asOf=${AS_OF}`,
    basket: `/api/reconciliation/basket?year=${YEAR}`,
  };
  for (const [name, path] of Object.entries(pages))
    await heavily(stage, {
      ...{ path, changed: CHANGED.reconciling },
      name: `${name}, ${stage.size.postings.toLocaleString('en-US')} postings`,
      asked: { ms: { most: 50 }, growthMb: { most: 20 } },
    });
}

/** The report as a workbook with very many projects. */
export const workbook = (stage: Stage): Promise<void> =>
  heavily(stage, {
    ...{ name: 'draft.xlsx', path: `/api/reports/draft.xlsx?asOf=${AS_OF}`, compared: false },
    asked: { ms: {} },
  });
