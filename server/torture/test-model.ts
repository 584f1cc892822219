import { CarriedOrders } from './test-model-orders.ts';
import { periodOf } from './test-sap-file.ts';
import type { Layout, SapRow } from './test-sap-file.ts';

/**
 * A second bookkeeper. It keeps what was asked for and accepted as signed entries in plain arrays and adds them up
 * anew each time; it shares no code with what it checks. Cents are plain numbers here.
 */
export interface Entry {
  /** Line id; 0 = nowhere yet, -1 = left out. */
  place: number;
  cents: number;
  /** The day it counts on. */
  day: string;
}

/** What a row did to the sum of its SAP period. */
interface SapEntry {
  period: string;
  cents: number;
  late: boolean;
}

export interface SapSum {
  cents: number;
  lateCents: number;
  latePostings: number;
}

export interface ModelPosting {
  id: number;
  layout: Layout;
  /** It came into a closed month, by its day or by SAP's period. */
  late: boolean;
  row: SapRow;
  importId: number;
  entries: Entry[];
  takenBack: boolean;
  /** Came by a decision of the conflict list. */
  takenOver: boolean;
}

export interface ModelMovement {
  line: number;
  kind: 'U' | 'S' | 'N' | 'E';
  cents: number;
  day: string;
}

export type ModelPeriod = 'open' | 'held' | 'closed';

/** Figures of a line as the model sees them; only what the simulation moves. */
export interface ModelFigures {
  U: number;
  S: number;
  N: number;
  E: number;
  I: number;
}

const nextMonth = (month: string): string => {
  const [year = 0, index = 0] = month.split('-').map(Number);
  return index === 12 ? `${year + 1}-01` : `${year}-${String(index + 1).padStart(2, '0')}`;
};

export class Model {
  /** By company document and item, as SAP numbers them; a row that was taken back may come again. */
  readonly postings: ModelPosting[] = [];
  readonly movements: ModelMovement[] = [];
  readonly periods = new Map<string, ModelPeriod>();
  readonly orders = new CarriedOrders();
  readonly #sapEntries: SapEntry[] = [];
  /** Whether a row may carry another SAP period than that of its day; the profile says so. */
  periodsMayDiffer = false;

  /** The newest closed month; everything up to its end is closed. */
  closedThrough(): string {
    return [...this.periods].reduce(
      (newest, [month, state]) => (state === 'closed' && month > newest ? month : newest),
      '',
    );
  }

  state(month: string): ModelPeriod {
    return month <= this.closedThrough() ? 'closed' : (this.periods.get(month) ?? 'open');
  }

  /** Its own day, or the first day after the closed books. */
  counts(day: string): string {
    const closed = this.closedThrough();
    return day.slice(0, 7) <= closed ? `${nextMonth(closed)}-01` : day;
  }

  /** SAP's period as the month whose state counts: 13 to 16 close the year. */
  sapMonth(row: { year: number; period?: string; postedOn?: string }): string {
    const period = periodOf(row);
    return `${row.year}-${period > '12' ? '12' : period}`;
  }

  /** A day in a closed month, whatever SAP's period is, or the other way round. */
  isLate(row: SapRow, day = row.postedOn): boolean {
    const closed = this.closedThrough();
    return day.slice(0, 7) <= closed || this.sapMonth(row) <= closed;
  }

  /** A held month takes nothing: neither one that counts in it nor one whose SAP period it is. */
  meetsHeld(row: SapRow, day = row.postedOn): boolean {
    const months = [this.counts(day).slice(0, 7), this.sapMonth(row)];
    return months.some((month) => this.state(month) === 'held');
  }

  /** Year, period and day contradict each other, or the day has not come yet. */
  contradicts(row: SapRow, today: string): boolean {
    const [day, period] = [row.postedOn, periodOf(row)];
    if (day > today) return true;
    const closing = period > '12';
    if (day < `${row.year}-01-01` || day > (closing ? `${row.year + 1}-06-30` : `${row.year}-12-31`))
      return true;
    const fits = closing ? day >= `${row.year}-12-01` : day.slice(5, 7) === period;
    return !fits && !this.periodsMayDiffer;
  }

