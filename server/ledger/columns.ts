import type { IsoDate } from '#shared/calendar.ts';

/** A business date as a number that compares like it: 20210630. */
export function dayNumber(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
}

/** A month `2021-06` as a number that compares like it: 202106. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 100 + Number(month.slice(5, 7));
}

function grown<T extends Int32Array | Float64Array | Uint8Array>(old: T, make: (length: number) => T): T {
  const bigger = make(Math.max(256, old.length * 2));
  bigger.set(old);
  return bigger;
}

/**
 * Amounts side by side, a column each: where they belong, from which day and which history row on they count, cents
 * and a tag. A hundred thousand of them take 2 MB and are added up in less than a millisecond.
 */
export class Amounts {
  length = 0;
  place = new Int32Array(0);
  day = new Int32Array(0);
  seq = new Int32Array(0);
  cents = new Float64Array(0);
  tag = new Uint8Array(0);
  /** The last history row any of them was recorded by. */
  lastSeq = 0;

  push(amount: { place: number; day: number; seq: number; cents: number; tag?: number }): void {
    const at = this.length;
    if (at === this.place.length) {
      this.place = grown(this.place, (length) => new Int32Array(length));
      this.day = grown(this.day, (length) => new Int32Array(length));
      this.seq = grown(this.seq, (length) => new Int32Array(length));
      this.cents = grown(this.cents, (length) => new Float64Array(length));
      this.tag = grown(this.tag, (length) => new Uint8Array(length));
    }
    this.place[at] = amount.place;
    this.day[at] = amount.day;
    this.seq[at] = amount.seq;
    this.cents[at] = amount.cents;
    this.tag[at] = amount.tag ?? 0;
    this.lastSeq = Math.max(this.lastSeq, amount.seq);
    this.length = at + 1;
  }

  /** What counts by both clocks, one by one. */
  each(
    until: { day: number; seq: number },
    take: (place: number, day: number, cents: number, tag: number) => void,
  ): void {
    const { place, day, seq, cents, tag } = this;
    for (let at = 0; at < this.length; at += 1) {
      const on = day[at] as number;
      if (on > until.day || (seq[at] as number) > until.seq) continue;
      take(place[at] as number, on, cents[at] as number, tag[at] as number);
    }
  }

  /** Adds what counts by both clocks to `sums[place]`. */
  addTo(sums: Float64Array, until: { day: number; seq: number }): void {
    this.each(until, (place, _, cents) => {
      sums[place] = (sums[place] as number) + cents;
    });
  }

  /** The same to `sums[tag][place]`. */
  addByTag(sums: readonly Float64Array[], until: { day: number; seq: number }): void {
    this.each(until, (place, _, cents, tag) => {
      const sum = sums[tag] as Float64Array;
      sum[place] = (sum[place] as number) + cents;
    });
  }
}
