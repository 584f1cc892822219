import { toIsoDate } from '#shared/calendar.ts';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { MovementKind } from '#shared/budget/terms.ts';
import { toCents } from '#shared/money.ts';
import { partAt } from '#shared/reconciliation/parts.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { reassign } from '../reconciliation/assign.sql.ts';
import { base, importRow, numbersFrom, postingRow, writeLines, writeMonths } from './test-random-rows.ts';
import type { Fact, PostedRow } from './test-random-rows.ts';

const KINDS: readonly MovementKind[] = ['A', 'N', 'B', 'Z', 'S'];

/**
 * A budget with a random history, and beside it the plain list of what was recorded: movements, orders, imports,
 * late postings, reversals, undone imports, assignments, splits and exclusions, each on its own day.
 */
export class RandomLedger {
  readonly facts: Fact[] = [];
  readonly lines: number[] = [];
  private readonly orders: { id: number; place: number; due: number }[] = [];
  private readonly postings: { id: number; place: number; cents: number; on: IsoDate; importId: number }[] =
    [];
  private readonly places = new Map<number, { place: number; cents: number }[]>();
  private readonly db: Database;
  private readonly below: (below: number) => number;
  private day: IsoDate = toIsoDate('2021-01-04');
  private count = 0;

  constructor(db: Database, seed: number) {
    this.db = db;
    this.below = numbersFrom(seed);
  }

  /** The day everything after this is recorded on; late in the evening, where UTC already has another date. */
  async on<T>(day: IsoDate, work: (tx: Tx) => Promise<T>): Promise<T> {
    this.day = day;
    const at = `${day}T${this.below(2) === 0 ? '09:00:00.000Z' : '21:59:59.000Z'}` as Instant;
    const by = { clock: { now: () => at }, writer: { id: null, name: 'test' } };
    return transact(this.db, by, async (tx) => ({
      result: await work(tx),
      change: { action: 'test.record', entity: 'test', entityId: day },
    }));
  }

  private add(fact: Omit<Fact, 'known' | 'order'> & { order?: number }): void {
    this.facts.push({ order: null, ...fact, known: this.day });
  }

  private anyDay(): IsoDate {
    const month = String(1 + this.below(12)).padStart(2, '0');
    return toIsoDate(`2021-${month}-${String(1 + this.below(28)).padStart(2, '0')}`);
  }

  async structure(tx: Tx, lines: number): Promise<void> {
    for (const line of await writeLines(tx, lines)) this.lines.push(line);
  }

  private line(): number {
    return this.lines[this.below(this.lines.length)] ?? 0;
  }

