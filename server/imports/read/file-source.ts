import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The bytes of a file, as often as they are asked for, piece by piece. */
export interface FileSource {
  size: number;
  pieces: () => AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** A file at hand: whole in memory, or wherever its pieces come from. */
export type FileBytes = Uint8Array | FileSource;

const PIECE = 256 * 1024;

function* piecesOf(bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE)
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(PIECE, bytes.length - at));
}

export function sourceOf(file: FileBytes): FileSource {
  if (!(file instanceof Uint8Array)) return file;
  return { size: file.length, pieces: () => piecesOf(file) };
}

/** A stretch of a file on disk; plain data, so that it can be handed to another thread. */
export interface FileStretch {
  fileName: string;
  path: string;
  from: number;
  size: number;
}

export function fileAt({ path, from, size }: Omit<FileStretch, 'fileName'>): FileSource {
  const pieces = (): AsyncIterable<Buffer> =>
    createReadStream(path, { start: from, end: from + size - 1, highWaterMark: PIECE });
  return { size, pieces: size === 0 ? () => [] : pieces };
}

export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

export async function sha256Of(file: FileBytes): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of sourceOf(file).pieces()) hash.update(piece);
  return hash.digest('hex');
}
