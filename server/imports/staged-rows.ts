import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IsoDate } from '#shared/calendar.ts';
import type { LineBrief } from '#shared/imports/assignment.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import type { FieldChange } from '#shared/imports/record-plan.ts';
import { reversedKey } from '#shared/imports/reversals.ts';
import type { KeyedRow } from '#shared/imports/row-key.ts';
import type { SourceRow } from '#shared/imports/source-row.ts';
import type { Rule } from '#shared/reconciliation/rule.ts';
import { Staging } from '../db/staging.ts';

const TABLES = `
  create table row (seq integer primary key, key text not null, content text not null, whole text not null,
    reversed text, json text not null) strict;
  create table planned (seq integer primary key, outcome text not null, json text not null) strict;`;

/** Rows per write, per window of a plan and per batch of what is written: some hundred kilobytes. */
const ROWS_AT_ONCE = 1_000;

type Outcome = PlannedEntry['outcome'];
type PackedPlan = [
  occurrence: number,
  place: number,
  existingId: number,
  existingCents: number | null,
  lineId: number | null,
  lineNumber: string | null,
  countsOn: IsoDate,
  ruleId: number | null,
  changes: FieldChange[],
  late: boolean,
  month: string,
  sapMonth: string,
];

/** Rows as text without their field names, which are the same in nearly all of them. */
class RowPacker {
  readonly #shapes: string[][] = [];
  readonly #known = new Map<string, number>();

  pack(row: SourceRow): string {
    const names = Object.keys(row);
    const word = names.join();
    let shape = this.#known.get(word);
    if (shape === undefined) {
      shape = this.#shapes.push(names) - 1;
      this.#known.set(word, shape);
    }
    return JSON.stringify([shape, ...Object.values<unknown>(row as unknown as Record<string, unknown>)]);
  }

  unpack(text: string): SourceRow {
    const [shape, ...values] = JSON.parse(text) as [number, ...unknown[]];
    const names = this.#shapes[shape] ?? [];
    // Packed from a row of that shape.
    return Object.fromEntries(names.map((name, at) => [name, values[at]])) as unknown as SourceRow;
  }
}

/**
 * The bookings of a delivery and what was planned with each, outside memory: a file of a million rows needs no more of
 * it than one of a thousand. Must be closed.
 */
export class StagedRows {
  readonly #table = new Staging(TABLES);
  readonly #packer = new RowPacker();
  readonly #lines = new Map<number, LineBrief>();
  readonly #rules = new Map<number, Rule>();
  #batch: { keyed: KeyedRow; whole: string }[] = [];
  #hasReversals = false;