  async movements(tx: Tx, count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      const place = this.line();
      const kind = KINDS[this.below(KINDS.length)] ?? 'A';
      const [cents, on] = [this.below(10_000_000) - 2_000_000, this.anyDay()];
      await this.movement(tx, { kind, place, cents, on, pair: null });
    }
    const [from, to] = [this.line(), this.line()];
    if (from === to) return;
    const [cents, on, pair] = [this.below(1_000_000), this.anyDay(), `U-${(this.count += 1)}`];
    await this.movement(tx, { kind: 'U', place: from, cents: -cents, on, pair });
    await this.movement(tx, { kind: 'U', place: to, cents, on, pair });
  }

  private async movement(
    tx: Tx,
    given: { kind: MovementKind; place: number; cents: number; on: IsoDate; pair: string | null },
  ): Promise<void> {
    const { kind, place, cents, on, pair } = given;
    const none = { council_paper_id: null, counter_line_id: null, import_id: null, row_key: null };
    await tx.query
      .insertInto('movement')
      .values({
        ...base(tx),
        ...none,
        ...{ occurrence: null, reverses_id: null, pair_key: pair, line_id: place, kind },
        ...{ cents: toCents(cents), effective_on: on, reason: `${kind}; Grund | "${cents}"` },
      })
      .execute();
    this.add({ kind, place, cents, on });
  }

  async newOrders(tx: Tx, count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      const [place, on] = [this.line(), this.anyDay()];
      const due = this.below(5) === 0 ? 2022 : 2021;
      const order_number = String(4_500_000_000 + (this.count += 1));
      const { id } = await tx.query
        .insertInto('commitment')
        .values({
          ...base(tx),
          order_number,
          line_id: place,
          text: 'Auftrag',
          ordered_on: on,
          due_year: due,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      this.orders.push({ id, place, due });
      await this.entry(tx, { id, place }, 'ordered', this.below(3_000_000), on);
    }
  }

  /** More may be released than was ordered: then the order binds nothing. */
  async orderEntries(tx: Tx, count: number): Promise<void> {
    for (let at = 0; at < count && this.orders.length > 0; at += 1) {
      const order = this.orders[this.below(this.orders.length)];
      const kind = this.below(3) === 0 ? 'cancelled' : 'released';
      if (order) await this.entry(tx, order, kind, this.below(2_000_000) - 200_000, this.anyDay());
    }
  }

  private async entry(
    tx: Tx,
    order: { id: number; place: number },
    kind: 'ordered' | 'released' | 'cancelled',
    cents: number,
    on: IsoDate,
  ): Promise<void> {
    const values = { ...base(tx), commitment_id: order.id, kind, cents: toCents(cents) };
    await tx.query
      .insertInto('commitment_entry')
      .values({ ...values, effective_on: on, posting_id: null })
      .execute();
    this.add({ kind, place: order.place, order: order.id, cents, on });
  }

  dueYear(order: number): number {
    return this.orders.find((one) => one.id === order)?.due ?? 0;
  }

  /** An import of postings, some of them without a line and some late. */
  async import(tx: Tx, count: number): Promise<void> {
    const importId = await importRow(tx, (this.count += 1), count);
    const rows = Array.from({ length: count }, () => ({
      place: this.below(6) === 0 ? 0 : this.line(),
      cents: this.below(500_000) - 60_000,
      on: this.anyDay(),
      late: this.below(20) === 0,
      reverses: null as number | null,
    }));
    await this.write(tx, importId, rows);
  }

  /** Every posting of an earlier import again with the other sign, where it stands now. */
  async undo(tx: Tx): Promise<void> {
    const imports = [...new Set(this.postings.map((one) => one.importId))];
    const importId = imports[this.below(imports.length)];
    const taken = this.postings.filter(
      (one) => one.importId === importId && (this.places.get(one.id)?.length ?? 0) === 1 && one.cents !== 0,
    );
    const rows = taken.map((one) => {
      const place = this.places.get(one.id)?.[0]?.place ?? 0;
      return { place: Math.max(place, 0), cents: -one.cents, on: one.on, late: false, reverses: one.id };
    });
    for (const one of taken) one.cents = 0;
    if (importId !== undefined) await this.write(tx, importId, rows, false);
  }

  private async write(tx: Tx, importId: number, rows: readonly PostedRow[], movable = true): Promise<void> {
    for (let from = 0; from < rows.length; from += 100) {
      const batch = rows.slice(from, from + 100);
      const ids = await tx.query
        .insertInto('posting')
        .values(
          batch.map((row, at) =>
            postingRow(tx, { importId, index: from + at, key: String((this.count += 1)) }, row),
          ),
        )
        .returning('id')
        .execute();
      const basket = batch.flatMap((row, at) =>
        row.place === 0
          ? [
              {
                posting_id: ids[at]?.id ?? 0,
                ledger: 'result' as const,
                fiscal_year: 2021,
                posted_on: row.on,
                cents: toCents(row.cents),
              },
            ]
          : [],
      );
      if (basket.length > 0) await tx.query.insertInto('open_posting').values(basket).execute();
      batch.forEach((row, at) => {
        const id = ids[at]?.id ?? 0;
        this.add({ kind: 'I', place: row.place, cents: row.cents, on: row.on });
        if (!movable) return;
        this.postings.push({ id, place: row.place, cents: row.cents, on: row.on, importId });
        this.places.set(id, [{ place: row.place, cents: row.cents }]);
      });
    }
    await writeMonths(tx, rows);
  }

  /** Moves postings to other lines, the basket or out; some are split over two lines. */
  async assign(tx: Tx, count: number): Promise<void> {
    const chosen = new Map(
      Array.from({ length: count }, () => this.postings[this.below(this.postings.length)]).flatMap((one) =>
        one && one.cents !== 0 ? [[one.id, one] as const] : [],
      ),
    );
    const changes = [...chosen.values()].map((posting) => ({ posting, to: this.newPlaces(posting.cents) }));
    await reassign(
      tx,
      changes.map(({ posting, to }) => ({
        postingId: posting.id,
        to: to.map(({ place, cents }) => partAt(place, toCents(cents))),
        method: to.length > 1 ? ('split' as const) : ('manual' as const),
        reason: 'Test; Grund',
      })),
    );
    for (const { posting, to } of changes) {
      for (const { place, cents } of this.places.get(posting.id) ?? [])
        this.add({ kind: 'I', place, cents: -cents, on: posting.on });
      for (const { place, cents } of to) this.add({ kind: 'I', place, cents, on: posting.on });
      this.places.set(posting.id, to);
    }
  }

  private newPlaces(cents: number): { place: number; cents: number }[] {
    const dice = this.below(8);
    if (dice === 0) return [{ place: 0, cents }];
    if (dice === 1) return [{ place: -1, cents }];
    const first = this.line();
    const second = this.line();
    if (dice < 5 || first === second || Math.abs(cents) < 2) return [{ place: first, cents }];
    const part = Math.trunc(cents / 3) || Math.sign(cents);
    return [
      { place: first, cents: part },
      { place: second, cents: cents - part },
    ];
  }

  /** One random change of any kind. */
  async change(tx: Tx): Promise<void> {
    const dice = this.below(7);
    if (dice === 0 || this.postings.length === 0) await this.import(tx, 1 + this.below(25));
    else if (dice === 1) await this.movements(tx, 1 + this.below(4));
    else if (dice === 2) await this.newOrders(tx, 1 + this.below(3));
    else if (dice === 3) await this.orderEntries(tx, 1 + this.below(4));
    else if (dice === 4) await this.undo(tx);
    else await this.assign(tx, 1 + this.below(8));
  }
}
