import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Load, LoadTask } from './load.ts';
import { cpuNow, rssMbOf } from './processes.ts';
import type { CpuReading } from './processes.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 60_000;
/** A million postings are checked within this time on any machine that is worth measuring. */
const READY_LIMIT_MS = 600_000;
const MOST_OUTPUT = 64 * 1024 * 1024;
const run = promisify(execFile);
/** Programs under way; however the bench ends, they end with it. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export type Engine = 'sqlite' | 'postgres';

/** Runs a file of a build to its end and gives what it printed; `input` is what it may read. */
async function runFile(root: string, file: string, args: string[], input = ''): Promise<string> {
  const started = run(process.execPath, [join(root, file), ...args], { cwd: root, maxBuffer: MOST_OUTPUT });
  running.add(started.child);
  try {
    // Whoever ends before reading says why by its end.
    started.child.stdin?.on('error', () => undefined).end(input);
    return (await started).stdout;
  } finally {
    running.delete(started.child);
  }
}

export function scriptOf(root: string, file: string, ...args: string[]): Promise<string> {
  return runFile(root, file, args);
}

/** Runs one of our files to its end and gives what it printed. */
export function script(file: string, ...args: string[]): Promise<string> {
  return runFile(ROOT, file, args);
}

/** What a build starts its server with for people: the options before the file in its `npm start`. */
export function startOptions(root: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1, -2);
}

export async function bare(url: string, ...args: string[]): Promise<{ ms: number; count: number }> {
  return JSON.parse(await script('e2e/bench/bare/database.ts', url, ...args)) as {
    ms: number;
    count: number;
  };
}

/**
 * Ours checks its database at start; what is measured is measured afterwards. A bare server has no such page. Throws at
 * once with what the check found: such a server never becomes ready.
 */
async function ready(url: string): Promise<void> {
  const until = Date.now() + READY_LIMIT_MS;
  let said = '';
  while (Date.now() < until && !said.includes('fand Fehler')) {
    const answer = await fetch(`${url}/readyz`);
    if (answer.status !== 503) return;
    said = await answer.text();
    await pause(200);
  }
  throw new Error(`${url} did not become ready: ${said}`);
}

/** A server process that printed its address. */
export class Server {
  readonly #child: ChildProcess;
  readonly url: string;
  cookie = '';
  #said = '';

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    child.stdout?.on('data', (chunk: Buffer) => {
      const said = chunk.toString();
      this.#said += said;
      // What the server logs as an error says why a case failed.
      if (said.includes('"level":50')) process.stderr.write(said);
    });
  }

  static async start(args: string[], env: Record<string, string>, root = ROOT): Promise<Server> {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(child);
    child.on('exit', () => running.delete(child));
    const url = await new Promise<string>((found, fail) => {
      let said = '';
      const limit = setTimeout(() => {
        child.kill('SIGKILL');
        fail(new Error(`No server: ${said}`));
      }, START_LIMIT_MS);
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const address = /http:\/\/127\.0\.0\.1:\d+/u.exec(said)?.[0];
        if (address === undefined) return;
        clearTimeout(limit);
        found(address);
      });
      child.on('exit', (code) => fail(new Error(`The server ended with ${String(code)}: ${said}`)));
    });
    try {
      await ready(url);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    return new Server(child, url);
  }

  /** As it runs for people, with our watch on its event loop, and on its statements where they are counted. */
  static ours(databaseUrl: string, { root = ROOT, counted = false } = {}): Promise<Server> {
    const watches = ['loop-delay.ts', ...(counted ? ['statements.ts'] : [])];
    const imports = watches.flatMap((file) => ['--import', join(ROOT, 'e2e/bench', file)]);
    return Server.start(
      [...startOptions(root), ...imports, join(root, 'server/main.ts')],
      {
        ...{ DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0' },
        ...{ LOG_LEVEL: 'error', NODE_ENV: 'production' },
      },
      root,
    );
  }

  /** A session of its own for somebody; gives its cookie. */
  async sessionOf(login: string): Promise<string> {
    const answer = await fetch(`${this.url}/api/session/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ login }),
    });
    if (!answer.ok) throw new Error(`Signing in as ${login}: ${answer.status}`);
    return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  }

  /** Whoever asks from now on. */
  async signIn(login: string): Promise<void> {
    this.cookie = await this.sessionOf(login);
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.cookie, 'sec-fetch-site': 'same-origin', ...(init.headers as object) };
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  async json<T>(path: string): Promise<T> {
    const answer = await this.fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Resident memory now, of the server with its threads and of every process it started, in MB (Linux; 0 elsewhere). */
  rssMb(): number {
    return rssMbOf(this.#child.pid);
  }

  /** Processor time so far, of the server with its threads and of every process it started. */
  cpu(): CpuReading {
    return cpuNow(this.#child.pid);
  }

  /** The longest time the event loop stood still since this was last asked, in ms. */
  loopDelayMs(): Promise<number> {
    return this.#told(/loop-delay-max-ms (\d+)/u);
  }

  /** SQL statements run so far, of a server whose statements are counted. */
  statements(): Promise<number> {
    return this.#told(/statements (\d+)/u);
  }

  /** Asks the watches inside the server; NaN where nothing answers. */
  async #told(answer: RegExp): Promise<number> {
    this.#said = '';
    this.#child.kill('SIGUSR2');
    for (let tries = 0; tries < 100; tries += 1) {
      await pause(20);
      const told = answer.exec(this.#said)?.[1];
      if (told !== undefined) return Number(told);
    }
    return NaN;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((done) => this.#child.on('exit', done));
    const force = setTimeout(() => this.#child.kill('SIGKILL'), 15_000);
    this.#child.kill('SIGTERM');
    await ended;
    clearTimeout(force);
  }
}

/** Loads a server from another process and watches its memory meanwhile. */
export async function loadOn(
  server: Server,
  task: Omit<LoadTask, 'host' | 'port' | 'cookie'>,
): Promise<Load & { rssMb: number }> {
  const { hostname, port } = new URL(server.url);
  const full: LoadTask = { host: hostname, port: Number(port), cookie: server.cookie, ...task };
  const { value, rssMb } = await watched(server, async () => {
    return JSON.parse(await runFile(ROOT, 'e2e/bench/load.ts', [], JSON.stringify(full))) as Load;
  });
  if (value.failed > 0)
    throw new Error(`${task.paths[0] ?? ''}: ${value.failed} of ${value.requests} failed`);
  return { ...value, rssMb };
}

/** The peak of a server's memory while something is done. */
export async function watched<T>(
  server: Server,
  work: () => Promise<T>,
): Promise<{ value: T; rssMb: number }> {
  let rssMb = server.rssMb();
  const timer = setInterval(() => (rssMb = Math.max(rssMb, server.rssMb())), 50);
  try {
    return { value: await work(), rssMb: Math.max(rssMb, server.rssMb()) };
  } finally {
    clearInterval(timer);
  }
}
