import { refusedSign } from '../text/signs.ts';
import { SIDES } from '../budget/sides.ts';
import type { Side } from '../budget/sides.ts';
import { LEDGERS } from '../budget/terms.ts';
import type { Ledger } from '../budget/terms.ts';

/** Of the curve of an envelope: `planned` is its plan to date with personnel, `month` what one month was spent. */
export const CURVE_FIGURES = ['planned', 'plan', 'actual', 'deviation', 'forecast', 'month'] as const;
export type CurveFigure = (typeof CURVE_FIGURES)[number];

/** P, P − F and P − A. */
export const FORECAST_FIGURES = ['P', 'PF', 'PA'] as const;
export type ForecastFigure = (typeof FORECAST_FIGURES)[number];

/** Of later years: authorised, used and free of investments; bound (open) of investments and of the others. */
export const LATER_FIGURES = ['authorised', 'used', 'free', 'bound', 'boundOther'] as const;
export type LaterFigure = (typeof LATER_FIGURES)[number];

export const CARRY_OVER_FIGURES = ['cap', 'carried'] as const;
export type CarryOverFigure = (typeof CARRY_OVER_FIGURES)[number];

export const TIE_OUT_FIGURES = ['difference', 'sap', 'assigned', 'open', 'excluded'] as const;
export type TieOutFigure = (typeof TIE_OUT_FIGURES)[number];

export const POST_FIGURES = ['authorised', 'filled', 'vacant', 'known'] as const;
export type PostFigure = (typeof POST_FIGURES)[number];
export const POST_TRAITS = ['office', 'grade', 'field', 'state'] as const;
export type PostTrait = (typeof POST_TRAITS)[number];

/** One line, or the lines of a year, ledger and side. */
export type ForecastOwner =
  { of: 'line'; id: number } | { of: 'part'; year: number; ledger: Ledger; side: Side };

/** Figures that stand on one page only: planning, reconciliation, posts by group, sealed reports. */
export type PageFigure =
  | { of: 'curve'; envelope: number; figure: CurveFigure; month: string | null }
  | { of: 'forecast'; owner: ForecastOwner; figure: ForecastFigure }
  | { of: 'later'; line: number | null; year: number; ledger: Ledger; dueYear: number; figure: LaterFigure }
  | { of: 'carryOver'; line: number; figure: CarryOverFigure }
  | { of: 'tieOut'; year: number; period: string | null; ledger: Ledger; figure: TieOutFigure }
  | { of: 'posts'; figure: PostFigure; trait: PostTrait | null; code: string }
  | { of: 'report'; id: number; table: string; row: number; column: string };

const ALL = 'alle';
const word = (code: string): string => encodeURIComponent(code).replaceAll('~', '%7E');

/** `curve:1:plan:2021-06`, `forecast:2021:result:expense:P`, `tieOut:2021:06:result:difference`, … */
export function pageFigureText(address: PageFigure): string {
  switch (address.of) {
    case 'curve': {
      const month = address.month === null ? '' : `:${address.month}`;
      return `curve:${address.envelope}:${address.figure}${month}`;
    }
    case 'forecast': {
      const { owner } = address;
      const of = owner.of === 'line' ? `line:${owner.id}` : `${owner.year}:${owner.ledger}:${owner.side}`;
      return `forecast:${of}:${address.figure}`;
    }
    case 'later': {
      const { line, year, ledger, dueYear, figure } = address;
      return `later:${line ?? ALL}:${year}:${ledger}:${dueYear}:${figure}`;
    }
    case 'carryOver':
      return `carryOver:${address.line}:${address.figure}`;
    case 'tieOut':
      return `tieOut:${address.year}:${address.period ?? ALL}:${address.ledger}:${address.figure}`;
    case 'posts':
      return `posts:${address.figure}:${address.trait ?? ALL}${address.trait === null ? '' : `:${word(address.code)}`}`;
    case 'report':
      return `report:${address.id}:${word(address.table)}:${address.row}:${word(address.column)}`;
  }
}

const ID = String.raw`([1-9]\d{0,14})`;
const YEAR = String.raw`((?:19|20|21)\d\d)`;
const MONTH = String.raw`((?:19|20|21)\d\d-(?:0[1-9]|1[0-2]))`;
const any = (words: readonly string[]): string => `(${words.join('|')})`;
const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'u');

