import type { ChildProcess } from 'node:child_process';
import { AppError } from '#shared/errors.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import type { FileShape } from '#shared/imports/file-shape.ts';
import { neededHeaders } from '#shared/imports/profile.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { ReaderOutput } from './reader-output.ts';
import { lastWords, reportCrash, startReader } from './reader-process.ts';
import { LIMITS } from './reader/task.ts';
import type { ReadTask } from './reader/task.ts';

const TIME_LIMIT_MS = 30_000;
const AT_ONCE = 2;
/** More uploads than this do not wait: each holds its bytes meanwhile. */
const MAX_WAITING = 8;

let running = 0;
const waiting: (() => void)[] = [];

/** Two files are read at once; more wait their turn, so that uploads cannot take all memory. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MAX_WAITING) {
    throw new AppError('overloaded', 'Es werden gerade viele Dateien gelesen. Es wurde nichts gespeichert.');
  }
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function taskOf(profile: FileShape, columns: readonly string[]): ReadTask {
  return {
    format: profile.format,
    encoding: profile.encoding ?? 'utf-8',
    separator: profile.separator ?? ';',
    sheet: profile.sheet ?? null,
    headerRow: profile.headerRow,
    headers: [...columns],
    ...(profile.namedColumns ? { named: profile.namedColumns } : {}),
  };
}

const TOO_SLOW = 'Das Lesen der Datei dauerte zu lange und wurde abgebrochen. Es wurde nichts gespeichert.';

/**
 * Takes the reader's lines as they come, so that the server stays responsive while a file is read. Settles when the
 * process has ended; throws the `AppError` it answered with, or the reason why there is no answer.
 */
export function followReader(child: ChildProcess, takeRows: (rows: FileRow[]) => void): Promise<void> {
  const output = new ReaderOutput(() => child.kill('SIGKILL'), takeRows);
  const words = lastWords(child);
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      output.stop(new AppError('file-unreadable', TOO_SLOW));
    }, TIME_LIMIT_MS);
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output.take(chunk);
    });
    // A reader that died early closes its input; its end is reported by 'close'.
    child.stdin?.on('error', () => undefined);
    child.on('error', () => {
      output.stop(new AppError('overloaded'));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (output.crashed) reportCrash(code, signal, words());
      if (output.ended) done();
      else fail(output.fault instanceof Error ? output.fault : new AppError('internal'));
    });
  });
}

/**
 * Reads the wanted cells of a file in a process of its own (limits in reader/task.ts: 10 MB packed, 100 MB
 * unpacked, 50 entries, 200,000 rows; 30 s, 384 MB heap). Whatever happens there, the caller gets rows or an
 * `AppError`: `file-too-large`, `unpacked-too-large`, `file-type-refused`, `file-unreadable`, `overloaded`.
 */
export async function readFileCells(
  profile: FileShape,
  columns: readonly string[],
  bytes: Buffer,
  takeRows: (rows: FileRow[]) => void,
): Promise<void> {
  if (bytes.length > LIMITS.packedBytes) {
    throw new AppError('file-too-large', 'Eine Datei darf höchstens 10 MB groß sein.');
  }
  if (bytes.length === 0) throw new AppError('file-unreadable', 'Die Datei ist leer.');
  await inTurn(async () => {
    const child = startReader();
    const finished = followReader(child, takeRows);
    child.stdin?.write(`${JSON.stringify(taskOf(profile, columns))}\n`);
    child.stdin?.end(bytes);
    await finished;
  });
}

/** The same for a file with amounts: the cells its profile names, in the order of `neededHeaders`. */
export async function readFileRows(
  profile: ImportProfile,
  bytes: Buffer,
  takeRows: (rows: FileRow[]) => void,
): Promise<void> {
  await readFileCells(profile, neededHeaders(profile), bytes, takeRows);
}
