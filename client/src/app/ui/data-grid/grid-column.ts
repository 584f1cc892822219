import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { formatFteExact } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import type { FilterColumn, FilterKind, FilterValue } from '#shared/filter/filter.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type { Light, Trend } from '#shared/light.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { slipText } from '../iso-date-pipe.ts';
import { moneyText } from '../money.ts';
import type { MoneyUnit } from '../money.ts';
import { lightCountsNode, lightNode, twoLines } from './grid-cells.ts';

/** How a column sorts, is filtered by typing, and is copied. `cents` and `fte` are their integers. */
export type GridKind = FilterKind;

/** One figure of a column that draws several. */
export interface GridFigure<Row> {
  label: string;
  value: (row: Row) => number | null;
}

/** A column as a page describes it; made by the functions below. */
export interface GridColumn<Row> {
  key: string;
  label: string;
  kind: GridKind;
  /** What sorting and filtering look at; null sorts last and is shown as `–`. */
  value: (row: Row) => string | number | null;
  /** The cell; drawn anew whenever its row changes. Never HTML text, so that the page's CSP holds. */
  draw: (row: Row) => Node;
  /** The unit money is shown in; typed filters are read in it. The head names it, see `headOf`. */
  unit?: MoneyUnit;
  /** The figures of a cell that shows several, the one of `value` last; each is filtered and copied by its name. */
  figures?: readonly GridFigure<Row>[];
  /** The date a cell of words shows; it can be compared too. */
  date?: (row: Row) => IsoDate | null;
  /** Show Σ of the shown rows at the foot. */
  sum?: boolean;
  /** The foot's cell drawn by the page, e.g. counts of lights or a bar of sums. */
  drawSum?: (rows: readonly Row[]) => Node;
  /** What the filter field suggests, where the kind's own hint says too little. */
  hint?: string;
  width?: number;
  /** Takes the room that is left over, in proportion. */
  grow?: number;
  /** Not shown until chosen. */
  hidden?: boolean;
  sort?: 'asc' | 'desc';
}

const UNIT_WORDS: Record<MoneyUnit, string> = { euro: '€', thousands: 'Tsd. €', millions: 'Mio. €' };

/** The head of a column: its label, and for money the unit its figures are shown in. */
export function headOf<Row>({ label, kind, unit = 'euro' }: GridColumn<Row>): string {
  return kind === 'cents' ? `${label}, ${UNIT_WORDS[unit]}` : label;
}

/** What the reader of filters must know of a column. */
export function filterColumn<Row>({ kind, unit, figures, date }: GridColumn<Row>): FilterColumn {
  return {
    kind,
    ...(unit ? { unit } : {}),
    ...(figures ? { figures: figures.map((figure) => figure.label) } : {}),
    ...(date ? { dated: true } : {}),
  };
}

const values = new WeakMap<object, WeakMap<object, string | number | null>>();

/** A column's value of a row, worked out once: sorting and each letter of a filter ask for those of all rows. */
export function valueOf<Row extends object>(column: GridColumn<Row>, row: Row): string | number | null {
  const own = values.get(column) ?? new WeakMap<object, string | number | null>();
  values.set(column, own);
  const known = own.get(row);
  if (known !== undefined) return known;
  const value = column.value(row);
  own.set(row, value);
  return value;
}

/** What a filter looks at in a row. */
export function filterValue<Row extends object>(column: GridColumn<Row>, row: Row): FilterValue {
  const { figures, date } = column;
  return {
    value: valueOf(column, row),
    ...(figures ? { figures: figures.map((figure) => figure.value(row)) } : {}),
    ...(date ? { date: date(row) } : {}),
  };
}

interface Common {
  key: string;
  label: string;
  hint?: string;
  width?: number;
  grow?: number;
  hidden?: boolean;
  sort?: 'asc' | 'desc';
}

type Second<Row> = (row: Row) => string | null;

