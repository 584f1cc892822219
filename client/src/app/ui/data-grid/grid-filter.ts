import { parseDate } from '#shared/calendar.ts';
import { formatEuro, formatThousands, parseEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { MoneyUnit } from '../money.ts';
import type { GridColumn, GridKind } from './grid-column.ts';

/** Stored units per typed unit: `1,5` in a column of Tsd. € is 150 000 cents. */
const MONEY_SCALE: Record<MoneyUnit, number> = { euro: 1, thousands: 1_000, millions: 1_000_000 };

const OPERATOR = /^(<=|>=|<|>|=|bis|ab|≤|≥)?\s*(.+)$/u;

type Compare = (a: number | string, b: number | string) => boolean;

const COMPARE: Record<string, Compare> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '≤': (a, b) => a <= b,
  bis: (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '≥': (a, b) => a >= b,
  ab: (a, b) => a >= b,
  '=': (a, b) => a === b,
};

/** A number as typed (`1.234,5`, `-3`, `1234`) in ten-thousandths, so that no float is ever compared. */
function typedNumber(text: string): number | undefined {
  const match = /^([-−]?)(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,(\d{1,4}))?$/u.exec(text.trim());
  if (!match) return undefined;
  const amount = Number(`${match[2]?.replaceAll('.', '')}${(match[3] ?? '').padEnd(4, '0')}`);
  return match[1] ? -amount : amount;
}

/** The typed text in the column's stored unit; undefined when it is not a value of this kind. */
function typedValue(text: string, kind: GridKind, unit: MoneyUnit): number | string | undefined {
  if (kind === 'date') return parseDate(text);
  if (kind === 'cents' && unit === 'euro') {
    const cents = parseEuro(text);
    if (cents !== undefined) return cents;
  }
  const number = typedNumber(text.replace(/\s*(T|Tage|€)$/iu, ''));
  if (number === undefined) return undefined;
  if (kind === 'fte') return number;
  return kind === 'cents' ? (number * MONEY_SCALE[unit]) / 100 : number / 10_000;
}

/** What is shown of a value, for filters that are plain text. */
function shown(value: number | string, kind: GridKind, unit: MoneyUnit): string {
  if (kind === 'date') return String(value).split('-').toReversed().join('.');
  if (kind !== 'cents') return String(value);
  return unit === 'thousands' ? formatThousands(value as Cents) : formatEuro(value as Cents);
}

/**
 * Whether a value passes what was typed above its column. Words: every word must occur, in any order.
 * Numbers and dates: `< 0`, `>= 1.000`, `bis 31.07.2021`, `ab 01.07.2021`; anything else looks for the
 * text as it is shown, so `07.2021` finds a month. A light must be the word chosen.
 */
export function passesFilter<Row>(
  column: Pick<GridColumn<Row>, 'kind' | 'unit'>,
  value: string | number | null,
  typed: string,
): boolean {
  const text = typed.trim().toLocaleLowerCase('de');
  if (text === '') return true;
  const { kind, unit = 'euro' } = column;
  if (text === '–') return value === null;
  if (value === null) return false;
  if (kind === 'light') return value === text;
  if (kind === 'text') {
    const hay = String(value).toLocaleLowerCase('de');
    return text.split(/\s+/u).every((word) => hay.includes(word));
  }
  const [, operator, rest = ''] = OPERATOR.exec(text) ?? [];
  if (operator === undefined) return shown(value, kind, unit).includes(text.replace(/^-/u, '−'));
  const limit = typedValue(rest, kind, unit);
  return limit !== undefined && (COMPARE[operator]?.(value, limit) ?? false);
}

/** What the filter field of a column suggests. */
export function filterHint(kind: GridKind): string {
  if (kind === 'text') return 'enthält …';
  return kind === 'date' ? 'z. B. bis 31.07.2021' : 'z. B. < 0';
}
