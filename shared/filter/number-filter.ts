import { divideHalfAway } from '../money.ts';
import type { Comparison, NotRead, Operator, Reader, Span } from './comparison.ts';

/** A number column: what is stored, how it is shown, and which units may be typed behind a number. */
export interface NumberScale {
  /** Stored units of the shown 1: 100 000 cents of a column in Tsd. €. */
  one: number;
  /** Stored units of the last digit shown: 100 000 in Tsd. € without decimals. */
  step: number;
  /** What a typed unit stands for, in stored units. */
  units: Readonly<Record<string, number>>;
  /** The unit in words behind a number. */
  unit: string;
}

const NUMBER = /^([-+]?) ?(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,15})(?:,(\d{1,6}))? ?([^\d\s.,].*)?$/u;

interface Typed {
  sign: string;
  /** Digits without grouping and comma. */
  digits: bigint;
  /** 10 to the number of decimals typed. */
  power: bigint;
  one: bigint;
  ownUnit: boolean;
}

function readTyped(text: string, { one, units }: NumberScale): Typed | NotRead | undefined {
  const match = NUMBER.exec(text);
  if (!match) {
    if (/^[-+]? ?\d[\d ]*\.\d{1,2}$/u.test(text) || /^[-+]? ?[\d,]+\.\d+$/u.test(text))
      return { fault: 'Nachkommastellen stehen nach einem Komma, der Punkt trennt Tausender' };
    return undefined;
  }
  const [, sign = '', whole = '', decimals = '', typedUnit] = match;
  const unit = typedUnit?.trim();
  const scale = unit === undefined ? one : units[unit];
  if (scale === undefined) return undefined;
  return {
    sign,
    digits: BigInt(`${whole.replace(/[. ]/gu, '')}${decimals}`),
    power: 10n ** BigInt(decimals.length),
    one: BigInt(scale),
    ownUnit: scale !== one,
  };
}

/** The whole stored numbers around a typed one: equal when it is one itself, else the one below and the one above. */
function spanOf({ sign, digits, power, one }: Typed): Span<number> {
  const scaled = digits * one;
  const [below, rest] = [scaled / power, scaled % power];
  const above = rest === 0n ? below : below + 1n;
  return sign === '-'
    ? { from: -Number(below), to: -Number(above) }
    : { from: Number(above), to: Number(below) };
}

function grouped(value: bigint): string {
  return String(value).replace(/\B(?=(\d{3})+$)/gu, '.');
}

/** A stored number as text in the shown unit, exact, without decimals that are zero. */
function exactText(value: number, { one, unit }: NumberScale): string {
  const magnitude = BigInt(Math.abs(value));
  const places = String(one).length - 1;
  const decimals = String(magnitude % BigInt(one))
    .padStart(places, '0')
    .replace(/0+$/u, '');
  const text = `${value < 0 ? '−' : ''}${grouped(magnitude / BigInt(one))}${decimals ? `,${decimals}` : ''}`;
  return `${text}${unit ? `\u00a0${unit}` : ''}`;
}

/** Whether a stored number reads as typed, as far as digits were typed: `1025` finds what is shown as 1.025 or 1.025,37. */
function looksLike(value: number, typed: Typed, step: bigint): boolean {
  if ((typed.sign === '-' && value >= 0) || (typed.sign === '+' && value <= 0)) return false;
  const exact = BigInt(Math.abs(value));
  // Digits finer than those shown, or another unit, mean the exact figure.
  const shown = typed.ownUnit || typed.one < step * typed.power ? exact : divideHalfAway(exact, step) * step;
  return typed.digits === 0n ? shown === 0n : (shown * typed.power) / typed.one === typed.digits;
}

const WORDS: Record<Operator, string> = {
  '<': 'unter',
  '<=': 'höchstens',
  '>': 'über',
  '>=': 'mindestens',
  '=': 'genau',
  '≠': 'nicht',
};

function find(text: string, scale: NumberScale): Comparison<number> | NotRead | undefined {
  const typed = readTyped(text, scale);
  if (typed === undefined || 'fault' in typed) return typed;
  const step = BigInt(scale.step);
  const unit = typed.ownUnit || scale.unit === '' || /\D$/u.test(text) ? '' : `\u00a0${scale.unit}`;
  return { passes: (value) => looksLike(value, typed, step), words: `${text.replace('-', '−')}${unit}` };
}

/** How numbers of a column are read: German grouping, comma, sign with or without a blank, unit behind. */
export function numberReader(scale: NumberScale): Reader<number> {
  return {
    read: (text) => {
      const typed = readTyped(text, scale);
      return typed === undefined || 'fault' in typed ? typed : spanOf(typed);
    },
    find: (text) => find(text, scale),
    say: (value) => exactText(value, scale),
    words: WORDS,
  };
}
