import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file inside the package that was written. */
interface Entry {
  name: Buffer;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/** Sizes follow the data, names are UTF-8 (APPNOTE 4.4.4, bits 3 and 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980: the same content is the same file, whenever it is made. */
const DATE = 0x0021;
const LEVEL = 3;

/** Writes a ZIP package as it comes (APPNOTE.TXT 6.3): one file after another, nothing kept but the directory. */
export class ZipStream {
  readonly #entries: Entry[] = [];
  #offset = 0;

  #count(bytes: Buffer): Buffer {
    this.#offset += bytes.length;
    return bytes;
  }

  /** One file, packed while its pieces come. Below 4 GB. */
  async *file(name: string, pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, unpacked: 0, offset: this.#offset };
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(DEFLATE, 8);
    head.writeUInt16LE(DATE, 12);
    head.writeUInt16LE(entry.name.length, 26);
    yield this.#count(Buffer.concat([head, entry.name]));
    for await (const packed of this.#packed(entry, pieces)) yield this.#count(packed);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(entry.crc, 4);
    tail.writeUInt32LE(entry.packed, 8);
    tail.writeUInt32LE(entry.unpacked, 12);
    yield this.#count(tail);
    this.#entries.push(entry);
  }

  async *#packed(entry: Entry, pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
    const deflate = createDeflateRaw({ level: LEVEL });
    let ready: Buffer[] = [];
    deflate.on('data', (chunk: Buffer) => {
      entry.packed += chunk.length;
      ready.push(chunk);
    });
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece);
      entry.crc = crc32(bytes, entry.crc);
      entry.unpacked += bytes.length;
      await new Promise<void>((done, fail) =>
        deflate.write(bytes, (error) => (error ? fail(error) : done())),
      );
      for (const chunk of ready) yield chunk;
      ready = [];
    }
    const ended = once(deflate, 'end');
    deflate.end();
    await ended;
    for (const chunk of ready) yield chunk;
  }

  /** The directory: the last bytes of the package. */
  end(): Buffer {
    const start = this.#offset;
    const directory = this.#entries.map((entry) => {
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x02014b50, 0);
      record.writeUInt16LE(20, 4);
      record.writeUInt16LE(20, 6);
      record.writeUInt16LE(FLAGS, 8);
      record.writeUInt16LE(DEFLATE, 10);
      record.writeUInt16LE(DATE, 14);
      record.writeUInt32LE(entry.crc, 16);
      record.writeUInt32LE(entry.packed, 20);
      record.writeUInt32LE(entry.unpacked, 24);
      record.writeUInt16LE(entry.name.length, 28);
      record.writeUInt32LE(entry.offset, 42);
      return Buffer.concat([record, entry.name]);
    });
    const size = directory.reduce((sum, record) => sum + record.length, 0);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(start, 16);
    return this.#count(Buffer.concat([...directory, end]));
  }
}
