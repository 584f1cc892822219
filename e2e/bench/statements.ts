/**
 * Loaded before a server (`--import`): counts the SQL statements it runs, in its threads too, and tells the number
 * when asked by SIGUSR2. Takes the drivers the server itself takes, from the folder it runs in.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

type Method = (this: unknown, ...given: unknown[]) => unknown;
type Methods = Record<string, Method | undefined>;

const SHARED = 'bench-statements';
/** What starts a transaction or ends it asks for nothing. */
const NO_QUESTION = /^\s*(?:begin|commit|rollback|savepoint|release|set|pragma)\b/iu;

const packageOf = createRequire(join(process.cwd(), 'package.json'));
const shared = getEnvironmentData(SHARED);
const counter = new Int32Array(
  shared instanceof SharedArrayBuffer ? shared : new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
);

function count(text: unknown): void {
  if (typeof text !== 'string' || !NO_QUESTION.test(text)) Atomics.add(counter, 0, 1);
}

function watch(methods: Methods, name: string, textOf: (self: unknown, given: unknown[]) => unknown): void {
  const real = methods[name];
  if (real === undefined) throw new Error(`The driver has no ${name} to be counted`);
  methods[name] = function (...given) {
    count(textOf(this, given));
    return real.apply(this, given);
  };
}

function watchSqlite(): void {
  const Sqlite = packageOf('better-sqlite3') as new (path: string) => {
    prepare(text: string): object;
    close(): void;
  };
  const scratch = new Sqlite(':memory:');
  const statement = Object.getPrototypeOf(scratch.prepare('select 1')) as Methods;
  for (const name of ['run', 'get', 'all', 'iterate'])
    watch(statement, name, (self) => (self as { source: string }).source);
  scratch.close();
}

function watchPostgres(): void {
  const { Client } = packageOf('pg') as { Client: { prototype: Methods } };
  watch(Client.prototype, 'query', (_self, [asked]) =>
    typeof asked === 'string' ? asked : (asked as { text?: unknown } | undefined)?.text,
  );
}

if (process.env['DATABASE_URL']?.startsWith('sqlite:')) watchSqlite();
else watchPostgres();
if (isMainThread) {
  setEnvironmentData(SHARED, counter.buffer);
  process.on('SIGUSR2', () => process.stdout.write(`statements ${Atomics.load(counter, 0)}\n`));
}
