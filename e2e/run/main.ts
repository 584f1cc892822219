/**
 * `npm test`: every check of this repository, in a fixed order; after one that fails none begins.
 * `npm test -- --only server,walls` runs only the named ones. The last line is the sum of all tests.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { countTests, sentence, total } from './count.ts';
import type { Count } from './count.ts';
import { nextStep } from './schedule.ts';
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

/** Prints steps one after the other in their order: the first that has not ended speaks at once, the next wait. */
class Printer {
  readonly #waiting: Step[];
  readonly #kept = new Map<Step, string>();
  readonly #ended = new Map<Step, Outcome>();
  #headed: Step | undefined;

  constructor(steps: readonly Step[]) {
    this.#waiting = [...steps];
  }

  take(step: Step, text: string): void {
    this.#kept.set(step, (this.#kept.get(step) ?? '') + text);
    this.#speak();
  }

  end(outcome: Outcome): void {
    this.#ended.set(outcome.step, outcome);
    this.#speak();
  }

  #speak(): void {
    for (let step = this.#waiting[0]; step !== undefined; step = this.#waiting[0]) {
      const [text, outcome] = [this.#kept.get(step), this.#ended.get(step)];
      if (text === undefined && outcome === undefined) return;
      if (this.#headed !== step) console.log(`\n━━ ${step.title} ━━`);
      this.#headed = step;
      process.stdout.write(text ?? '');
      this.#kept.set(step, '');
      if (outcome === undefined) return;
      console.log(`━━ ${step.name}: ${outcome.ok ? 'ok' : 'FAILED'} after ${outcome.seconds} ━━`);
      this.#waiting.shift();
    }
  }

  /** A step that failed may stand behind one that never began. */
  rest(): void {
    for (const step of [...this.#waiting]) {
      if (!this.#ended.has(step)) this.#waiting.splice(this.#waiting.indexOf(step), 1);
      this.#speak();
    }
  }
}

/** Runs steps as the cores allow (schedule.ts). After a failure none begins. */
async function runAll(steps: readonly Step[]): Promise<Outcome[]> {
  const printer = new Printer(steps);
  const waiting = [...steps];
  const active = new Map<Step, Promise<Outcome>>();
  const outcomes: Outcome[] = [];
  for (;;) {
    const mayBegin = outcomes.every(({ ok }) => ok);
    const step = mayBegin ? nextStep(waiting, [...active.keys()]) : undefined;
    if (step !== undefined) {
      waiting.splice(waiting.indexOf(step), 1);
      active.set(
        step,
        runStep(step, (text) => printer.take(step, text)),
      );
      continue;
    }
    if (active.size === 0) break;
    const outcome = await Promise.race(active.values());
    active.delete(outcome.step);
    outcomes.push(outcome);
    printer.end(outcome);
  }
  printer.rest();
  return steps.flatMap((step) => outcomes.filter((outcome) => outcome.step === step));
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

function report(outcomes: Outcome[], left: Step[], seconds: number): void {
  console.log('\n━━ Result: time and tests of each step ━━');
  for (const { step, ok, seconds, count } of outcomes) {
    const words = count ? sentence(count) : '';
    console.log(
      `${step.name.padEnd(10)}${(ok ? 'ok' : 'FAILED').padEnd(8)}${seconds.padStart(9)}  ${words}`.trimEnd(),
    );
  }
  for (const step of left) console.log(`${step.name.padEnd(10)}not run`);
  console.log(`${'all'.padEnd(18)}${`${String(seconds)} s`.padStart(9)}`);
  console.log(sentence(total(outcomes.flatMap(({ count }) => count ?? []))));
}

async function main(): Promise<void> {
  const steps = selected();
  const began = performance.now();
  // Many processes load the same modules: each is compiled once.
  process.env['NODE_COMPILE_CACHE'] ??= resolve('node_modules/.cache/node-compile');
  if (steps.some((step) => step.browser)) process.env['CHROME_BIN'] = ensureBrowser();
  if (steps.some((step) => step.counts)) ensureHelpers();
  const outcomes = await runAll(steps);
  report(
    outcomes,
    steps.filter((step) => outcomes.every((outcome) => outcome.step !== step)),
    Math.round((performance.now() - began) / 1_000),
  );
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
  });
}
await main();
