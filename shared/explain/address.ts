import { refusedSign } from '../text/signs.ts';
import { LEDGERS, LINE_KINDS, FIGURES } from '../budget/terms.ts';
import type { FigureName, Ledger, LineKind } from '../budget/terms.ts';
import { SIDES } from '../budget/sides.ts';
import type { Side } from '../budget/sides.ts';
import { pageFigureText, parsePageFigure } from './page-figures.ts';
import type { PageFigure } from './page-figures.ts';

/** What an envelope can be asked for: parts of its use, the ceiling itself, and what is free below it. */
export const ENVELOPE_FIGURES = ['ceiling', 'F', 'S', 'O', 'I', 'V', 'free', 'spendable'] as const;
export type EnvelopeFigure = (typeof ENVELOPE_FIGURES)[number];

export const POSITION_FIGURES = ['authorised', 'planned', 'filled'] as const;
export type PositionFigure = (typeof POSITION_FIGURES)[number];

export const MILESTONE_FIGURES = ['planned', 'earned'] as const;
export type MilestoneFigure = (typeof MILESTONE_FIGURES)[number];

/** One gross part of a year's ledger; the two ledgers, and income and expense, are never added. */
interface Part {
  year: number;
  ledger: Ledger;
  side: Side;
}

/** Lines that are summed: one line, or the lines of a gross part that share a trait. */
export type LinesOwner =
  | { of: 'line'; id: number }
  | ({ of: 'ledger' } & Part)
  | ({ of: 'group'; code: string | null } & Part)
  | ({ of: 'subBudget'; code: string } & Part)
  | ({ of: 'kind'; code: LineKind } & Part)
  /** The project page sums its lines of a ledger and year whatever their side: `side` null. */
  | ({ of: 'project'; id: number } & Omit<Part, 'side'> & { side: Side | null });

/** A figure that can be asked "Woher kommt diese Zahl?". */
export type FigureAddress =
  | { of: 'lines'; owner: LinesOwner; figure: FigureName }
  | { of: 'envelope'; id: number; figure: EnvelopeFigure }
  | { of: 'month'; line: number; month: string }
  | { of: 'order'; id: number }
  | { of: 'posting'; id: number }
  | { of: 'unassigned' | 'excluded'; year: number | null; ledger: Ledger; month: string | null }
  | { of: 'preCommitment'; ledger: Ledger; year: number; dueYear: number }
  | { of: 'positions'; figure: PositionFigure }
  /** Weights of milestones planned by baseline, or earned with evidence, to the end of a month. */
  | { of: 'milestones'; figure: MilestoneFigure; month: string }
  /** The postings one change recorded about a figure of actuals, by the number of its history row. */
  | { of: 'change'; seq: number; figure: FigureAddress }
  | PageFigure;

/** Instead of a year or a side: all of them. */
const ALL = 'alle';

/** A code of a file as one word of an address; `~` parts addresses in the address of a page. */
const word = (code: string): string => encodeURIComponent(code).replaceAll('~', '%7E');

function ownerText(owner: LinesOwner): string {
  if (owner.of === 'line') return `line:${owner.id}`;
  const part = `${owner.year}:${owner.ledger}:${owner.side ?? ALL}`;
  if (owner.of === 'ledger') return `ledger:${part}`;
  if (owner.of === 'project') return `project:${owner.id}:${part}`;
  return `${owner.of}:${part}:${word(owner.code ?? '')}`;
}

/** `line:105:V`, `group:2021:result:expense:100-A:F`, `envelope:1:free`, `month:105:2021-03`, `order:7`, … */
export function figureText(address: FigureAddress): string {
  switch (address.of) {
    case 'lines':
      return `${ownerText(address.owner)}:${address.figure}`;
    case 'envelope':
      return `envelope:${address.id}:${address.figure}`;
    case 'month':
      return `month:${address.line}:${address.month}`;
    case 'order':
    case 'posting':
      return `${address.of}:${address.id}`;
    case 'unassigned':
    case 'excluded':
      return `${address.of}:${address.year ?? ALL}:${address.ledger}${address.month === null ? '' : `:${address.month}`}`;
    case 'preCommitment':
      return `preCommitment:${address.ledger}:${address.year}:${address.dueYear}`;
    case 'positions':
      return `positions:${address.figure}`;
    case 'milestones':
      return `milestones:${address.figure}:${address.month}`;
    case 'change':
      return `change:${address.seq}:${figureText(address.figure)}`;
    default:
      return pageFigureText(address);
  }
}

function oneOf<T extends string>(allowed: readonly T[], text: string | undefined): T | null {
  return allowed.find((one) => one === text) ?? null;
}

function idOf(text: string | undefined): number | null {
  return /^[1-9]\d{0,14}$/u.test(text ?? '') ? Number(text) : null;
}

function yearOf(text: string | undefined): number | null {
  return /^(19|20|21)\d\d$/u.test(text ?? '') ? Number(text) : null;
}

function monthText(text: string | undefined): string | null {
  return /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/u.test(text ?? '') ? (text ?? null) : null;
}

function codeOf(text: string | undefined): string | null {
  try {
    const plain = decodeURIComponent(text ?? '');
    // What no database can hold stands for nothing: the same on both engines.
    return refusedSign(plain) === undefined ? plain : null;
  } catch {
    return null;
  }
}

