import type { IndicatorKind } from './terms.ts';

/**
 * A value in the smallest unit of its kind, always whole: pieces of a count, hundredths of a percent of a share,
 * ten-thousandths of a level.
 */
const DECIMALS: Record<IndicatorKind, 0 | 2 | 4> = { count: 0, share: 2, level: 4 };
const scaleOf = (kind: IndicatorKind): number => 10 ** DECIMALS[kind];

/** The largest count that is taken. */
export const MOST_COUNTED = 1_000_000_000;
/** A share of everything. */
export const WHOLE = 100 * scaleOf('share');
/** The largest bound of a model of levels. */
export const MOST_LEVEL = 100;

/** A level of a model in the smallest unit. */
export function levelValue(level: number): number {
  return level * scaleOf('level');
}

/** What was measured: of a share what was counted of a total. */
export interface Measured {
  value: number;
  total: number | null;
}

/** A measurement in the smallest unit of its kind, rounded half up; null where there is nothing to take a share of. */
export function valueOf(kind: IndicatorKind, { value, total }: Measured): number | null {
  if (kind !== 'share') return value;
  return total === null || total === 0 ? null : Math.round((value * WHOLE) / total);
}

function fromDigits(kind: IndicatorKind, whole: string, part: string): number | undefined {
  const cut = part.replace(/0+$/u, '');
  if (cut.length > DECIMALS[kind]) return undefined;
  const value = Number(`${whole}${cut.padEnd(DECIMALS[kind], '0')}`);
  return value <= MOST_COUNTED ? value : undefined;
}

/** Reads `1.250`, `62,5` or `2,75` as they are typed; undefined for anything else, and for more decimals than the kind has. */
export function parseValue(kind: IndicatorKind, text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/u.exec(text.trim());
  return match ? fromDigits(kind, (match[1] ?? '').replaceAll('.', ''), match[2] ?? '') : undefined;
}

/** Reads the decimal text of a file (`2.75`); undefined where the kind has no such value. */
export function readDecimal(kind: IndicatorKind, text: string): number | undefined {
  const match = /^(\d+)(?:\.(\d+))?$/u.exec(text);
  return match ? fromDigits(kind, match[1] ?? '', match[2] ?? '') : undefined;
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/gu, '.');

/** `1.250`, `62,5` or `2,75`: without zeros that say nothing. */
export function formatValue(kind: IndicatorKind, value: number): string {
  const digits = String(Math.abs(value)).padStart(DECIMALS[kind] + 1, '0');
  const at = digits.length - DECIMALS[kind];
  const part = digits.slice(at).replace(/0+$/u, '');
  return `${value < 0 ? '−' : ''}${grouped(digits.slice(0, at))}${part === '' ? '' : `,${part}`}`;
}

/** `1.250 Arbeitsplätze`, `62,5 %` or `Stufe 2,75`. */
export function valueText(kind: IndicatorKind, value: number, unit: string): string {
  const digits = formatValue(kind, value);
  if (kind === 'share') return `${digits} %`;
  return kind === 'level' ? `Stufe ${digits}` : `${digits} ${unit}`;
}

/** `50 von 80 Gebäude`: what a share was counted of; null for the other kinds. */
export function countedText({ value, total }: Measured, unit: string): string | null {
  return total === null ? null : `${grouped(String(value))} von ${grouped(String(total))} ${unit}`;
}
