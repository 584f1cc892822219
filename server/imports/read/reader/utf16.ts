import { Refusal } from './task.ts';

const LOOKED_AT = 200;

/** The byte order a file says by its mark; without one it is the order of Windows. Refuses what is no UTF-16. */
function orderOf(bytes: Buffer): 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes.subarray(0, LOOKED_AT).includes(0)) return 'utf-16le';
  throw new Refusal('file-unreadable', 'Zeile 1: Die Datei ist nicht in UTF-16 gespeichert.');
}

/** A file in UTF-16 as UTF-8, piece by piece; half a character refuses the file with its line. */
export async function* utf8Of(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let line = 1;
  let head: Buffer = Buffer.alloc(0);
  const decode = (bytes: Buffer, stream: boolean): Buffer => {
    decoder ??= new TextDecoder(orderOf(bytes), { fatal: true });
    try {
      const text = decoder.decode(bytes, { stream });
      line += text.split('\n').length - 1;
      return Buffer.from(text, 'utf8');
    } catch {
      const detail = `Ab Zeile ${line}: Die Zeichen passen nicht zur Kodierung UTF-16.`;
      throw new Refusal('file-unreadable', detail);
    }
  };
  for await (const piece of pieces) {
    head = head.length === 0 ? piece : Buffer.concat([head, piece]);
    if (!decoder && head.length < LOOKED_AT) continue;
    yield decode(head, true);
    head = Buffer.alloc(0);
  }
  yield decode(head, false);
}
