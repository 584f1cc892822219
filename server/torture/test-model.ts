import type { SapRow } from './test-sap-file.ts';

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

export interface ModelPosting {
  id: number;
  row: SapRow;
  importId: number;
  entries: Entry[];
  takenBack: boolean;
  /** Came by a decision of the conflict list. */
  takenOver: boolean;
}

export interface ModelMovement {
  line: number;
  kind: 'U' | 'S' | 'N';
  cents: number;
  day: string;
}

export type ModelPeriod = 'open' | 'held' | 'closed';

/** Figures of a line as the model sees them; only what the simulation moves. */
export interface ModelFigures {
  U: number;
  S: number;
  N: number;
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
    const day = this.counts(posting.entries[0]?.day ?? posting.row.postedOn);
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
    return { U: sum('U'), S: sum('S'), N: sum('N'), I: this.actual(line, asOf) };
  }

  /** What counts in a month and belongs nowhere. */
  openIn(month: string): number {
    return this.postings.filter((posting) => {
      const places = this.placesOf(posting);
      return places.has(0) && (posting.entries[0]?.day ?? '').startsWith(month);
    }).length;
  }
}
