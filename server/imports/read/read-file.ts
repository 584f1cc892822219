import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#shared/errors.ts';
import { cellText } from '#shared/imports/cell.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import type { FileNote } from '#shared/imports/file-notes.ts';
import type { FileShape } from '#shared/imports/file-shape.ts';
import { moneyColumns, neededHeaders } from '#shared/imports/profile.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { namesYears, withYearColumns } from '#shared/imports/year-columns.ts';
import { watchCpu } from './cpu-watch.ts';
import { sourceOf } from './file-source.ts';
import type { FileBytes, FileSource } from './file-source.ts';
import { ReaderOutput } from './reader-output.ts';
import { lastWords, reportCrash, startReader } from './reader-process.ts';
import { readTask } from './read-task.ts';
import type { ReadShape } from './read-task.ts';
import type { LookedAt, LookTask } from './reader/look.ts';
import { cpuSeconds, LIMITS } from './reader/task.ts';
import type { ReadTask } from './reader/task.ts';

const MEGABYTE = 1024 * 1024;
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

const CLOSED = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'];
const TOO_SLOW =
  'Das Lesen der Datei brauchte zu viel Rechenzeit und wurde abgebrochen. Es wurde nichts gespeichert.';

/**
 * Takes the reader's lines as they come, so that the server stays responsive while a file is read. Settles when the
 * process has ended; throws the `AppError` it answered with, or the reason why there is no answer.
 */
export function followReader(
  child: ChildProcess,
  seconds: number,
  takeRows: (rows: FileRow[]) => void,
): Promise<ReaderOutput> {
  const output = new ReaderOutput(() => child.kill('SIGKILL'), takeRows);
  const words = lastWords(child);
  return new Promise((done, fail) => {
    const endWatch = watchCpu(child, seconds, () => {
      output.stop(new AppError('file-unreadable', TOO_SLOW));
    });
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output.take(chunk);
    });
    // A reader that died early closes its input; its end is reported by 'close'.
    child.stdin?.on('error', () => undefined);
    child.on('error', () => {
      output.stop(new AppError('overloaded'));
    });
    child.on('close', (code, signal) => {
      endWatch();
      if (output.crashed) reportCrash(code, signal, words());
      if (output.ended) done(output);
      else fail(output.fault instanceof Error ? output.fault : new AppError('internal'));
    });
  });
}

/** The task, then the file: what a reader gets to read. Every piece of the file passes `seen` once. */
async function* inputOf(
  task: ReadTask | LookTask,
  file: FileSource,
  seen: (piece: Buffer) => void,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(task)}\n`);
  for await (const piece of file.pieces()) {
    seen(piece);
    yield piece;
  }
}

/** Writes the input; a reader that ended early closes its end, and says why itself. */
async function feed(child: ChildProcess, input: Readable): Promise<void> {
  if (!child.stdin) return;
  try {
    await pipeline(input, child.stdin);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (CLOSED.includes(code)) return;
    child.kill('SIGKILL');
    throw error;
  }
}

function requireSize(format: FileShape['format'], size: number): void {
  const limit = format === 'csv' ? LIMITS.textBytes : LIMITS.packedBytes;
  if (size > limit) {
    const kind = format === 'csv' ? 'Eine Datei' : 'Eine Excel-Datei';
    throw new AppError('file-too-large', `${kind} darf höchstens ${limit / MEGABYTE} MB groß sein.`);
  }
  if (size === 0) throw new AppError('file-unreadable', 'Die Datei ist leer.');
}

/**
 * Reads the wanted cells of a file in a process of its own (limits in reader/task.ts: bytes, rows, cells and processor
 * time; 384 MB heap). The file goes in and the rows come out piece by piece. Returns the file's SHA-256. Whatever
 * happens there, the caller gets rows or an `AppError`: `file-too-large`, `unpacked-too-large`, `file-type-refused`,
 * `file-unreadable`, `overloaded`.
 */
export async function readFileCells(
  profile: ReadShape,
  columns: readonly string[],
  bytes: FileBytes,
  takeRows: (rows: FileRow[]) => void,
  takeNotes?: (notes: FileNote[]) => void,
): Promise<string> {
  const file = sourceOf(bytes);
  requireSize(profile.format, file.size);
  const hash = createHash('sha256');
  const task = readTask(profile, columns);
  const { notes } = await inReader(task, file, takeRows, (piece) => hash.update(piece));
  takeNotes?.(notes);
  return hash.digest('hex');
}

/** Hands a file to a reader of its own and follows it to its end. */
async function inReader(
  task: ReadTask | LookTask,
  file: FileSource,
  takeRows: (rows: FileRow[]) => void,
  seen: (piece: Buffer) => void,
): Promise<ReaderOutput> {
  return inTurn(async () => {
    const child = startReader();
    const finished = followReader(child, cpuSeconds(file.size), takeRows);
    const input = Readable.from(inputOf(task, file, seen), { objectMode: false });
    const [read, fed] = await Promise.allSettled([finished, feed(child, input)]);
    // What is wrong with the file itself is the cause of whatever the reader said then.
    if (fed.status === 'rejected') throw fed.reason;
    if (read.status === 'rejected') throw read.reason;
    return read.value;
  });
}

/** Looks at a whole file before anybody said how it is read; the same process, limits and faults. */
export async function lookAt<K extends LookTask['look']>(
  task: Extract<LookTask, { look: K }>,
  bytes: FileBytes,
): Promise<LookedAt<K>> {
  const file = sourceOf(bytes);
  requireSize(task.look === 'sheets' ? 'xlsx' : 'csv', file.size);
  const nothing = (): void => undefined;
  const { looked } = await inReader(task, file, nothing, nothing);
  return looked as LookedAt<K>;
}

/** The same for a file with amounts: the cells its profile names, in the order of `neededHeaders`. */
export async function readFileRows(
  profile: ImportProfile,
  bytes: FileBytes,
  takeRows: (rows: FileRow[]) => void,
  takeNotes?: (notes: FileNote[]) => void,
): Promise<string> {
  const shape = { ...profile, once: moneyColumns(profile) };
  return readFileCells(shape, neededHeaders(profile), bytes, takeRows, takeNotes);
}

/** The names of a file's columns as its header says them, joined where the header has several rows. */
export async function readHeaders(shape: FileShape, bytes: FileBytes): Promise<string[]> {
  let names: string[] = [];
  await readFileCells({ ...shape, head: true }, [], bytes, ([header]) => {
    names = (header?.cells ?? []).map(cellText);
  });
  return names;
}

/** The profile with an amount for each of the file's columns that names its year (year-columns.ts). */
export async function profileForFile(profile: ImportProfile, bytes: FileBytes): Promise<ImportProfile> {
  return namesYears(profile) ? withYearColumns(profile, await readHeaders(profile, bytes)) : profile;
}
