import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createZstdDecompress } from 'node:zlib';
import type * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { FORMAT, Head, StoredTable, Tail } from './format.ts';
import type { Part } from './format.ts';
import { tailHash } from './write-backup.ts';

/** What a backup holds, in its order: the head, tables with their rows, the list of parts. */
export type Piece = { head: Head } | { table: StoredTable } | { rows: unknown[][] } | { parts: Part[] };

/** Rows are handed on as many at once as are in a piece of this size. */
const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 10;
const BRACE = 123;

export function refused(why: string): AppError {
  return new AppError(
    'conflict',
    `Die Sicherung wird nicht wiederhergestellt: ${why} Es bleibt nichts davon zurück.`,
  );
}

const TORN = 'Sie ist abgeschnitten oder beschädigt.';

/** What was wrong while a file was read and unpacked, in words. */
function faultOf(error: unknown, path: string, isFirst: boolean): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if ('syscall' in error)
    return new AppError('not-found', `Die Datei ${path} lässt sich nicht lesen: ${error.message}`);
  if (code === 'ZSTD_error_prefix_unknown')
    return refused(
      isFirst
        ? 'Die Datei ist keine Sicherung von MoveS-Cockpit.'
        : 'Nach ihrem Ende steht noch etwas dahinter.',
    );
  return /^Z(?:STD)?_/u.test(code) ? refused(TORN) : error;
}

/** One packed frame from `start` on. Returns where it ended. */
async function* frame(path: string, start: number): AsyncGenerator<Buffer, number> {
  const source = createReadStream(path, { start });
  const plain = createZstdDecompress({ chunkSize: CHUNK_BYTES });
  source.on('error', (error) => plain.destroy(error));
  try {
    for await (const chunk of source.pipe(plain)) yield chunk as Buffer;
  } catch (error) {
    throw faultOf(error, path, start === 0);
  } finally {
    source.destroy();
  }
  return start + plain.bytesWritten;
}

/** The unpacked bytes of the whole file: the unpacker stops after a frame, and the packer may end with an empty one. */
async function* unpacked(path: string): AsyncGenerator<Buffer> {
  let at = 0;
  do {
    const end = yield* frame(path, at);
    if (end === at) throw refused(TORN);
    at = end;
  } while (at < statSync(path).size);
}

/** Whole lines, as many as came at once, without the end of the last; a rest without its end is torn. */
async function* wholeLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of unpacked(path)) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end === -1) {
      rest.push(chunk);
      continue;
    }
    yield Buffer.concat([...rest, chunk.subarray(0, end)]);
    rest = [chunk.subarray(end + 1)];
  }
  if (rest.some((one) => one.length > 0)) throw refused(TORN);
}

/** A line that is no row, and rows that follow each other. */
async function* runs(path: string): AsyncGenerator<{ line: string } | { rows: Buffer }> {
  for await (const lines of wholeLines(path)) {
    let at = 0;
    let from = 0;
    while (at < lines.length) {
      const end = lines.indexOf(NEWLINE, at);
      const next = end === -1 ? lines.length : end + 1;
      if (lines[at] === BRACE) {
        if (at > from) yield { rows: lines.subarray(from, at - 1) };
        yield { line: lines.toString('utf8', at, end === -1 ? lines.length : end) };
        from = next;
      }
      at = next;
    }
    if (from < lines.length) yield { rows: lines.subarray(from) };
  }
}

function parsed<T>(schema: z.ZodType<T>, line: string): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(line));
    return result.success ? result.data : undefined;
  } catch (error) {
    // Broken text is what a torn or edited backup has.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function headOf(line: string): Head {
  const head = parsed(Head, line);
  if (!head) throw refused('Die Datei ist keine Sicherung von MoveS-Cockpit.');
  if (head.format !== FORMAT)
    throw refused(`Sie hat Form ${head.format}, dieses Programm kennt nur ${FORMAT}.`);
  return head;
}

interface OpenPart {
  table: string;
  hash: Hash;
  rows: number;
}

/** What was read of each part against what the list says of it. */
function requireParts(read: readonly { table: string; rows: number; sha256: string }[], tail: Tail): void {
  const names = tail.parts.map(({ table }) => table);
  if (names.join() !== read.map(({ table }) => table).join()) throw refused('Ihr fehlen Teile.');
  for (const [at, { table, rows, sha256 }] of read.entries()) {
    const said = tail.parts[at];
    if (said?.rows !== rows)
      throw refused(
        `Der Teil „${table}“ hat ${rows} Zeilen statt ${said?.rows ?? 0}: Er wurde geändert oder vertauscht.`,
      );
    if (said.sha256 !== sha256)
      throw refused(
        `Der Teil „${table}“ passt nicht zu seiner Prüfsumme: Er wurde geändert oder vertauscht.`,
      );
  }
}

function rowsOf(bytes: Buffer): unknown[][] {
  try {
    return JSON.parse(`[${bytes.toString().replaceAll('\n', ',')}]`) as unknown[][];
  } catch (error) {
    if (error instanceof SyntaxError) throw refused(TORN);
    throw error;
  }
}

/**
 * Reads a backup once, from begin to end, and hands its content on as it comes; that it is whole and unchanged is known
 * only with the last piece. Throws `conflict`, with what is wrong by name.
 */
export async function* readBackup(path: string): AsyncGenerator<Piece> {
  let headLine: string | undefined;
  let open: OpenPart | undefined;
  let tail: Tail | undefined;
  const read: { table: string; rows: number; sha256: string }[] = [];
  const close = (): void => {
    if (open) read.push({ table: open.table, rows: open.rows, sha256: open.hash.digest('hex') });
    open = undefined;
  };
  for await (const run of runs(path)) {
    if (tail) throw refused('Nach ihrem Ende steht noch etwas dahinter.');
    if ('rows' in run) {
      if (!open) throw refused('Die Datei ist keine Sicherung von MoveS-Cockpit.');
      open.hash.update(run.rows).update('\n');
      const rows = rowsOf(run.rows);
      open.rows += rows.length;
      yield { rows };
    } else if (headLine === undefined) {
      headLine = run.line;
      yield { head: headOf(run.line) };
    } else {
      close();
      const table = parsed(StoredTable, run.line);
      if (table) {
        open = { table: table.name, hash: createHash('sha256'), rows: 0 };
        yield { table };
        continue;
      }
      tail = parsed(Tail, run.line);
      if (!tail) throw refused(TORN);
      if (tailHash(headLine, tail.parts) !== tail.sha256)
        throw refused('Kopf und Verzeichnis passen nicht zu ihrer Prüfsumme: Sie wurden geändert.');
      requireParts(read, tail);
    }
  }
  if (!tail) throw refused(TORN);
  yield { parts: tail.parts };
}
