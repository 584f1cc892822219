import type { Read } from '../read.ts';
import { decimalDigits } from './decimal-digits.ts';
import type { NumberFormat } from './file-shape.ts';

/**
 * Reads a number that is not money, exactly as the profile writes it, and keeps it as decimal text: `-12.5`, never a
 * float. At most 15 digits before and `places` after the mark; nothing is rounded.
 */
export function readDecimal(text: string, format: NumberFormat, places: number): Read<string> {
  const read = decimalDigits(text, format);
  if (read.fault !== undefined) return read;
  const digits = read.value.whole.replace(/^0+(?=\d)/u, '');
  const fraction = read.value.fraction.replace(/0+$/u, '');
  if (digits.length > 15) return { fault: 'Die Zahl ist zu groß.' };
  if (fraction.length > places) return { fault: `Erlaubt sind höchstens ${places} Nachkommastellen.` };
  const value = fraction === '' ? digits : `${digits}.${fraction}`;
  return { value: read.value.negative && value !== '0' ? `-${value}` : value };
}
