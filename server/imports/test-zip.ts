import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip made for a test; sizes in the directory can lie, and entries can share their bytes. */
export interface TestEntry {
  name: string;
  content: Buffer;
  statedSize?: number;
  encrypted?: boolean;
  /** Offset of another entry's local header: the bomb that overlaps itself. */
  sharesOffsetOf?: number;
}

const STORED_VERSION = 20;
const DEFLATE = 8;

/** A zip archive byte by byte, without the care that a well-meant library takes. */
export function testZip(entries: readonly TestEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content);
    const name = Buffer.from(entry.name);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(entry.content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(entry.statedSize ?? entry.content.length, 8);
    const head = Buffer.alloc(10);
    head.writeUInt16LE(STORED_VERSION, 0);
    head.writeUInt16LE(entry.encrypted ? 1 : 0, 2);
    head.writeUInt16LE(DEFLATE, 4);
    const nameLength = Buffer.alloc(4);
    nameLength.writeUInt16LE(name.length, 0);
    const shared = entry.sharesOffsetOf === undefined ? undefined : offsets[entry.sharesOffsetOf];
    offsets.push(shared ?? offset);
    if (shared === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, sizes, nameLength, name, packed]);
      locals.push(local);
      offset += local.length;
    }
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(shared ?? offsets.at(-1) ?? 0, 12);
    const version = Buffer.alloc(2);
    version.writeUInt16LE(STORED_VERSION, 0);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), version, head, sizes, nameLength.subarray(0, 2), tail, name]),
    );
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, list, Buffer.from('PK\x05\x06'), end]);
}

const NAMESPACE = 'http://schemas.openxmlformats.org';

/** The parts of a small workbook; a test replaces or adds what it attacks with. */
export function workbookParts(sheet: Buffer): TestEntry[] {
  const xml = (text: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  return [
    {
      name: 'xl/workbook.xml',
      content: xml(
        `<workbook xmlns="${NAMESPACE}/spreadsheetml/2006/main" xmlns:r="${NAMESPACE}/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: xml(
        `<Relationships xmlns="${NAMESPACE}/package/2006/relationships"><Relationship Id="r1" Type="${NAMESPACE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
  ];
}

/** A sheet with one row of text cells. */
export function sheetXml(before = '', cells: readonly string[] = ['a']): Buffer {
  const row = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>${before}<worksheet xmlns="${NAMESPACE}/spreadsheetml/2006/main"><sheetData><row r="1">${row}</row></sheetData></worksheet>`,
  );
}
