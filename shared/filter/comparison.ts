/** What a typed value covers, both ends included: a day, a month, a year, one number. */
export interface Span<T> {
  from: T;
  to: T;
}

/** Why a value was not read, where more can be said than that it was not understood. */
export interface NotRead {
  fault: string;
}

/** How values of one kind are read and said. */
export interface Reader<T> {
  /** A value as typed; undefined when it is none of this kind. */
  read: (text: string) => Span<T> | NotRead | undefined;
  /** What a value without a comparison finds, and in words; without it the whole span. */
  find?: (text: string) => Comparison<T> | NotRead | undefined;
  /** A value in words, one end of a span. */
  say: (value: T) => string;
  /** The words around one end: `nach dem 31.12.2020` for days, `über 2.020` for numbers. */
  words: Record<Operator, string>;
}

/** What was understood: the test of a value, and in words what passes. */
export interface Comparison<T> {
  passes: (value: T) => boolean;
  words: string;
}

export type Operator = '<' | '<=' | '>' | '>=' | '=' | '≠';

/** How people write an operator; the longer form stands before the shorter one it begins with. */
const SPELLINGS: readonly (readonly [Operator, RegExp])[] = [
  ['≠', /^(?:<>|!=|≠|ungleich\b|außer\b|nicht\b)/u],
  ['<=', /^(?:<=|=<|≤|höchstens\b|maximal\b|max\.?(?=\s|\d)|bis\b)/u],
  ['>=', /^(?:>=|=>|≥|mindestens\b|min\.?(?=\s|\d)|ab\b|seit\b|von\b)/u],
  ['<', /^(?:<|weniger als\b|kleiner als\b|kleiner\b|unter\b|vor\b)/u],
  ['>', /^(?:>|mehr als\b|größer als\b|größer\b|über(?=\s|\d)|nach\b)/u],
  ['=', /^(?:==?|gleich\b|genau\b|am\b|im\b|in\b)/u],
];

/** The small words between an operator and its value: `bis zum 31.07.2021`. */
const ARTICLE = /^(?:zum|zu|dem|den|einschließlich|einschl\.)\s+/u;

/** One spelling for blanks, minus signs and case, so that what was copied reads like what was typed. */
export function plainText(typed: string): string {
  return typed
    .normalize('NFC')
    .toLocaleLowerCase('de')
    .replace(/[\s\u00a0\u2007\u202f]+/gu, ' ')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/([<>=!]) +(?==)/gu, '$1')
    .trim();
}

function isFault(read: object | undefined): read is NotRead {
  return read !== undefined && 'fault' in read;
}

const TESTS: { [O in Operator]: <T>(value: T, span: Span<T>) => boolean } = {
  '<': (value, { from }) => value < from,
  '<=': (value, { to }) => value <= to,
  '>': (value, { to }) => value > to,
  '>=': (value, { from }) => value >= from,
  '=': (value, { from, to }) => value >= from && value <= to,
  '≠': (value, { from, to }) => value < from || value > to,
};

function saySpan<T>({ from, to }: Span<T>, { say }: Reader<T>): string {
  const [first, last] = [say(from), say(to)];
  return first === last ? first : `${first} bis ${last}`;
}

function sayOperator<T>(operator: Operator, span: Span<T>, reader: Reader<T>): string {
  if (operator === '=' || operator === '≠')
    return `${reader.words[operator]} ${saySpan(span, reader)}`.trim();
  const end = operator === '<' || operator === '>=' ? span.from : span.to;
  return `${reader.words[operator]} ${reader.say(end)}`;
}

function range<T>(first: string, last: string, reader: Reader<T>): Comparison<T> | NotRead | undefined {
  const [begin, end] = [reader.read(first.trim()), reader.read(last.trim())];
  if (!begin || !end) return undefined;
  if (isFault(begin)) return begin;
  if (isFault(end)) return end;
  if (begin.from > end.to) return { fault: `${reader.say(begin.from)} liegt nach ${reader.say(end.to)}` };
  const span = { from: begin.from, to: end.to };
  return { passes: (value) => TESTS['='](value, span), words: saySpan(span, reader) };
}

/** `10 bis 20`, `von 10 bis 20`, `10..20`, `10 - 20`; undefined when the text is no range. */
function rangeIn<T>(text: string, reader: Reader<T>): Comparison<T> | NotRead | undefined {
  const [, first, last] = /^(?:(?:von|ab|seit) )?(.+?)(?: bis (?:zum )?|\.{2,3}|…)(.+)$/u.exec(text) ?? [];
  const named = first !== undefined && last !== undefined ? range(first, last, reader) : undefined;
  if (named) return named;
  for (const { index } of text.slice(1).matchAll(/-/gu)) {
    const found = range(text.slice(0, index + 1), text.slice(index + 2), reader);
    if (found) return found;
  }
  return undefined;
}

function single<T>(text: string, reader: Reader<T>): Comparison<T> | NotRead | undefined {
  for (const [operator, spelling] of SPELLINGS) {
    const [spelled] = spelling.exec(text) ?? [];
    if (spelled === undefined) continue;
    const span = reader.read(text.slice(spelled.length).trim().replace(ARTICLE, ''));
    if (span === undefined || isFault(span)) return span;
    return {
      passes: (value) => TESTS[operator](value, span),
      words: sayOperator(operator, span, reader),
    };
  }
  if (reader.find) return reader.find(text);
  const span = reader.read(text);
  if (span === undefined || isFault(span)) return span;
  return { passes: (value) => TESTS['='](value, span), words: saySpan(span, reader) };
}

function term<T>(text: string, reader: Reader<T>): Comparison<T> | NotRead | undefined {
  // A value of its own first: `2021-03-01` is a day, not the range from 2021 to March.
  const whole = single(text, reader);
  if (whole && !isFault(whole)) return whole;
  return rangeIn(text, reader) ?? whole;
}

function joined<T>(
  parts: readonly string[],
  read: (part: string) => Comparison<T> | NotRead | undefined,
  word: 'und' | 'oder',
): Comparison<T> | NotRead | undefined {
  const tests: Comparison<T>[] = [];
  for (const part of parts) {
    const found = read(part.trim());
    if (found === undefined || isFault(found)) return found;
    tests.push(found);
  }
  const passes = (value: T): boolean =>
    word === 'und' ? tests.every((test) => test.passes(value)) : tests.some((test) => test.passes(value));
  return { passes, words: tests.map((test) => test.words).join(` ${word} `) };
}

/**
 * Reads what was typed as a comparison: `< 0`, `>2020`, `bis 7.2021`, `10 bis 20`, `zwischen 10 und 20`,
 * `> 10 < 20`, `< 0 oder > 100`. Undefined or a fault when a part of it was not understood; never a guess.
 */
export function readComparison<T>(typed: string, reader: Reader<T>): Comparison<T> | NotRead | undefined {
  const text = plainText(typed).replace(/\bzwischen (.+?) und (.+?)(?= oder |;|$)/gu, '$1..$2');
  return joined(
    text.split(/ oder |;/u),
    (alternative) =>
      joined(
        alternative.split(/ und | & |(?<=[^\s<>=!≠]) *(?=[<>≤≥≠!])/u),
        (part) => term(part, reader),
        'und',
      ),
    'oder',
  );
}