/** Words; line 2 is its source or difference. The second line is searched by the filter too. */
export function textColumn<Row>(
  column: Common & {
    value: (row: Row) => string | null;
    second?: Second<Row>;
    strong?: boolean;
    /** The date that a line shows. */
    date?: (row: Row) => IsoDate | null;
  },
): GridColumn<Row> {
  const { value, second, strong, ...common } = column;
  return {
    ...common,
    kind: 'text',
    value: (row) => [value(row), second?.(row)].filter(Boolean).join(' · ') || null,
    draw: (row) => twoLines(value(row) ?? '–', second?.(row), { strong: strong ?? false }),
  };
}

/** Money in cents; red where `balance` says that a negative amount is a shortfall. Copied exactly, in euro. */
export function moneyColumn<Row>(
  column: Common & {
    cents: (row: Row) => Cents | null;
    unit?: MoneyUnit;
    second?: Second<Row>;
    sum?: boolean;
    balance?: boolean;
    strong?: boolean;
  },
): GridColumn<Row> {
  const { cents, second, balance, strong, unit = 'euro', ...common } = column;
  return {
    ...common,
    unit,
    kind: 'cents',
    value: cents,
    draw: (row) => {
      const amount = cents(row);
      const tone = amount === 0 ? 'zero' : balance && amount !== null && amount < 0 ? 'neg' : '';
      const cell = twoLines(moneyText(amount, unit), second?.(row), { strong: strong ?? false, tone });
      if (amount !== null && unit !== 'euro') cell.title = `${formatEuro(amount)} €`;
      return cell;
    },
  };
}

/** A date; line 2 often its slip. */
export function dateColumn<Row>(
  column: Common & { date: (row: Row) => IsoDate | null; second?: Second<Row> },
): GridColumn<Row> {
  const { date, second, ...common } = column;
  return {
    ...common,
    kind: 'date',
    value: date,
    draw: (row) => {
      const day = date(row);
      return twoLines(day ? formatDate(day) : '–', second?.(row));
    },
  };
}

/** A slip in calendar days, `+84 T`; late ones are bold. */
export function daysColumn<Row>(column: Common & { days: (row: Row) => number | null }): GridColumn<Row> {
  const { days, ...common } = column;
  return {
    ...common,
    kind: 'days',
    value: days,
    draw: (row) => twoLines(slipText(days(row)), null, { strong: (days(row) ?? 0) > 0 }),
  };
}

/** Whole numbers. */
export function integerColumn<Row>(
  column: Common & { count: (row: Row) => number | null; second?: Second<Row>; sum?: boolean },
): GridColumn<Row> {
  const { count, second, ...common } = column;
  return {
    ...common,
    kind: 'integer',
    value: count,
    draw: (row) => twoLines(count(row) === null ? '–' : String(count(row)), second?.(row)),
  };
}

/** Full-time equivalents in ten-thousandths, shown with four decimals. */
export function fteColumn<Row>(
  column: Common & { fte: (row: Row) => Fte | null; second?: Second<Row>; sum?: boolean },
): GridColumn<Row> {
  const { fte, second, ...common } = column;
  return {
    ...common,
    kind: 'fte',
    value: fte,
    draw: (row) => {
      const share = fte(row);
      return twoLines(share === null ? '–' : formatFteExact(share), second?.(row), {
        tone: share === 0 ? 'zero' : '',
      });
    },
  };
}

/** A light with its trend; below it, after ≠, the computed one where it differs. Filtered by its word. */
export function lightColumn<Row>(
  column: Common & {
    light: (row: Row) => Light;
    trend?: (row: Row) => Trend | null;
    computed?: (row: Row) => Light | null;
    /** Count the lights of the shown rows at the foot. */
    counted?: boolean;
  },
): GridColumn<Row> {
  const { counted, light, trend, computed, ...common } = column;
  return {
    ...common,
    kind: 'light',
    value: (row) => LIGHT_WORDS[light(row)],
    draw: (row) => lightNode(light(row), trend?.(row) ?? null, computed?.(row) ?? null),
    ...(counted ? { drawSum: (rows: readonly Row[]) => lightCountsNode(rows.map(light)) } : {}),
  };
}

/** A cell drawn by the page, e.g. a bar; `value` still decides how it sorts and what is copied. */
export function drawnColumn<Row>(column: GridColumn<Row>): GridColumn<Row> {
  return column;
}
