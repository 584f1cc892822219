import { endOfMonth, formatDate, isIsoDate, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { NotRead, Reader, Span } from './comparison.ts';

const MONTHS = 'januar februar märz april mai juni juli august september oktober november dezember'.split(
  ' ',
);
const MONTH_NAME = /^([a-zä]{3,9})\.? (\d{4})$/u;

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}

/** `21` is 2021: papers and orders of this programme are of this century. */
function fullYear(digits: string | undefined): string {
  return digits?.length === 2 ? `20${digits}` : (digits ?? '');
}

function day(iso: string, text: string): Span<IsoDate> | NotRead {
  return isIsoDate(iso) ? { from: iso, to: iso } : { fault: `Den ${text} gibt es nicht` };
}

function month(year: string, number: string, text: string): Span<IsoDate> | NotRead {
  const first = `${year}-${two(number)}-01`;
  if (!isIsoDate(first)) return { fault: `Den Monat ${text} gibt es nicht` };
  return { from: first, to: endOfMonth(`${year}-${two(number)}`) };
}

function quarter(year: string, number: number): Span<IsoDate> | NotRead {
  const first = `${year}-${two(String(number * 3 - 2))}-01`;
  if (!isIsoDate(first)) return { fault: `Das Jahr ${year} gibt es hier nicht` };
  return { from: first, to: endOfMonth(`${year}-${two(String(number * 3))}`) };
}

function year(text: string): Span<IsoDate> | NotRead {
  if (!isIsoDate(`${text}-01-01`)) return { fault: `Das Jahr ${text} gibt es hier nicht` };
  return { from: toIsoDate(`${text}-01-01`), to: toIsoDate(`${text}-12-31`) };
}

type Parts = readonly (string | undefined)[];

/** Every way to write a day, a month, a quarter or a year, and what it covers. */
const FORMS: readonly (readonly [RegExp, (parts: Parts, text: string) => Span<IsoDate> | NotRead])[] = [
  [
    /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/u,
    ([, d, m, y], text) => day(`${fullYear(y)}-${two(m)}-${two(d)}`, text),
  ],
  [/^(\d{4})-(\d{2})-(\d{2})$/u, ([iso = ''], text) => day(iso, text)],
  [/^(\d{1,2})[./](\d{4})$/u, ([, m = '', y = ''], text) => month(y, m, text)],
  [/^(\d{4})[-/](\d{2})$/u, ([, y = '', m = ''], text) => month(y, m, text)],
  [/^(?:q|quartal )([1-4])[ /.]?(\d{4})$/u, ([, q, y = '']) => quarter(y, Number(q))],
  [/^([1-4])\. ?quartal (\d{4})$/u, ([, q, y = '']) => quarter(y, Number(q))],
  [/^(?:jahr )?(\d{4})$/u, ([, y = '']) => year(y)],
  [
    /^\d{1,2}\.(?: ?\d{1,2}\.?)?$/u,
    (_parts, text) => ({ fault: `Zu „${text}“ fehlt das Jahr, vierstellig, z. B. 7.2021` }),
  ],
];

function readNamed(text: string): Span<IsoDate> | NotRead | undefined {
  const [, name = '', y] = MONTH_NAME.exec(text) ?? [];
  if (y === undefined) return undefined;
  const spelled = name.replace(/^(?:mrz|mar|maerz|maer)$/u, 'märz');
  const index = MONTHS.findIndex((full) => full.startsWith(spelled));
  return index < 0 ? undefined : month(y, String(index + 1), text);
}

function read(text: string): Span<IsoDate> | NotRead | undefined {
  for (const [form, span] of FORMS) {
    const parts = form.exec(text);
    if (parts) return span(parts, text);
  }
  return readNamed(text);
}

/** How days are read: a whole date, a month, a quarter or a year stands for all of its days. */
export const DATE_READER: Reader<IsoDate> = {
  read,
  say: formatDate,
  words: { '<': 'vor dem', '<=': 'bis', '>': 'nach dem', '>=': 'ab', '=': '', '≠': 'nicht' },
};
