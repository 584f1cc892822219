import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** A part of a ZIP package, found by its central directory (APPNOTE.TXT 4.3.12); the e2e folder imports no server. */
function partOf(bytes: Buffer, wanted: string): string {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const [nameLength, extraLength, commentLength] = [name ?? 0, extra ?? 0, comment ?? 0];
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === wanted) {
      const [packed, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
      const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      return inflateRawSync(bytes.subarray(data, data + packed)).toString('utf8');
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`The package has no ${wanted}`);
}

/** The first sheet of a list's file: the text or number of every cell that has one, row by row. */
export function readSheet(path: string): string[][] {
  const sheet = partOf(readFileSync(path), 'xl/worksheets/sheet1.xml');
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gsu)].map(([, row = '']) =>
    [...row.matchAll(/<c [^>]*>(?:<f>.*?<\/f>)?(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gsu)].map(
      ([, text, number]) => text ?? number ?? '',
    ),
  );
}
