/**
 * `node server/db/with-test-postgres.ts PROGRAM ARGUMENTS…` runs a program with the address of a fresh
 * PostgreSQL in TEST_POSTGRES_URL, so that all spec files share one server, and passes its exit code on.
 */
import { spawn } from 'node:child_process';
import { startTestPostgres } from './test-postgres.ts';

const [program, ...rest] = process.argv.slice(2);
if (program === undefined) throw new Error('Name the program to run.');

const postgres = await startTestPostgres();
const child = spawn(program, rest, {
  stdio: 'inherit',
  env: { ...process.env, TEST_POSTGRES_URL: postgres.url },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((done, fail) =>
  child.on('close', (exit) => done(exit ?? 1)).on('error', fail),
);
await postgres.stop();
process.exitCode = code;
