import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A real server process, as an operator starts it, that a test may kill at any instant. */
export interface TestServer {
  url: string;
  /** `SIGKILL`: nothing is said goodbye to. Settles when the process is gone. */
  kill(): Promise<void>;
  /** `SIGTERM`: finishes what it does. Returns the exit code. */
  stop(): Promise<number | null>;
}

const START_LIMIT_MS = 60_000;
const MAIN = new URL('../main.ts', import.meta.url).pathname;
/** A server that was stopped in order leaves its compiled code here: the next ones start in half the time. */
const COMPILED = new URL('../../node_modules/.cache/compiled', import.meta.url).pathname;

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((found, fail) => {
    const limit = setTimeout(() => fail(new Error(`The server did not start: ${said}`)), START_LIMIT_MS);
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/u.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(limit);
      found(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => fail(new Error(`The server ended with ${String(code)}: ${said}`)));
  });
}

/** Starts `server/main.ts` on a free port on the given database. */
export async function startServer(databaseUrl: string): Promise<TestServer> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' },
      NODE_COMPILE_CACHE: COMPILED,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(child);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return {
    url,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

/** What a request came to; undefined = no answer, because the server was gone. */
export interface Answer {
  status: number;
  body: unknown;
}

/** One person at one browser: signs in once, and knows that a server may be gone. */
export class Person {
  readonly login: string;
  #cookie = '';

  constructor(login: string) {
    this.login = login;
  }

  async signIn(server: TestServer): Promise<void> {
    const response = await fetch(`${server.url}/api/session/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ login: this.login }),
    });
    if (response.status >= 300) throw new Error(`${this.login} cannot sign in: ${await response.text()}`);
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async ask(
    server: TestServer,
    method: string,
    path: string,
    more: { json?: unknown; bytes?: Buffer; ifMatch?: number; key?: string } = {},
  ): Promise<Answer | undefined> {
    const headers = new Headers({ 'sec-fetch-site': 'same-origin', cookie: this.#cookie });
    if (more.json !== undefined) headers.set('content-type', 'application/json');
    if (more.bytes !== undefined) headers.set('content-type', 'application/octet-stream');
    if (more.ifMatch !== undefined) headers.set('if-match', `"${more.ifMatch}"`);
    if (more.key !== undefined) headers.set('idempotency-key', more.key);
    const body: Uint8Array<ArrayBuffer> | string | null = more.bytes
      ? new Uint8Array(more.bytes)
      : more.json === undefined
        ? null
        : JSON.stringify(more.json);
    try {
      const response = await fetch(`${server.url}${path}`, { method, headers, body });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
    } catch (error) {
      // fetch throws a TypeError when the connection breaks, and a cut answer is no JSON.
      if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
}
