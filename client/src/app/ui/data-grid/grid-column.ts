import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { formatFteExact } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import type { FilterKind } from '#shared/filter/filter.ts';
import type { ListColumn, SortedColumn } from '#shared/lists/list-column.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type { Light, Trend } from '#shared/light.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { slipText } from '#shared/text/slip.ts';
import { moneyText } from '../money.ts';
import type { MoneyUnit } from '../money.ts';
import { lightCountsNode, lightNode, twoLines } from './grid-cells.ts';

/** How a column sorts, is filtered by typing, and is copied. `cents` and `fte` are their integers. */
export type GridKind = FilterKind;

/** A column as a page shows it; made by the functions below, of lists by `gridColumns`. */
export interface GridColumn<Row> extends SortedColumn<Row> {
  /** The cell; drawn anew whenever its row changes. Never HTML text, so that the page's CSP holds. */
  draw: (row: Row) => Node;
  /** The foot's cell drawn by the page, e.g. counts of lights or a bar of sums. */
  drawSum?: (rows: readonly Row[]) => Node;
  /** What the filter field suggests, where the kind's own hint says too little. */
  hint?: string;
  width?: number;
  /** Takes the room that is left over, in proportion. */
  grow?: number;
  /** Belongs to the page alone, e.g. boxes to choose rows by: no file has it. */
  pageOnly?: boolean;
}

const UNIT_WORDS: Record<MoneyUnit, string> = { euro: '€', thousands: 'Tsd. €', millions: 'Mio. €' };

/** The head of a column: its label, and for money the unit its figures are shown in. */
export function headOf<Row>({ label, kind, unit = 'euro' }: GridColumn<Row>): string {
  return kind === 'cents' ? `${label}, ${UNIT_WORDS[unit]}` : label;
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

/** How a page draws a column of a list: its size, and its cells where the kind's own drawing is not enough. */
export interface GridLook<Row> {
  width?: number;
  grow?: number;
  hint?: string;
  strong?: boolean;
  /** Red where a negative amount is a shortfall. */
  balance?: boolean;
  /** Count the lights of the shown rows at the foot. */
  counted?: boolean;
  draw?: (row: Row) => Node;
  drawSum?: (rows: readonly Row[]) => Node;
}

function drawnByKind<Row>(column: ListColumn<Row>, look: GridLook<Row>): GridColumn<Row> {
  const { key, label, kind, first, second, light } = column;
  const { strong = false, balance = false, counted = false } = look;
  const common = { key, label, ...(second ? { second } : {}) };
  switch (kind) {
    case 'cents':
      return moneyColumn({
        ...common,
        ...{ strong, balance, unit: column.unit ?? 'euro', cents: (row) => first(row) as Cents | null },
      });
    case 'fte':
      return fteColumn({ ...common, fte: (row) => first(row) as Fte | null });
    case 'date':
      return dateColumn({ ...common, date: (row) => first(row) as IsoDate | null });
    case 'days':
      return daysColumn({ ...common, days: (row) => first(row) as number | null });
    case 'integer':
      return integerColumn({ ...common, count: (row) => first(row) as number | null });
    case 'light':
      return lightColumn({
        ...common,
        counted,
        light: (row) => light?.(row).light ?? 'none',
        trend: (row) => light?.(row).trend ?? null,
        computed: (row) => light?.(row).computed ?? null,
      });
    case 'text':
      return textColumn({ ...common, strong, value: (row) => first(row) as string | null });
  }
}

/** The columns of a list as the grid draws them; what they hold is declared once, for page and file (0068). */
export function gridColumns<Row>(
  columns: readonly ListColumn<Row>[],
  looks: Readonly<Record<string, GridLook<Row>>>,
): GridColumn<Row>[] {
  return columns.map((column) => {
    const look = looks[column.key] ?? {};
    const { strong: _strong, balance: _balance, counted: _counted, ...drawn } = look;
    const { first: _first, second: _second, light: _light, ...listed } = column;
    return { ...drawnByKind(column, look), ...listed, ...drawn };
  });
}
