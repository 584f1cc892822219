import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LIMITS, Refusal } from './task.ts';

const MEGABYTE = 1024 * 1024;

/** The pieces of a file; anything that can be read one after another. */
export type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>;

async function* joined(
  first: Buffer,
  rest: AsyncIterator<Buffer> | Iterator<Buffer>,
): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function iteratorOf(pieces: Pieces): AsyncIterator<Buffer> | Iterator<Buffer> {
  return Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
}

function fault(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const isCut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
  return new Refusal(
    'file-unreadable',
    isCut ? 'Die gepackte Datei (.gz) ist abgeschnitten.' : 'Die gepackte Datei (.gz) ist beschädigt.',
  );
}

/** Inflates as it goes and counts real bytes, whatever the file says about its size. */
async function* inflate(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(pieces, { objectMode: false });
  const inflated = createGunzip();
  source.on('error', (error) => inflated.destroy(error));
  let bytes = 0;
  try {
    for await (const piece of source.pipe(inflated)) {
      bytes += (piece as Buffer).length;
      if (bytes > LIMITS.textBytes)
        throw new Refusal(
          'unpacked-too-large',
          `Entpackt ist die Datei größer als ${LIMITS.textBytes / MEGABYTE} MB.`,
        );
      yield piece as Buffer;
    }
  } catch (error) {
    throw fault(error);
  }
}

/** The pieces of a text file, unpacked where it is packed (.gz); what it is stands in its first bytes. */
export async function* unpacked(pieces: Pieces): AsyncGenerator<Buffer> {
  const iterator = iteratorOf(pieces);
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = joined(head, iterator);
  yield* head[0] === 0x1f && head[1] === 0x8b ? inflate(all) : all;
}
