/** The first of many by an order: all are counted, only as many are kept as are shown. */
export class Firsts<T> {
  readonly #limit: number;
  readonly #compare: (a: T, b: T) => number;
  #kept: T[] = [];
  total = 0;

  constructor(limit: number, compare: (a: T, b: T) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  add(item: T): void {
    this.total += 1;
    this.#kept.push(item);
    // Sorted now and then, so that an item costs next to nothing.
    if (this.#kept.length >= 2 * this.#limit + 64) this.#cut();
  }

  list(): T[] {
    this.#cut();
    return [...this.#kept];
  }

  /** As many of both as this one keeps. */
  with(other: Firsts<T>): T[] {
    return [...this.list(), ...other.list()].sort(this.#compare).slice(0, this.#limit);
  }

  /** An empty one that keeps as many in the same order. */
  fresh(): Firsts<T> {
    return new Firsts(this.#limit, this.#compare);
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#limit);
  }
}