  /** Another layout of the same SAP has booked this object, account and period already. */
  standsTwice(row: SapRow, layout: Layout): boolean {
    const placeOf = (one: SapRow): string => [one.year, periodOf(one), one.object, one.account].join('|');
    return this.postings.some((p) => !p.takenBack && p.layout !== layout && placeOf(p.row) === placeOf(row));
  }

  /** Books a row where it goes; a late one changes the sum of its SAP period as late. */
  book(posting: Omit<ModelPosting, 'late' | 'entries' | 'takenBack'>, place: number): void {
    const { row } = posting;
    const late = this.isLate(row);
    const entries = [{ place, cents: row.cents, day: this.counts(row.postedOn) }];
    this.postings.push({ ...posting, late, entries, takenBack: false });
    this.#sapEntries.push({ period: periodOf(row), cents: row.cents, late });
  }

  /** The sum of an SAP period of 2021, and what of it came late. */
  sapSum(period: string): SapSum {
    const all = this.#sapEntries.filter((entry) => entry.period === period);
    const late = all.filter((entry) => entry.late);
    const sum = (entries: readonly SapEntry[]): number => entries.reduce((total, e) => total + e.cents, 0);
    return { cents: sum(all), lateCents: sum(late), latePostings: late.length };
  }

  /** The posting that stands for a document line now. */
  live(document: string, item: string): ModelPosting | undefined {
    return this.postings.find((p) => !p.takenBack && p.row.document === document && p.row.item === item);
  }

  placesOf(posting: ModelPosting): Map<number, number> {
    const places = new Map<number, number>();
    for (const { place, cents } of posting.entries) places.set(place, (places.get(place) ?? 0) + cents);
    for (const [place, cents] of places) if (cents === 0) places.delete(place);
    return places;
  }

  /** What of a posting a person can put elsewhere: what is open of it; where nothing is, all of it. */
  movable(posting: ModelPosting): number {
    return this.placesOf(posting).get(0) ?? posting.row.cents;
  }

  /** Puts that elsewhere, on the last day anything happened to it or the next that still takes it. */
  move(posting: ModelPosting, to: readonly { place: number; cents: number }[]): void {
    const last = posting.entries.reduce((newest, { day }) => (day > newest ? day : newest), '');
    const day = this.counts(last);
    const places = this.placesOf(posting);
    const leaving = places.has(0) ? [[0, places.get(0) ?? 0] as const] : [...places];
    for (const [place, cents] of leaving) posting.entries.push({ place, cents: -cents, day });
    for (const { place, cents } of to) posting.entries.push({ place, cents, day });
  }

  /** Takes a posting out of the figures, where it is now. */
  takeBack(posting: ModelPosting): void {
    const counted = posting.entries[0]?.day ?? posting.row.postedOn;
    const day = this.counts(counted);
    const { row } = posting;
    const late = posting.late || this.isLate(row, counted);
    this.#sapEntries.push({ period: periodOf(row), cents: -row.cents, late });
    for (const [place, cents] of this.placesOf(posting)) posting.entries.push({ place, cents: -cents, day });
    posting.takenBack = true;
  }

  actual(place: number, asOf: string): number {
    let sum = 0;
    for (const posting of this.postings)
      for (const entry of posting.entries) if (entry.place === place && entry.day <= asOf) sum += entry.cents;
    return sum;
  }

  figures(line: number, asOf: string): ModelFigures {
    const sum = (kind: ModelMovement['kind']): number =>
      this.movements.reduce(
        (total, m) => (m.line === line && m.kind === kind && m.day <= asOf ? total + m.cents : total),
        0,
      );
    return { U: sum('U'), S: sum('S'), N: sum('N'), E: sum('E'), I: this.actual(line, asOf) };
  }

  /** What counts in a month and belongs nowhere. */
  openIn(month: string): number {
    return this.postings.filter((posting) => {
      const places = this.placesOf(posting);
      return places.has(0) && (posting.entries[0]?.day ?? '').startsWith(month);
    }).length;
  }
}
