import { isUtf8 } from 'node:buffer';
import { Refusal } from './task.ts';

const NAMES = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252', 'iso-8859-15': 'ISO 8859-15' } as const;
export type Encoding = keyof typeof NAMES;

const TAB = 0x09;
const FORM_FEED = 0x0c;
const LF = 0x0a;
const CR = 0x0d;

/** What a byte may be: nothing to look at, a line's end, a sign no text holds, or above ASCII. */
const PLAIN = 0;
const BREAK = 1;
const CONTROL = 2;
const HIGH = 3;
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === LF || byte === CR) return BREAK;
  if ((byte < 32 && byte !== TAB) || byte === 127) return CONTROL;
  return byte > 127 ? HIGH : PLAIN;
});

/** Bytes that Windows-1252 leaves undefined; the platform's decoder would let them pass. */
const UNDEFINED_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/** Length of the sequence a byte begins in UTF-8; 1 also for what begins none. */
function sequenceLength(byte: number): number {
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
}

/** Where the first sequence begins that is no UTF-8. */
function firstFault(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] ?? 0);
    if (!isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

/** Bytes at the end that begin a character whose rest comes with the next piece. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

/**
 * UTF-8 that no German text in Windows-1252 looks like: `Ã` or `Â` before a sign from 80 to BF, `â` before `€` and the
 * like. Other pairs are words: `Gruß“` is ß and a quotation mark.
 */
function isForeignUtf8(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  if (byte === 0xc2 || byte === 0xc3) return isUtf8(bytes.subarray(at, at + 2));
  return byte === 0xe2 && (bytes[at + 1] ?? 0) <= 0x84 && isUtf8(bytes.subarray(at, at + 3));
}

/**
 * Text of a file in exactly the stated encoding, piece by piece. A byte that does not belong to it is refused with line
 * and place as an editor counts them (LF, CRLF and CR each end a line); so is UTF-8 under a Windows-1252 profile, which
 * would otherwise read as two wrong letters without an error.
 */
export class StrictDecoder {
  readonly #encoding: Encoding;
  readonly #pageBreaks: boolean;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  /** Begun characters of the piece before. */
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;
  /** Characters of the line so far. */
  #column = 0;
  #afterCr = false;
  #isFirst = true;
  /** Line and place of the first byte above ASCII, while all such bytes so far are UTF-8. */
  #firstHigh: { line: number; column: number } | undefined;
  #allUtf8 = true;

  /** `pageBreaks`: a printed list may hold form feeds. */
  constructor(encoding: Encoding, pageBreaks = false) {
    this.#encoding = encoding;
    this.#pageBreaks = pageBreaks;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: false });
  }

  /** Throws `Refusal`. */
  take(piece: Buffer): string {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const whole = bytes.length - unfinished(bytes);
    this.#rest = Buffer.from(bytes.subarray(whole));
    return this.#decode(bytes.subarray(0, whole));
  }

  /** What is left at the end of the file. Throws `Refusal`. */
  end(): string {
    const left = this.#rest;
    this.#rest = Buffer.alloc(0);
    const text = this.#decode(left);
    if (this.#encoding !== 'utf-8' && this.#allUtf8 && this.#firstHigh) {
      const { line } = this.#firstHigh;
      throw new Refusal(
        'file-unreadable',
        `Zeile ${line}: Die Datei ist in UTF-8 gespeichert; das Profil liest ${NAMES[this.#encoding]}.`,
      );
    }
    return text;
  }

  #decode(bytes: Buffer): string {
    if (this.#isFirst && bytes.length > 0) this.#refuseOtherFiles(bytes);
    const valid = isUtf8(bytes);
    const limit = this.#encoding === 'utf-8' && !valid ? firstFault(bytes) : bytes.length;
    this.#look(bytes, limit);
    if (limit < bytes.length)
      this.#refuse(`Die Zeichen passen nicht zur Kodierung ${NAMES[this.#encoding]}.`);
    this.#allUtf8 &&= valid;
    this.#isFirst &&= bytes.length === 0;
    return this.#decoder.decode(bytes, { stream: true });
  }

  /** Follows lines and places, and refuses signs that no text of the encoding holds. */
  #look(bytes: Buffer, limit: number): void {
    const single = this.#encoding !== 'utf-8';
    for (let at = 0; at < limit; at += 1) {
      const byte = bytes[at] ?? 0;
      const kind = KINDS[byte];
      if (kind === BREAK) {
        // CRLF is one line's end, also where a piece ends between the two.
        if (byte === CR || !this.#afterCr) this.#line += 1;
        this.#column = 0;
        this.#afterCr = byte === CR;
        continue;
      }
      this.#afterCr = false;
      if (kind === CONTROL) this.#refuseControl(byte);
      if (kind === HIGH) this.#lookAtHigh(bytes, at, single);
      // In UTF-8 only the first byte of a character counts.
      if (single || (byte & 0xc0) !== 0x80) this.#column += 1;
    }
  }

  #lookAtHigh(bytes: Buffer, at: number, single: boolean): void {
    this.#firstHigh ??= { line: this.#line, column: this.#column + 1 };
    if (!single) return;
    const byte = bytes[at] ?? 0;
    // ISO 8859-15 has control signs where Windows-1252 has its own letters.
    const isForeign = this.#encoding === 'windows-1252' ? UNDEFINED_1252.includes(byte) : byte < 0xa0;
    if (isForeign) this.#refuse(`Die Zeichen passen nicht zur Kodierung ${NAMES[this.#encoding]}.`);
    if (isForeignUtf8(bytes, at)) {
      const foreign = bytes.subarray(at, at + sequenceLength(bytes[at] ?? 0));
      const seen = new TextDecoder(this.#encoding).decode(foreign);
      this.#refuse(
        `Hier steht „${seen}“ für „${foreign.toString('utf8')}“: Die Zeile ist in UTF-8 gespeichert, nicht in ${NAMES[this.#encoding]}; das Profil liest ${NAMES[this.#encoding]}.`,
      );
    }
  }

  #refuseControl(byte: number): void {
    if (byte === FORM_FEED && this.#pageBreaks) return;
    if (byte !== 0) return this.#refuse('Steuerzeichen im Text.');
    throw new Refusal('file-type-refused', `Zeile ${this.#line}: Das ist keine Textdatei (Nullbyte).`);
  }

  #refuse(detail: string): never {
    throw new Refusal('file-unreadable', `Zeile ${this.#line}, Zeichen ${this.#column + 1}: ${detail}`);
  }

  #refuseOtherFiles(bytes: Buffer): void {
    const starts = (...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
    if (starts(0x50, 0x4b, 3, 4)) {
      throw new Refusal(
        'file-type-refused',
        'Das ist eine Excel-Datei oder ein Archiv; das Profil liest CSV.',
      );
    }
    if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) {
      throw new Refusal('file-unreadable', 'Zeile 1: Die Datei ist in UTF-16 gespeichert.');
    }
    const nul = bytes.indexOf(0);
    if (nul !== -1) {
      const before = bytes.toString('latin1', 0, nul).split(/\r\n|\r|\n/u).length;
      throw new Refusal('file-type-refused', `Zeile ${before}: Das ist keine Textdatei (Nullbyte).`);
    }
  }
}