  keep(keyed: KeyedRow, whole: string): void {
    this.#batch.push({ keyed, whole });
    if (this.#batch.length >= ROWS_AT_ONCE) this.#flush();
  }

  /** Called once, when every row was kept. */
  finish(): void {
    this.#flush();
    this.#table.run('create index row_key on row (key)');
    if (this.#hasReversals) this.#table.run('create index row_reversed on row (reversed)');
  }

  close(): void {
    this.#table.close();
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    this.#table.atOnce(() => {
      for (const { keyed, whole } of batch) {
        const reversed = reversedKey(keyed);
        this.#hasReversals ||= reversed !== null;
        const { seq, key, content, row } = keyed;
        const json = this.#packer.pack(row);
        this.#table.run(
          'insert into row values (?, ?, ?, ?, ?, ?)',
          seq,
          key,
          content,
          whole,
          reversed,
          json,
        );
      }
    });
  }

  /** SHA-256 over the sorted digests of all contents: one name for what a file says (promises.md I3). */
  async contentSha256(): Promise<string> {
    const hash = createHash('sha256');
    let rows = 0;
    for (const { whole } of this.#table.each('select whole from row order by whole')) {
      hash.update(rows === 0 ? String(whole) : `\n${String(whole)}`);
      rows += 1;
      if (rows % ROWS_AT_ONCE === 0) await nextTurn();
    }
    return hash.digest('hex');
  }

  /** All rows in windows that hold every row of each of their keys. */
  *windows(): Generator<KeyedRow[]> {
    const next = 'select * from row where key > ? order by key, seq limit ?';
    for (let last = ''; ;) {
      const rows = this.#table.all(next, last, ROWS_AT_ONCE).map((row) => this.#keyed(row));
      const end = rows.at(-1)?.key;
      if (end === undefined) return;
      const whole = rows.length < ROWS_AT_ONCE ? rows : rows.filter((row) => row.key !== end);
      // A key that fills a window alone is read whole.
      const window = whole.length > 0 ? whole : this.#rowsOf(end);
      last = window.at(-1)?.key ?? end;
      yield window;
    }
  }

  #rowsOf(key: string): KeyedRow[] {
    return this.#table
      .all('select * from row where key = ? order by seq', key)
      .map((row) => this.#keyed(row));
  }

  #keyed({ seq, key, content, json }: Record<string, unknown>): KeyedRow {
    return {
      row: this.#packer.unpack(String(json)),
      key: String(key),
      content: String(content),
      seq: Number(seq),
    };
  }

  /** Forgets what an earlier plan decided. */
  beginPlan(): void {
    this.#table.run('delete from planned');
  }

  keepPlanned(entries: readonly PlannedEntry[]): void {
    this.#table.atOnce(() => {
      for (const { keyed, outcome, line, rule, ...entry } of entries) {
        if (line) this.#lines.set(line.id, line);
        if (rule) this.#rules.set(rule.id, rule);
        const { occurrence, place, existingId, existingCents, lineNumber, countsOn, changes } = entry;
        const { late, month, sapMonth } = entry;
        const packed: PackedPlan = [
          ...([occurrence, place, existingId, existingCents ?? null] as const),
          ...([line?.id ?? null, lineNumber, countsOn, rule?.id ?? null, changes] as const),
          ...([late, month, sapMonth] as const),
        ];
        this.#table.run('insert into planned values (?, ?, ?)', keyed.seq, outcome, JSON.stringify(packed));
      }
    });
  }

  /** Entries of the given outcomes in the order of the file, in batches. */
  *planned(...outcomes: Outcome[]): Generator<PlannedEntry[]> {
    const next = `select r.seq, r.key, r.content, r.json, p.outcome, p.json as plan from planned p
      join row r on r.seq = p.seq where p.seq > ? and p.outcome in (select value from json_each(?))
      order by p.seq limit ?`;
    yield* this.#batches(next, JSON.stringify(outcomes));
  }

  /** New rows that may take part in a reversal: those that name a document, and those that are named. */
  reversible(): PlannedEntry[] {
    if (!this.#hasReversals) return [];
    const next = `select r.seq, r.key, r.content, r.json, p.outcome, p.json as plan from planned p
      join row r on r.seq = p.seq where p.seq > ? and p.outcome = ?
      and (r.reversed is not null or r.key in (select reversed from row where reversed is not null))
      order by p.seq limit ?`;
    return [...this.#batches(next, 'add')].flat();
  }

  *#batches(next: string, value: string): Generator<PlannedEntry[]> {
    for (let last = 0; ;) {
      const rows = this.#table.all(next, last, value, ROWS_AT_ONCE);
      if (rows.length === 0) return;
      last = Number(rows.at(-1)?.['seq']);
      yield rows.map((row) => this.#entry(row));
    }
  }

  #entry(found: Record<string, unknown>): PlannedEntry {
    const [occurrence, place, existingId, existingCents, lineId, lineNumber, countsOn, ...rest] = JSON.parse(
      String(found['plan']),
    ) as PackedPlan;
    const [ruleId, changes, late, month, sapMonth] = rest;
    return {
      keyed: this.#keyed(found),
      outcome: found['outcome'] as Outcome,
      ...{ occurrence, place, existingId, lineNumber, countsOn, changes, late, month, sapMonth },
      ...(existingCents === null ? {} : { existingCents }),
      line: lineId === null ? undefined : this.#lines.get(lineId),
      rule: ruleId === null ? null : (this.#rules.get(ruleId) ?? null),
    };
  }
}
