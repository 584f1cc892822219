import type { Encoding } from '../file-shape.ts';
import type { Proposal } from './proposal.ts';
import { countText } from './proposal.ts';

const LF = 10;
const CR = 13;

/** How many bytes follow the first one of a character in UTF-8; -1 = no character begins so. */
function following(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 1;
  if (byte >= 0xe0 && byte <= 0xef) return 2;
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : -1;
}

/** Counts what the bytes of a whole text file say about its encoding; pieces in the file's order. */
export class ByteCensus {
  #line = 1;
  #afterCr = false;
  #read = 0;
  readonly #start: number[] = [];
  /** Zero bytes at even and odd places: the empty halves of UTF-16. */
  readonly #zeros: [number, number] = [0, 0];
  #open = 0;
  #openLine = 1;
  /** Characters of several bytes that are UTF-8, and where the first stands. */
  #wide = 0;
  #firstWide = 0;
  #broken = 0;
  #firstBroken = 0;
  /** Bytes that Windows-1252 has letters for and ISO 8859-15 has not. */
  #windows = 0;
  /** `¤` in Windows-1252, `€` in ISO 8859-15. */
  #euro = 0;

  take(piece: Uint8Array): void {
    for (const byte of piece) this.#look(byte);
  }

  #look(byte: number): void {
    if (this.#read < 4) this.#start.push(byte);
    if (byte === 0) this.#zeros[this.#read % 2 === 0 ? 0 : 1] += 1;
    this.#read += 1;
    this.#countLine(byte);
    if (this.#open > 0 && (byte & 0xc0) === 0x80) {
      this.#open -= 1;
      if (this.#open === 0) {
        this.#wide += 1;
        this.#firstWide ||= this.#openLine;
      }
      return;
    }
    if (this.#open > 0) this.#break(this.#openLine);
    this.#open = 0;
    if (byte < 0x80) return;
    if (byte >= 0x80 && byte <= 0x9f) this.#windows += 1;
    if (byte === 0xa4) this.#euro += 1;
    const more = following(byte);
    if (more === -1) this.#break(this.#line);
    else {
      this.#open = more;
      this.#openLine = this.#line;
    }
  }

  #countLine(byte: number): void {
    if (byte === CR || (byte === LF && !this.#afterCr)) this.#line += 1;
    this.#afterCr = byte === CR;
  }

  #break(line: number): void {
    this.#broken += 1;
    this.#firstBroken ||= line;
  }

  #starts(...bytes: number[]): boolean {
    return bytes.every((byte, at) => this.#start[at] === byte);
  }

  /** The encoding, after the last piece. */
  propose(): Proposal<Encoding> {
    if (this.#open > 0) this.#break(this.#openLine);
    this.#open = 0;
    const none = { others: [] };
    if (this.#starts(0xef, 0xbb, 0xbf))
      return { value: 'utf-8', reason: 'Die Datei beginnt mit der Kennung von UTF-8.', ...none };
    if (this.#starts(0xff, 0xfe) || this.#starts(0xfe, 0xff))
      return { value: 'utf-16', reason: 'Die Datei beginnt mit der Kennung von UTF-16.', ...none };
    if (Math.max(this.#zeros[0], this.#zeros[1]) * 4 > this.#read)
      return { value: 'utf-16', reason: 'Fast jedes zweite Byte ist leer, wie in UTF-16.', ...none };
    if (this.#broken > 0) return this.#singleByte();
    if (this.#wide > 0) {
      const reason = `${countText(this.#wide)} Zeichen sind keine einfachen Buchstaben; alle sind gültiges UTF-8 (das erste in Zeile ${this.#firstWide}).`;
      return { value: 'utf-8', reason, ...none };
    }
    const same = 'Die Datei enthält nur Zeichen, die in jeder Kodierung gleich sind.';
    return {
      value: 'utf-8',
      reason: same,
      others: [{ value: 'windows-1252', reason: 'wenn künftige Dateien aus Windows kommen' }],
    };
  }

  #singleByte(): Proposal<Encoding> {
    if (this.#wide > 0 && this.#wide * 20 > this.#broken) {
      const reason = `Die Datei mischt Kodierungen: Zeile ${this.#firstWide} ist UTF-8, Zeile ${this.#firstBroken} nicht. So wird sie nicht gelesen.`;
      return { value: null, reason, others: [] };
    }
    const reason = `Zeile ${this.#firstBroken} ist kein gültiges UTF-8; ${countText(this.#broken)} Stellen passen zu einer Datei aus Windows.`;
    if (this.#euro > 0 && this.#windows === 0)
      return {
        value: null,
        reason: `${reason} ${countText(this.#euro)}-mal steht ein Zeichen, das je nach Kodierung „¤“ oder „€“ heißt.`,
        others: [
          { value: 'windows-1252', reason: 'dann steht dort „¤“' },
          { value: 'iso-8859-15', reason: 'dann steht dort „€“' },
        ],
      };
    return { value: 'windows-1252', reason, others: [] };
  }
}