function partOf(words: readonly string[]): Part | null {
  const [year, ledger, side] = [yearOf(words[0]), oneOf(LEDGERS, words[1]), oneOf(SIDES, words[2])];
  return year === null || ledger === null || side === null ? null : { year, ledger, side };
}

function codedOwner(of: 'group' | 'subBudget' | 'kind', part: Part, text: string): LinesOwner | null {
  const code = codeOf(text);
  if (code === null) return null;
  if (of === 'group') return { of, ...part, code: code === '' ? null : code };
  if (of === 'subBudget') return code === '' ? null : { of, ...part, code };
  const kind = oneOf(LINE_KINDS, code);
  return kind === null ? null : { of, ...part, code: kind };
}

function ownerOf(words: readonly string[]): LinesOwner | null {
  const [of, ...rest] = words;
  if (of === 'line' && rest.length === 1) {
    const id = idOf(rest[0]);
    return id === null ? null : { of, id };
  }
  if (of === 'project' && rest.length === 4) {
    const all = rest[3] === ALL;
    const [id, part] = [idOf(rest[0]), partOf(all ? [...rest.slice(1, 3), 'expense'] : rest.slice(1))];
    return id === null || part === null ? null : { of, id, ...part, side: all ? null : part.side };
  }
  const part = partOf(rest);
  if (part === null) return null;
  if (of === 'ledger' && rest.length === 3) return { of, ...part };
  const coded = oneOf(['group', 'subBudget', 'kind'] as const, of);
  return coded !== null && rest.length === 4 ? codedOwner(coded, part, rest[3] ?? '') : null;
}

type Reader = (words: readonly string[]) => FigureAddress | null;

function placeOf(of: 'unassigned' | 'excluded'): Reader {
  return (words) => {
    const [year, ledger] = [yearOf(words[0]), oneOf(LEDGERS, words[1])];
    const month = words.length === 3 ? monthText(words[2]) : null;
    if (ledger === null || words.length > 3 || (words.length === 3) !== (month !== null)) return null;
    if (year === null && (words[0] !== ALL || month !== null)) return null;
    return { of, year, ledger, month };
  };
}

function numbered(of: 'order' | 'posting'): Reader {
  return (words) => {
    const id = idOf(words[0]);
    return id === null || words.length !== 1 ? null : { of, id };
  };
}

const READERS: Record<string, Reader> = {
  envelope: ([id, figure, ...more]) => {
    const [found, name] = [idOf(id), oneOf(ENVELOPE_FIGURES, figure)];
    return found === null || name === null || more.length > 0
      ? null
      : { of: 'envelope', id: found, figure: name };
  },
  month: ([line, month, ...more]) => {
    const [id, found] = [idOf(line), monthText(month)];
    return id === null || found === null || more.length > 0 ? null : { of: 'month', line: id, month: found };
  },
  order: numbered('order'),
  posting: numbered('posting'),
  unassigned: placeOf('unassigned'),
  excluded: placeOf('excluded'),
  preCommitment: ([ledger, year, due, ...more]) => {
    const [found, from, dueYear] = [oneOf(LEDGERS, ledger), yearOf(year), yearOf(due)];
    return found === null || from === null || dueYear === null || more.length > 0
      ? null
      : { of: 'preCommitment', ledger: found, year: from, dueYear };
  },
  milestones: ([figure, month, ...more]) => {
    const [name, found] = [oneOf(MILESTONE_FIGURES, figure), monthText(month)];
    return name === null || found === null || more.length > 0
      ? null
      : { of: 'milestones', figure: name, month: found };
  },
  change: ([number, ...rest]) => {
    const [seq, figure] = [idOf(number), rest[0] === 'change' ? null : parseFigure(rest.join(':'))];
    return seq === null || figure === null ? null : { of: 'change', seq, figure };
  },
  positions: ([figure, ...more]) => {
    const name = oneOf(POSITION_FIGURES, figure);
    return name === null || more.length > 0 ? null : { of: 'positions', figure: name };
  },
};

/** Reads an address back; null for anything that is none. */
export function parseFigure(text: string): FigureAddress | null {
  const page = parsePageFigure(text);
  if (page !== undefined) return page;
  const words = text.split(':');
  const reader = Object.hasOwn(READERS, words[0] ?? '') ? READERS[words[0] ?? ''] : undefined;
  if (reader) return reader(words.slice(1));
  const figure = oneOf(FIGURES, words.at(-1));
  const owner = ownerOf(words.slice(0, -1));
  return figure === null || owner === null ? null : { of: 'lines', owner, figure };
}

const WITH_SECOND_CLOCK: readonly FigureAddress['of'][] = [
  ...([
    'lines',
    'envelope',
    'month',
    'order',
    'unassigned',
    'excluded',
    'preCommitment',
    'forecast',
  ] as const),
];

/** Whether a figure can be asked for as known on two days, its entries in between listed. */
export function hasSecondClock(address: FigureAddress): boolean {
  return WITH_SECOND_CLOCK.includes(address.of);
}

/** Whether everything below a figure is movements, orders and postings: a forecast is an opinion beside them. */
export function isRecordedMoney(address: FigureAddress): boolean {
  return hasSecondClock(address) && address.of !== 'forecast';
}
