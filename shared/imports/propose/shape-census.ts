import type { Proposal, Way } from './proposal.ts';
import { countText } from './proposal.ts';

export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];
const WORDS: Record<Separator, string> = { ';': 'Semikolon', ',': 'Komma', '\t': 'Tabulator', '|': 'Strich' };

/** As many records from the top are kept to find the header among them. */
const HEAD = 40;

interface Head {
  line: number;
  cells: readonly string[];
}

/** How the records of a file come out when it is parted in one way. */
export class ShapeCensus {
  readonly #widths = new Map<number, number>();
  readonly #head: Head[] = [];
  #records = 0;

  /** Records in the file's order; `line` is their first line. Empty ones do not count. */
  take(line: number, cells: readonly string[]): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    this.#records += 1;
    this.#widths.set(cells.length, (this.#widths.get(cells.length) ?? 0) + 1);
    if (this.#head.length < HEAD) this.#head.push({ line, cells });
  }

  get records(): number {
    return this.#records;
  }

  /** The width most records have, and how many. */
  usual(): { width: number; records: number } {
    let usual = { width: 0, records: 0 };
    for (const [width, records] of this.#widths) if (records > usual.records) usual = { width, records };
    return usual;
  }

  head(): readonly Head[] {
    return this.#head;
  }
}

/** Which separator parts the file: the one that gives most records the same number of columns, two at least. */
export function proposeSeparator(censuses: ReadonlyMap<Separator, ShapeCensus>): Proposal<Separator> {
  const ways = [...censuses]
    .map(([value, census]) => ({ value, ...census.usual(), all: census.records }))
    .filter(({ width }) => width > 1)
    .sort((a, b) => b.records / b.all - a.records / a.all || b.width - a.width)
    .map(({ value, width, records, all }) => {
      const reason = `${WORDS[value]} teilt ${countText(records)} von ${countText(all)} Zeilen in ${width} Spalten.`;
      return { value, reason, share: records / all };
    });
  const [best, second] = ways;
  if (!best) return { value: null, reason: 'Kein Zeichen teilt die Zeilen in Spalten.', others: [] };
  const others: Way<Separator>[] = ways.map(({ value, reason }) => ({ value, reason }));
  // Two that fit as well: the file does not say which is meant.
  if (second && second.share === best.share && best.share < 1)
    return { value: null, reason: 'Mehrere Zeichen teilen die Zeilen gleich gut.', others };
  return { value: best.value, reason: best.reason, others: others.slice(1) };
}

const NUMBER = /^[-+(]?[\d.,' \u00A0\u202F]*\d[\d.,' \u00A0\u202F]*[-+)]?\s*(?:€|EUR|%)?$/u;

/** Whether a cell can be the name of a column: words, no figure and no date. */
function isName(cell: string): boolean {
  const text = cell.trim();
  return text !== '' && (!NUMBER.test(text) || /^(?:19|20)\d\d$/u.test(text));
}

/** The header: the first record of the usual width in which no cell is a figure and no name stands twice. */
export function proposeHeader(census: ShapeCensus): Proposal<number> {
  const { width } = census.usual();
  const fits = ({ cells }: Head): boolean => {
    const names = cells.filter((cell) => cell.trim() !== '');
    return cells.length === width && names.length * 2 >= width && names.length > 1 && names.every(isName);
  };
  const found = census.head().find(fits);
  if (!found)
    return {
      value: null,
      reason: 'In den ersten Zeilen steht keine Überschrift für alle Spalten.',
      others: [],
    };
  const names = found.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  const doubled = twice === undefined ? '' : ` „${twice}“ steht zweimal und braucht einen eigenen Namen.`;
  return {
    value: found.line,
    reason: `Zeile ${found.line} hat ${names.length} Überschriften und keine Zahl.${doubled}`,
    others: [],
  };
}
