import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that all downloads together may keep on disk for readers who are slower than the export. */
const MOST_BYTES = 512 * 1024 * 1024;
const PIECE_BYTES = 128 * 1024;

let kept = 0;

/**
 * What a download's reader has not taken yet, in a file that has no name any more: readable by nobody else, and gone
 * with the process. One writer and one reader, each waiting for its own calls.
 */
export class Spool {
  #file: FileHandle | undefined;
  #written = 0;
  #read = 0;
  readonly #mostBytes: number;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  get empty(): boolean {
    return this.#read === this.#written;
  }

  /** Keeps the bytes; false when there is no room for them. */
  async put(bytes: Uint8Array): Promise<boolean> {
    if (kept + bytes.length > this.#mostBytes) return false;
    kept += bytes.length;
    try {
      this.#file ??= await nameless();
      // Whoever has read everything is at the beginning again: the file stays as short as the reader is fast.
      if (this.empty) [this.#written, this.#read] = [0, 0];
      await this.#file.write(bytes, 0, bytes.length, this.#written);
    } catch (error) {
      kept -= bytes.length;
      if (isFull(error)) return false;
      throw error;
    }
    this.#written += bytes.length;
    return true;
  }

  /** The next bytes; none when it is empty. */
  async take(): Promise<Buffer> {
    const length = Math.min(PIECE_BYTES, this.#written - this.#read);
    const piece = Buffer.alloc(length);
    if (!this.#file || length === 0) return piece;
    const { bytesRead } = await this.#file.read(piece, 0, length, this.#read);
    if (bytesRead !== length) throw new Error(`spool: ${bytesRead} of ${length} bytes came back`);
    this.#read += length;
    kept -= length;
    return piece;
  }

  async close(): Promise<void> {
    kept -= this.#written - this.#read;
    this.#read = this.#written;
    await this.#file?.close();
    this.#file = undefined;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `moves-${randomUUID()}.download`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}
