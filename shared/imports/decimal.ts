import type { Read } from './amount.ts';
import type { NumberFormat } from './file-shape.ts';

const escaped = (mark: string): string => (mark === '.' ? '\\.' : mark);

/**
 * Reads a number that is not money, exactly as the profile writes it, and keeps it as decimal text: `-12.5`, never a
 * float. At most 15 digits before and `places` after the mark; nothing is rounded.
 */
export function readDecimal(text: string, format: NumberFormat, places: number): Read<string> {
  const mark = escaped(format.decimal);
  const group = format.thousands === null ? '' : escaped(format.thousands);
  const whole = group === '' ? '\\d+' : `\\d{1,3}(?:${group}\\d{3})+|\\d+`;
  const match = new RegExp(`^(-?)(${whole})(?:${mark}(\\d+))?$`, 'u').exec(
    text.trim().replace(/\u2212/gu, '-'),
  );
  if (!match) return { fault: 'Erwartet wird eine Zahl in der Schreibweise des Profils.' };
  const digits = (match[2] ?? '').replace(/\D/gu, '').replace(/^0+(?=\d)/u, '');
  const fraction = (match[3] ?? '').replace(/0+$/u, '');
  if (digits.length > 15) return { fault: 'Die Zahl ist zu groß.' };
  if (fraction.length > places) return { fault: `Erlaubt sind höchstens ${places} Nachkommastellen.` };
  const value = fraction === '' ? digits : `${digits}.${fraction}`;
  return { value: match[1] === '-' && value !== '0' ? `-${value}` : value };
}
