/**
 * `node server/db/with-test-postgres.ts PROGRAM ARGUMENTS…` runs a program with the address of a fresh
 * PostgreSQL in TEST_POSTGRES_URL and an empty folder in TEST_TEMPLATES, so that all spec files share one server and
 * one set of template databases, and passes its exit code on.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { testFolder } from './test-folder.ts';
import { startTestPostgres } from './test-postgres.ts';

const [program, ...rest] = process.argv.slice(2);
if (program === undefined) throw new Error('Name the program to run.');

const postgres = await startTestPostgres();
const templates = testFolder('moves-templates-');
const child = spawn(program, rest, {
  stdio: 'inherit',
  env: { ...process.env, TEST_POSTGRES_URL: postgres.url, TEST_TEMPLATES: templates },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((done, fail) =>
  child.on('close', (exit) => done(exit ?? 1)).on('error', fail),
);
await postgres.stop();
rmSync(templates, { recursive: true, force: true });
process.exitCode = code;