const SHAPES = {
  curve: whole(`${ID}:${any(CURVE_FIGURES)}(?::${MONTH})?`),
  forecastLine: whole(`line:${ID}:${any(FORECAST_FIGURES)}`),
  forecastPart: whole(`${YEAR}:${any(LEDGERS)}:${any(SIDES)}:${any(FORECAST_FIGURES)}`),
  later: whole(`(?:${ALL}|${ID}):${YEAR}:${any(LEDGERS)}:${YEAR}:${any(LATER_FIGURES)}`),
  carryOver: whole(`${ID}:${any(CARRY_OVER_FIGURES)}`),
  tieOut: whole(`${YEAR}:(?:${ALL}|(\\d\\d)):${any(LEDGERS)}:${any(TIE_OUT_FIGURES)}`),
  posts: whole(`${any(POST_FIGURES)}:(?:${ALL}|${any(POST_TRAITS)}:([^:]+))`),
  report: whole(`${ID}:([^:]+):(0|[1-9]\\d{0,5}):([^:]+)`),
};

function plain(code: string | undefined): string | null {
  try {
    const decoded = decodeURIComponent(code ?? '');
    // What no database can hold stands for nothing: the same on both engines.
    return refusedSign(decoded) === undefined ? decoded : null;
  } catch {
    return null;
  }
}

function curveOf(rest: string): PageFigure | null {
  const [, envelope, figure, month] = SHAPES.curve.exec(rest) ?? [];
  if (envelope === undefined || (figure === 'month' && month === undefined)) return null;
  if (figure === 'planned' && month !== undefined) return null;
  return { of: 'curve', envelope: Number(envelope), figure: figure as CurveFigure, month: month ?? null };
}

function forecastOf(rest: string): PageFigure | null {
  const [, id, one] = SHAPES.forecastLine.exec(rest) ?? [];
  if (id !== undefined)
    return { of: 'forecast', owner: { of: 'line', id: Number(id) }, figure: one as ForecastFigure };
  const [, year, ledger, side, figure] = SHAPES.forecastPart.exec(rest) ?? [];
  if (year === undefined) return null;
  const owner = { of: 'part', year: Number(year), ledger: ledger as Ledger, side: side as Side } as const;
  return { of: 'forecast', owner, figure: figure as ForecastFigure };
}

function laterOf(rest: string): PageFigure | null {
  const [, line, year, ledger, due, figure] = SHAPES.later.exec(rest) ?? [];
  if (year === undefined) return null;
  return {
    ...{ of: 'later', line: line === undefined ? null : Number(line), year: Number(year) },
    ...{ ledger: ledger as Ledger, dueYear: Number(due), figure: figure as LaterFigure },
  };
}

function postsOf(rest: string): PageFigure | null {
  const [, figure, trait, code] = SHAPES.posts.exec(rest) ?? [];
  const name = plain(code);
  if (figure === undefined || name === null) return null;
  return {
    of: 'posts',
    figure: figure as PostFigure,
    trait: (trait ?? null) as PostTrait | null,
    code: name,
  };
}

function reportOf(rest: string): PageFigure | null {
  const [, id, table, row, column] = SHAPES.report.exec(rest) ?? [];
  const [found, key] = [plain(table), plain(column)];
  if (id === undefined || !found || !key) return null;
  return { of: 'report', id: Number(id), table: found, row: Number(row), column: key };
}

const READERS: Record<PageFigure['of'], (rest: string) => PageFigure | null> = {
  curve: curveOf,
  forecast: forecastOf,
  later: laterOf,
  carryOver: (rest) => {
    const [, line, figure] = SHAPES.carryOver.exec(rest) ?? [];
    if (line === undefined) return null;
    return { of: 'carryOver', line: Number(line), figure: figure as CarryOverFigure };
  },
  tieOut: (rest) => {
    const [, year, period, ledger, figure] = SHAPES.tieOut.exec(rest) ?? [];
    if (year === undefined) return null;
    return {
      ...{ of: 'tieOut', year: Number(year), period: period ?? null },
      ...{ ledger: ledger as Ledger, figure: figure as TieOutFigure },
    };
  },
  posts: postsOf,
  report: reportOf,
};

const isPageFigure = (of: string): of is PageFigure['of'] => Object.hasOwn(READERS, of);

/** Reads such an address back; null for anything that is none, undefined where it is of another kind. */
export function parsePageFigure(text: string): PageFigure | null | undefined {
  const at = text.indexOf(':');
  const of = text.slice(0, at);
  return isPageFigure(of) ? READERS[of](text.slice(at + 1)) : undefined;
}
