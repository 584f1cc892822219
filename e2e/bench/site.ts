import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Load, LoadTask } from './load.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 60_000;
/** A million postings are checked within this time on any machine that is worth measuring. */
const READY_LIMIT_MS = 600_000;
const MOST_OUTPUT = 64 * 1024 * 1024;
const run = promisify(execFile);

export type Engine = 'sqlite' | 'postgres';

/** Runs one of our files to its end and gives what it printed. */
export async function script(file: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    maxBuffer: MOST_OUTPUT,
  });
  return stdout;
}

export async function bare(url: string, ...args: string[]): Promise<{ ms: number; count: number }> {
  return JSON.parse(await script('e2e/bench/bare/database.ts', url, ...args)) as {
    ms: number;
    count: number;
  };
}

/** Ours checks its database at start; what is measured is measured afterwards. A bare server has no such page. */
async function ready(url: string): Promise<void> {
  const until = Date.now() + READY_LIMIT_MS;
  while (Date.now() < until) {
    const { status } = await fetch(`${url}/readyz`);
    if (status !== 503) return;
    await pause(200);
  }
  throw new Error(`${url} did not become ready`);
}

/** What a process has in memory, in MB; 0 for one that just ended. */
function memoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** A process and all it started, by any of its threads. */
function processTree(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return [pid, ...children.flatMap((child) => processTree(child))];
  } catch {
    return [pid];
  }
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

  static async start(args: string[], env: Record<string, string>): Promise<Server> {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // However the bench ends, its servers end with it.
    process.on('exit', () => child.kill('SIGKILL'));
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
    await ready(url);
    return new Server(child, url);
  }

  /** As it runs for people: the built client is not needed, the API is. */
  static ours(databaseUrl: string): Promise<Server> {
    return Server.start(['--import', join(ROOT, 'e2e/bench/loop-delay.ts'), join(ROOT, 'server/main.ts')], {
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
    });
  }

  async signIn(login: string): Promise<string> {
    const answer = await fetch(`${this.url}/api/session/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ login }),
    });
    if (!answer.ok) throw new Error(`Signing in as ${login}: ${answer.status}`);
    this.cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    return this.cookie;
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
    return processTree(this.#child.pid).reduce((sum, pid) => sum + memoryOf(pid), 0);
  }

  /** The longest time the event loop stood still since this was last asked, in ms. */
  async loopDelayMs(): Promise<number> {
    this.#said = '';
    this.#child.kill('SIGUSR2');
    for (let tries = 0; tries < 100; tries += 1) {
      await pause(20);
      const told = /loop-delay-max-ms (\d+)/u.exec(this.#said)?.[1];
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
    return JSON.parse(await script('e2e/bench/load.ts', JSON.stringify(full))) as Load;
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
