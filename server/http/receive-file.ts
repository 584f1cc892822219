import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import { AppError } from '#shared/errors.ts';

/** An uploaded file while its request is answered; whoever needs it longer keeps it elsewhere. */
export interface ReceivedFile {
  path: string;
  size: number;
}

const MEGABYTE = 1024 * 1024;
/** Most that one request brings: a file, or all parts of a delivery. */
export const MOST_BYTES = 400 * MEGABYTE;

const NO_FILE = 'Es kam keine Datei an. Erwartet wird der Dateiinhalt als application/octet-stream.';

function requireBytes(request: Request): void {
  const type = request.get('content-type') ?? '';
  if (!type.startsWith('application/octet-stream')) throw new AppError('invalid-input', NO_FILE);
  const encoding = request.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw new AppError('invalid-input', 'Diese Zeichenkodierung wird nicht angenommen.');
  if (Number(request.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
}

function tooLarge(): AppError {
  return new AppError('file-too-large', `Auf einmal kommen höchstens ${MOST_BYTES / MEGABYTE} MB an.`);
}

/** Counts what passes and breaks off what is too much, whatever the request says about its length. */
async function* counted(request: Request, seen: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    seen.bytes += piece.length;
    if (seen.bytes > MOST_BYTES) throw tooLarge();
    yield piece;
  }
}

/**
 * Writes the bytes of a request into a file of its own as they come, so that no upload lies in memory, and removes it
 * when `work` has ended. Throws `invalid-input` (no file, cut off) and `file-too-large`.
 */
export async function withReceivedFile<T>(
  request: Request,
  work: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  requireBytes(request);
  const path = join(tmpdir(), `moves-upload-${randomUUID()}`);
  const seen = { bytes: 0 };
  try {
    await pipeline(counted(request, seen), createWriteStream(path, { mode: 0o600, flags: 'wx' })).catch(
      (error: unknown) => {
        if (request.errored ?? !request.complete)
          throw error instanceof AppError
            ? error
            : new AppError('invalid-input', 'Die Anfrage kam unvollständig an.');
        throw error;
      },
    );
    if (seen.bytes === 0) throw new AppError('invalid-input', NO_FILE);
    return await work({ path, size: seen.bytes });
  } finally {
    await rm(path, { force: true });
  }
}
