import { Refusal } from './task.ts';

/** Bytes that Windows-1252 leaves undefined; the platform's decoder would let them pass. */
const UNDEFINED_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const ALLOWED_CONTROLS = [0x09, 0x0a, 0x0d];
const NAMES = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252' } as const;

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function refuseBinary(bytes: Buffer): void {
  const starts = (...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
  if (starts(0x50, 0x4b, 3, 4)) {
    throw new Refusal('file-type-refused', 'Das ist eine Excel-Datei oder ein Archiv; das Profil liest CSV.');
  }
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) {
    throw new Refusal('file-unreadable', 'Zeile 1: Die Datei ist in UTF-16 gespeichert.');
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    throw new Refusal(
      'file-type-refused',
      `Zeile ${lineAt(bytes, nul)}: Das ist keine Textdatei (Nullbyte).`,
    );
  }
  const control = bytes.findIndex((byte) => (byte < 32 && !ALLOWED_CONTROLS.includes(byte)) || byte === 127);
  if (control !== -1) {
    throw new Refusal('file-unreadable', `Zeile ${lineAt(bytes, control)}: Steuerzeichen im Text.`);
  }
}

function firstBadLine(bytes: Buffer, encoding: 'utf-8' | 'windows-1252'): number | undefined {
  if (encoding === 'windows-1252') {
    const bad = bytes.findIndex((byte) => UNDEFINED_1252.includes(byte));
    return bad === -1 ? undefined : lineAt(bytes, bad);
  }
  if (isUtf8(bytes)) return undefined;
  // A line break is never part of a longer character, so lines can be tried one by one.
  for (let line = 1, from = 0; from <= bytes.length; line += 1) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to + 1;
  }
  return 1;
}

/**
 * Text of a file in exactly the stated encoding. A byte that does not belong to it is refused with its line; so is
 * UTF-8 under a Windows-1252 profile, which would otherwise read as two wrong letters without an error.
 */
export function decodeStrictly(bytes: Buffer, encoding: 'utf-8' | 'windows-1252'): string {
  refuseBinary(bytes);
  const line = firstBadLine(bytes, encoding);
  if (line !== undefined) {
    throw new Refusal(
      'file-unreadable',
      `Zeile ${line}: Die Zeichen passen nicht zur Kodierung ${NAMES[encoding]}.`,
    );
  }
  if (encoding === 'windows-1252' && bytes.some((byte) => byte > 127) && isUtf8(bytes)) {
    const first = bytes.findIndex((byte) => byte > 127);
    throw new Refusal(
      'file-unreadable',
      `Zeile ${lineAt(bytes, first)}: Die Datei ist in UTF-8 gespeichert; das Profil liest Windows-1252.`,
    );
  }
  return new TextDecoder(encoding).decode(bytes);
}
