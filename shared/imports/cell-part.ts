import * as z from 'zod';
import type { Read } from '../read.ts';
import { wholeNumber } from './cell.ts';
import type { Cell } from './cell.ts';
import { readDate } from './dates.ts';
import type { DateFormat } from './terms.ts';

const mark = z.string().min(1, 'Bitte das Zeichen nennen, an dem geteilt wird.').max(10);
const count = z
  .int('Erwartet wird eine Anzahl von Zeichen.')
  .min(1, 'Erwartet wird mindestens 1 Zeichen.')
  .max(100);

/** Which part of a cell is meant. A mark that does not occur leaves `before` the whole text and `after` nothing. */
export const CellPart = z.discriminatedUnion('take', [
  z.strictObject({ take: z.literal('before'), mark }),
  z.strictObject({ take: z.literal('after'), mark }),
  z.strictObject({ take: z.literal('first'), count }),
  z.strictObject({ take: z.literal('last'), count }),
  z.strictObject({ take: z.literal('middle'), from: count, count }),
  /** `103808.0`, `103808,00` and `1.03808E5` are 103808; any other fraction is a fault. */
  z.strictObject({ take: z.literal('integer') }),
  /** The year of a date, or the one year that stands in a text (`HHJ 2021`). */
  z.strictObject({ take: z.literal('year') }),
]);
export type CellPart = z.infer<typeof CellPart>;

function integerOf(text: string): Read<string> {
  if (text === '') return { value: '' };
  const plain = /^(\d+)(?:[.,]0*)?$/u.exec(text)?.[1];
  const whole = plain ?? wholeNumber({ number: text.replace(',', '.') });
  return whole === undefined ? { fault: 'Erwartet wird eine ganze Zahl.' } : { value: whole };
}

function yearOf(cell: Cell, text: string, format: DateFormat): Read<string> {
  if (text === '') return { value: '' };
  const isDate = typeof cell === 'object' && ('date' in cell || ('number' in cell && cell.means === 'date'));
  const date = isDate || !/^\d{4}$/u.test(text) ? readDate(cell, format) : { fault: '' };
  if (date.fault === undefined) return { value: date.value.slice(0, 4) };
  const years = text.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/gu) ?? [];
  const [year] = new Set(years);
  return year !== undefined && new Set(years).size === 1
    ? { value: year }
    : { fault: 'Hier steht kein eindeutiges Jahr.' };
}

/** The part of a cell that a profile means; `text` is the cell without padding. */
export function partOf(cell: Cell, text: string, part: CellPart, format: DateFormat): Read<string> {
  if (part.take === 'integer') return integerOf(text);
  if (part.take === 'year') return yearOf(typeof cell === 'string' ? text : cell, text, format);
  if (part.take === 'first') return { value: text.slice(0, part.count).trim() };
  if (part.take === 'last') return { value: text.slice(-part.count).trim() };
  if (part.take === 'middle') return { value: text.slice(part.from - 1, part.from - 1 + part.count).trim() };
  const at = text.indexOf(part.mark);
  if (part.take === 'before') return { value: (at === -1 ? text : text.slice(0, at)).trim() };
  return { value: at === -1 ? '' : text.slice(at + part.mark.length).trim() };
}

/** Whether a part may be taken of any cell, also one that is a date. */
export function readsDates(part: CellPart | undefined): boolean {
  return part?.take === 'year';
}
