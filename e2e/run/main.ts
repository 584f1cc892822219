/**
 * `npm test`: every check of this repository, in a fixed order, stopping at the first that fails.
 * `npm test -- --only server,walls` runs only the named ones. The last line is the sum of all tests.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { countTests, sentence, total } from './count.ts';
import type { Count } from './count.ts';
import { STEPS } from './steps.ts';
import type { Step } from './steps.ts';
import { ensureBrowser, ensureHelpers } from './tools.ts';

interface Outcome {
  step: Step;
  ok: boolean;
  seconds: string;
  count?: Count;
}

const running = new Set<ChildProcess>();

function isComplete(step: Step, count: Count | undefined): boolean {
  // A suite that ran nothing has proved nothing.
  return step.counts === undefined || (count !== undefined && count.failed === 0 && count.passed > 0);
}

/** Runs one step; `show` receives its output as it comes. */
function runStep(step: Step, show: (text: string) => void): Promise<Outcome> {
  const began = performance.now();
  const [command = '', ...rest] = step.command;
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env } });
  running.add(child);
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString();
    show(chunk.toString());
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((done) => {
    child.on('error', (error) => show(`${error.message}\n`));
    child.on('close', (code) => {
      running.delete(child);
      const count = step.counts && countTests(step.counts, output);
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const ok = code === 0 && isComplete(step, count);
      if (code === 0 && !ok) show(`${step.title}: no test ran, which proves nothing.\n`);
      done({ step, ok, seconds: `${String(seconds)} s`, ...(count && { count }) });
    });
  });
}

/** Runs steps side by side but prints them one after the other: the first speaks at once, the next wait. */
async function runTogether(steps: Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const kept = new Map<Step, string>(steps.map((step) => [step, '']));
  let speaking = steps[0];
  const pending = steps.map((step) =>
    runStep(step, (text) => {
      if (step === speaking) process.stdout.write(text);
      else kept.set(step, (kept.get(step) ?? '') + text);
    }),
  );
  for (const [index, step] of steps.entries()) {
    speaking = step;
    console.log(`\n━━ ${step.title} ━━`);
    process.stdout.write(kept.get(step) ?? '');
    const outcome = await pending[index];
    if (outcome === undefined) continue;
    outcomes.push(outcome);
    console.log(`━━ ${step.name}: ${outcome.ok ? 'ok' : 'FAILED'} after ${outcome.seconds} ━━`);
  }
  return outcomes;
}

/** Neighbouring light steps in pairs, heavy ones alone. */
function groups(steps: Step[]): Step[][] {
  const result: Step[][] = [];
  for (const step of steps) {
    const open = result.at(-1);
    if (open?.length === 1 && !step.heavy && open[0]?.heavy === false) open.push(step);
    else result.push([step]);
  }
  return result;
}

function selected(): Step[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return STEPS;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`No step ${unknown.join(', ')}; there are ${STEPS.map((step) => step.name).join(', ')}.`);
  }
  return STEPS.filter((step) => names.includes(step.name));
}

function report(outcomes: Outcome[], left: Step[]): void {
  console.log('\n━━ Result ━━');
  for (const { step, ok, seconds, count } of outcomes) {
    const words = count ? sentence(count) : '';
    console.log(
      `${step.name.padEnd(10)}${(ok ? 'ok' : 'FAILED').padEnd(8)}${seconds.padStart(9)}  ${words}`.trimEnd(),
    );
  }
  for (const step of left) console.log(`${step.name.padEnd(10)}not run`);
  console.log(sentence(total(outcomes.flatMap(({ count }) => count ?? []))));
}

async function main(): Promise<void> {
  const steps = selected();
  const outcomes: Outcome[] = [];
  // Every spec file is a process of its own; compiling the same modules anew cost half of its time.
  process.env['NODE_COMPILE_CACHE'] ??= resolve('node_modules/.cache/node-compile');
  if (steps.some((step) => step.browser)) process.env['CHROME_BIN'] = ensureBrowser();
  if (steps.some((step) => step.counts)) ensureHelpers();
  for (const group of groups(steps)) {
    outcomes.push(...(await runTogether(group)));
    if (outcomes.some(({ ok }) => !ok)) break;
  }
  report(outcomes, steps.slice(outcomes.length));
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
  });
}
await main();
