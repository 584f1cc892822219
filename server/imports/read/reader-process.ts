import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { bootOf, CODE_PIPE, plainCode } from './reader-code.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const READER = join(import.meta.dirname, 'reader/main.ts');
const HEAP_MB = 384;
/** All a reader may read: its own code and what that imports. Never data/, where databases and uploads lie. */
const READABLE = ['server/imports/read/reader', 'shared', 'node_modules', 'package.json'];
const STDERR_CHARACTERS = 2_000;

/** What the reading process runs under: a heap limit, and leave to read its code; no writing, no processes. */
export const READER_FLAGS: readonly string[] = [
  `--max-old-space-size=${HEAP_MB}`,
  // What it makes and drops is collected early: rows stream through.
  '--max-semi-space-size=2',
  '--v8-pool-size=1',
  '--permission',
  ...READABLE.map((path) => `--allow-fs-read=${join(ROOT, path)}`),
  '--disable-warning=ExperimentalWarning',
];

let code: Buffer | undefined;

/** A process for one file; it gets its code from this one, which takes the types out once. */
export function startReader(): ChildProcess {
  code ??= Buffer.from(JSON.stringify(plainCode(READER, join(ROOT, 'shared'))));
  const child = spawn(process.execPath, [...READER_FLAGS, '--input-type=module', '-e', bootOf(READER)], {
    env: {},
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const pipe = child.stdio[CODE_PIPE];
  if (pipe instanceof Writable) {
    // A reader that died before it had its code says so by its end.
    pipe.on('error', () => undefined);
    pipe.end(code);
  }
  return child;
}

/** Collects what a reader says about its own end, bounded; the person who uploads never sees it. */
export function lastWords(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk.slice(0, STDERR_CHARACTERS - text.length);
  });
  return () => text.replace(/\p{C}+/gu, ' ').trim();
}

/** Tells operators, on the standard error of the server, that a reader broke off without an answer. */
export function reportCrash(code: number | null, signal: string | null, words: string): void {
  const end = signal === null ? `Code ${code ?? '?'}` : `Signal ${signal}`;
  process.emitWarning(`Der Leser einer hochgeladenen Datei brach ab (${end}): ${words || 'ohne Meldung'}`, {
    type: 'ReaderCrash',
  });
}
