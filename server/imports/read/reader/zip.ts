import type { Readable } from 'node:stream';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { HeaderFound, LIMITS, Refusal } from './task.ts';

/** A checked package: its parts by name, each read as a stream of really inflated bytes. */
export interface Package {
  has(name: string): boolean;
  open(name: string): Promise<Readable>;
}

const REFUSED_PARTS: [RegExp, string][] = [
  [/vbaProject|\/macrosheets\//iu, 'Die Datei enthält Makros.'],
  [/externalLinks\//iu, 'Die Datei verweist auf andere Dateien.'],
  [/connections\.xml$/iu, 'Die Datei enthält Datenverbindungen.'],
  [/\/(?:embeddings|activeX|ctrlProps)\//iu, 'Die Datei enthält eingebettete Objekte.'],
  [/\.(?:zip|xlsx|xlsm|xlsb|jar|docx|7z|rar)$/iu, 'Die Datei enthält ein weiteres Archiv.'],
];
const LOCAL_HEADER = 30;
const MEGABYTE = 1024 * 1024;

const TOO_LARGE = `Entpackt ist die Datei größer als ${LIMITS.unpackedBytes / MEGABYTE} MB.`;

/** The signature must be a zip's; what else comes under this name is told apart for the message. */
function requireZip(bytes: Buffer): void {
  if (bytes.readUInt32BE(0) === 0x504b0304) return;
  const old = bytes.readUInt32BE(0) === 0xd0cf11e0;
  throw new Refusal(
    'file-type-refused',
    old
      ? 'Die Datei ist verschlüsselt oder im alten Excel-Format; gelesen wird nur .xlsx ohne Kennwort.'
      : 'Das ist keine Excel-Datei (.xlsx).',
  );
}

function refuseEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new Refusal('file-type-refused', 'Die Datei ist verschlüsselt.');
  const refused = REFUSED_PARTS.find(([pattern]) => pattern.test(`/${entry.fileName}`));
  if (refused) throw new Refusal('file-type-refused', refused[1]);
}

/** Parts that share bytes, or a list that promises too much, are a bomb before anything is inflated. */
function refuseBomb(entries: readonly Entry[]): void {
  let end = 0;
  let promised = 0;
  for (const entry of [...entries].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    if (entry.relativeOffsetOfLocalHeader < end) {
      throw new Refusal('file-unreadable', 'Teile der Excel-Datei überlappen einander.');
    }
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.compressedSize;
    promised += entry.uncompressedSize;
  }
  if (promised > LIMITS.unpackedBytes) throw new Refusal('unpacked-too-large', TOO_LARGE);
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > LIMITS.entries) {
    throw new Refusal('unpacked-too-large', `Die Excel-Datei hat mehr als ${LIMITS.entries} Teile.`);
  }
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    refuseEntry(entry);
    entries.push(entry);
    if (entries.length > LIMITS.entries)
      throw new Refusal('unpacked-too-large', 'Die Excel-Datei hat zu viele Teile.');
  }
  refuseBomb(entries);
  return entries;
}

const DECLARATIONS = [Buffer.from('<!DOCTYPE'), Buffer.from('<!ENTITY')];

/** Inflates every part once: counts real bytes and looks for nested archives and document type definitions. */
async function inspect(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  let inflated = 0;
  for (const entry of entries) {
    let tail = Buffer.alloc(0);
    let first = true;
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      const chunk = piece as Buffer;
      inflated += chunk.length;
      if (inflated > LIMITS.unpackedBytes) throw new Refusal('unpacked-too-large', TOO_LARGE);
      if (first && chunk.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) {
        throw new Refusal('file-type-refused', 'Die Datei enthält ein weiteres Archiv.');
      }
      first = false;
      const seen = Buffer.concat([tail, chunk]);
      if (DECLARATIONS.some((declaration) => seen.includes(declaration))) {
        throw new Refusal('file-type-refused', 'Die Datei enthält eine Dokumenttyp-Definition (DTD).');
      }
      tail = Buffer.from(seen.subarray(-10));
    }
  }
}

/** Errors of the zip layer in our words; whatever it finds wrong, the file is not read. */
export async function asUnreadable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal || error instanceof HeaderFound) throw error;
    const tooMany = error instanceof Error && /too many bytes/u.test(error.message);
    if (tooMany)
      throw new Refusal('unpacked-too-large', 'Ein Teil der Excel-Datei ist größer als angegeben.');
    throw new Refusal('file-unreadable', 'Die Excel-Datei ist beschädigt.');
  }
}

/** Opens and checks the package within the limits of task.ts, trusting no stated size. Throws `Refusal`. */
export async function openPackage(bytes: Buffer): Promise<Package> {
  if (bytes.length < 22) throw new Refusal('file-type-refused', 'Das ist keine Excel-Datei (.xlsx).');
  requireZip(bytes);
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, strictFileNames: true });
  const entries = await listEntries(zip);
  await inspect(zip, entries);
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
  return {
    has: (name) => byName.has(name),
    open: (name) => {
      const entry = byName.get(name);
      if (!entry) throw new Refusal('file-unreadable', 'Der Excel-Datei fehlt ein Teil.');
      return zip.openReadStreamPromise(entry);
    },
  };
}
