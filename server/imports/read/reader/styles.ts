import type { NumberMeaning } from '#shared/imports/cell.ts';
import { LIMITS, Refusal } from './task.ts';
import type { XmlEvents } from './xml.ts';

/** What a cell's format says about its number. */
export interface NumberStyle {
  means?: NumberMeaning;
  /** Digits a format of zeros fills up to: `0000000` shows 42 as 0000042. */
  digits?: number;
}

/** Number formats every workbook has without naming them (ECMA-376, 18.8.30); 27 to 36 and 50 to 58 are dates of East Asia. */
const BUILT_IN_DATES: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
const BUILT_IN_PERCENT = [9, 10];

function builtIn(id: number): NumberStyle {
  if (BUILT_IN_PERCENT.includes(id)) return { means: 'percent' };
  return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to) ? { means: 'date' } : {};
}

/** What a format shows: without texts in quotes, escaped signs, colours and currencies in brackets, blanks of a width. */
export function styleOf(code: string): NumberStyle {
  const bare = code
    .replace(/"[^"]*"/gu, '')
    .replace(/[\\_*]./gu, '')
    .replace(/\[(?:h+|m+|s+)\]/giu, 'h')
    .replace(/\[[^\]]*\]/gu, '');
  const [first = ''] = bare.split(';');
  if (first.includes('%')) return { means: 'percent' };
  if (/^(?:general|standard)?$/iu.test(first.trim())) return {};
  if (/[dmyhs]/iu.test(first.replace(/E[+-]/gu, ''))) return { means: 'date' };
  return /^0{2,20}$/u.test(first) ? { digits: first.length } : {};
}

/** Follows the styles part: formats by cell style, in the order in which cells name them. */
export class StyleReader implements XmlEvents {
  readonly styles: NumberStyle[] = [];
  readonly #codes = new Map<number, string>();
  #inCells = false;

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'numFmt') this.#codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
    if (name === 'cellXfs') this.#inCells = true;
    if (name === 'xf' && this.#inCells) this.#add(Number(attribute('numFmtId') ?? '0'));
  }

  close(name: string): void {
    if (name === 'cellXfs') this.#inCells = false;
  }

  #add(id: number): void {
    if (this.styles.length >= LIMITS.styles)
      throw new Refusal('unpacked-too-large', 'Die Excel-Datei hat zu viele Zellformate.');
    const code = this.#codes.get(id);
    this.styles.push(code === undefined ? builtIn(id) : styleOf(code));
  }
}
