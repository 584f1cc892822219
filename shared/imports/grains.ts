import { codeKey } from '../codes.ts';
import { counted } from '../counted.ts';
import { formatEuro, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { ImportProfile } from './profile.ts';
import { countingOf } from './row-key.ts';
import type { SourceRow } from './source-row.ts';

/**
 * How finely a layout tells the amounts of one system: rows of another grain have other keys and are never recognised
 * as the same, so that for one object, account and month only one grain may count (0024).
 */
export type Grain = 'document' | 'identical' | 'month' | 'year';
export const GRAIN_WORDS: Record<Grain, string> = {
  document: 'Einzelposten',
  identical: 'Einzelposten ohne Belegnummer',
  month: 'Monatssummen',
  year: 'Jahressummen',
};

/** Where amounts of a layout stand: how finely, and whether the file itself says the period. */
export interface Layout {
  grain: Grain;
  statesPeriod: boolean;
}

export function layoutOf(profile: ImportProfile): Layout {
  const counting = countingOf(profile);
  const statesPeriod = profile.columns.period !== undefined;
  if (counting === 'totals') return { grain: statesPeriod ? 'month' : 'year', statesPeriod };
  return { grain: counting === 'document' ? 'document' : 'identical', statesPeriod };
}

/** Where an amount of actuals belongs, as its file says. */
export interface AmountPlace {
  year: number;
  /** SAP's, 01 to 16. */
  period: string;
  object: string;
  account: string;
  /** '' = the file names none. */
  subBudget: string;
}

/** What one import has booked at one place and still counts. */
export interface StandingSum extends AmountPlace, Layout {
  importId: number;
  fileName: string;
  cents: Cents;
  rows: number;
}

/** New rows of a file that another grain of their system has booked already. */
export interface DoubledRows {
  importId: number;
  fileName: string;
  grain: Grain;
  year: number;
  period: string;
  /** The first of them. */
  line: number;
  object: string;
  account: string;
  rows: number;
  cents: Cents;
  standingCents: Cents;
}

/** Where a period is not stated it comes from the posting day: SAP's closing periods 13 to 16 are in December then. */
const monthOfPeriod = (period: string): string => (period > '12' ? '12' : period);

function sameMonth(a: AmountPlace & Layout, b: AmountPlace & Layout): boolean {
  if (a.grain === 'year' || b.grain === 'year') return true;
  if (a.statesPeriod && b.statesPeriod) return a.period === b.period;
  return monthOfPeriod(a.period) === monthOfPeriod(b.period);
}

const objectKey = (place: AmountPlace): string => `${place.year}|${codeKey(place.object, 'object')}`;

/** One account, or the group it belongs to: a sum of 440 has what stands under 44010000. */
function sameAccount(a: string, b: string): boolean {
  const [one, other] = [codeKey(a, 'number'), codeKey(b, 'number')];
  return one.startsWith(other) || other.startsWith(one);
}

function sameSubBudget(a: string, b: string): boolean {
  return a === '' || b === '' || codeKey(a) === codeKey(b);
}

/** Whether two sums of one system, each of its own grain, tell the same money. */
export function tellTheSame(a: AmountPlace & Layout, b: AmountPlace & Layout): boolean {
  return (
    a.grain !== b.grain &&
    objectKey(a) === objectKey(b) &&
    sameMonth(a, b) &&
    sameAccount(a.account, b.account) &&
    sameSubBudget(a.subBudget, b.subBudget)
  );
}

/** Whether the grains could meet at all, whatever the object: what need not be looked up. */
export function mayMeet(
  own: Layout & { periods: ReadonlySet<string> },
  other: Layout & { period: string },
): boolean {
  if (own.grain === other.grain) return false;
  if (own.grain === 'year' || other.grain === 'year') return true;
  if (own.statesPeriod && other.statesPeriod) return own.periods.has(other.period);
  const month = monthOfPeriod(other.period);
  return [...own.periods].some((period) => monthOfPeriod(period) === month);
}

/** Sums findable by year and object, so that a file is gone through once. */
export function byObject(standing: readonly StandingSum[]): ReadonlyMap<string, StandingSum[]> {
  return Map.groupBy(standing, objectKey);
}

function placeOf(row: SourceRow, layout: Layout): AmountPlace & Layout {
  const { fiscalYear: year, period, object, account, subBudget } = row;
  return { year, period, object, account, subBudget, ...layout };
}

/**
 * The new rows of a file that would count a second time, by import and period. A file is refused as a whole while there
 * are any: which of the two is right nobody can know from the rows.
 */
export function doubledRows(
  rows: Iterable<SourceRow>,
  layout: Layout,
  standing: readonly StandingSum[],
): DoubledRows[] {
  if (standing.length === 0) return [];
  const known = byObject(standing);
  const found = new Map<string, DoubledRows & { sums: Set<StandingSum> }>();
  for (const row of rows) {
    const place = placeOf(row, layout);
    for (const sum of known.get(objectKey(place)) ?? []) {
      if (!tellTheSame(place, sum)) continue;
      const { importId, fileName, grain, year, period } = sum;
      const key = `${importId}|${year}|${period}`;
      const group = found.get(key) ?? {
        ...{
          importId,
          fileName,
          grain,
          year,
          period,
          line: row.line,
          object: row.object,
          account: row.account,
        },
        ...{ rows: 0, cents: toCents(0), standingCents: toCents(0), sums: new Set() },
      };
      group.rows += 1;
      group.cents = toCents(group.cents + row.cents);
      if (!group.sums.has(sum)) group.standingCents = toCents(group.standingCents + sum.cents);
      group.sums.add(sum);
      found.set(key, group);
    }
  }
  return [...found.values()].map(({ sums: _, ...group }) => group);
}

/** One of them in words: what stands there, and what the file would add. */
export function doubledWords(own: Grain, doubled: DoubledRows): string {
  const { importId, fileName, grain, rows, cents, standingCents, object, account, line } = doubled;
  const more = counted(rows, 'Zeile', 'Zeilen');
  return `Einlesung ${importId} (${fileName}) hat hier schon ${GRAIN_WORDS[grain]} über ${formatEuro(standingCents)} € gebucht; die Datei bringt ${GRAIN_WORDS[own]} über ${formatEuro(cents)} € dazu (${more}, zuerst Zeile ${line}: ${object} / ${account}).`;
}

/** What to do instead of booking the same money a second time. */
export function insteadOfDoubling(own: Grain, importIds: readonly number[]): string {
  const back = `die ${importIds.length === 1 ? 'Einlesung' : 'Einlesungen'} ${importIds.join(', ')} zurücknehmen`;
  return own === 'month' || own === 'year'
    ? `Summen, deren Einzelposten gebucht sind, prüfen nur: Lesen Sie die Datei als Kontrollsummen ein (Abgleich). Sollen die Summen zählen, lassen Sie zuerst ${back}.`
    : `Sollen diese Posten zählen, lassen Sie zuerst ${back}; sonst lesen Sie die Datei ohne diese Zeilen ein.`;
}
