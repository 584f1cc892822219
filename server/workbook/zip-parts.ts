import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const DEFLATE = 8;
const STORED = 0;
/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const UTF_8 = 0x0800;

/** A file inside a package, as it is packed: what nobody changes is never unpacked. */
interface Part {
  packed: Buffer;
  method: number;
  crc: number;
  size: number;
}

/** The files of a package by their names, in their order. */
export type Parts = Map<string, Part>;

function endOfDirectory(zip: Buffer): number {
  for (let at = zip.length - 22; at >= 0; at -= 1) if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw new Error('Das Archiv hat kein Inhaltsverzeichnis.');
}

function packedAt(zip: Buffer, local: number, length: number): Buffer {
  if (zip.readUInt32LE(local) !== LOCAL_HEADER)
    throw new Error('Das Inhaltsverzeichnis des Archivs ist beschädigt.');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  return zip.subarray(start, start + length);
}

/** Reads a zip archive by its central directory (APPNOTE.TXT 4.3.12); folders are no files. */
export function readParts(zip: Buffer): Parts {
  const parts: Parts = new Map();
  const end = endOfDirectory(zip);
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(entry) !== DIRECTORY_ENTRY)
      throw new Error('Das Inhaltsverzeichnis des Archivs ist beschädigt.');
    const nameEnd = entry + 46 + zip.readUInt16LE(entry + 28);
    const name = zip.toString('utf8', entry + 46, nameEnd);
    if (!name.endsWith('/'))
      parts.set(name, {
        packed: packedAt(zip, zip.readUInt32LE(entry + 42), zip.readUInt32LE(entry + 20)),
        method: zip.readUInt16LE(entry + 10),
        crc: zip.readUInt32LE(entry + 16),
        size: zip.readUInt32LE(entry + 24),
      });
    entry = nameEnd + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return parts;
}

/** The text of a part; undefined when the package has none of that name. */
export function textOf(parts: Parts, name: string): string | undefined {
  const part = parts.get(name);
  if (!part) return undefined;
  return (part.method === STORED ? part.packed : inflateRawSync(part.packed)).toString('utf8');
}

/** Adds a part, or puts it in the place of the one with that name. */
export function setText(parts: Parts, name: string, text: string): void {
  const bytes = Buffer.from(text);
  parts.set(name, {
    packed: deflateRawSync(bytes),
    method: DEFLATE,
    crc: crc32(bytes),
    size: bytes.length,
  });
}

/** MS-DOS time and date of an instant in UTC, as zip files carry them (two seconds exact, from 1980 on). */
function dosTimeDate(at: Date): number {
  const year = Math.max(1980, at.getUTCFullYear());
  const date = ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return date * 0x10000 + time;
}

/** What local header and directory say of a file alike: from the version needed to the length of the extra field. */
function headOf(part: Part, nameLength: number, stamp: number): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(UTF_8, 2);
  head.writeUInt16LE(part.method, 4);
  head.writeUInt32LE(stamp, 6);
  head.writeUInt32LE(part.crc, 10);
  head.writeUInt32LE(part.packed.length, 14);
  head.writeUInt32LE(part.size, 18);
  head.writeUInt16LE(nameLength, 22);
  return head;
}

function signature(value: number, more: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return Buffer.concat([bytes, more]);
}

/** The parts as a zip archive, every file dated `at`: the same parts give the same bytes, whenever they are written. */
export function writeParts(parts: Parts, at: Date): Buffer {
  const stamp = dosTimeDate(at);
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, part] of parts) {
    const nameBytes = Buffer.from(name);
    const head = headOf(part, nameBytes.length, stamp);
    const file = Buffer.concat([signature(LOCAL_HEADER, head), nameBytes, part.packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(DIRECTORY_ENTRY, Buffer.from([20, 0])), head, rest, nameBytes]));
    files.push(file);
    offset += file.length;
  }
  const size = directory.reduce((sum, record) => sum + record.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}
