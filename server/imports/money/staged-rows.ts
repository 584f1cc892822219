import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import type { LineBrief } from '#shared/imports/assignment.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import type { FieldChange } from '#shared/imports/record-plan.ts';
import { reversedKey } from '#shared/imports/reversals.ts';
import type { Reversal } from '#shared/imports/reversals.ts';
import type { KeyedRow } from '#shared/imports/row-key.ts';
import { UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import type { Rule } from '#shared/reconciliation/rule.ts';
import { Staging, takeKept } from '../../db/staging.ts';
import type { StagedTable } from '../../db/staging.ts';
import { COUNTED, ENTRY, FIELDS, INSERT_PLANNED, INSERT_ROW, POSTING, RARE, ROW } from './staged-columns.ts';
import { rowAt, ROWS_AT_ONCE, STAGED_POSTING, TABLES } from './staged-columns.ts';
import type { MonthSum, Noted, Outcome, PlaceSum, StagedSums } from './staged-columns.ts';

/**
 * The bookings of a delivery and what was planned with each, outside memory: a file of a million rows needs no more of
 * it than one of a thousand. Must be closed.
 */
export class StagedRows {
  readonly #table: Staging;
  readonly #lines: Map<number, LineBrief>;
  readonly #rules: Map<number, Rule>;
  #batch: { keyed: KeyedRow; whole: string }[] = [];
  #hasReversals: boolean;
  #open = true;

  constructor(table = new Staging(TABLES), from: Partial<Noted> = {}) {
    this.#table = table;
    this.#lines = from.lines ?? new Map<number, LineBrief>();
    this.#rules = from.rules ?? new Map<number, Rule>();
    this.#hasReversals = from.hasReversals ?? false;
  }

  /** Planned rows that were kept under that name, for one caller, with what was said of them; undefined = they are gone. */
  static taken(name: string): { rows: StagedRows; about: unknown } | undefined {
    const table = takeKept(name);
    const [[state] = []] = table?.rows('select state from kept') ?? [];
    if (!table || !(state instanceof Uint8Array)) return undefined;
    // Serialised by `keepAs`.
    const { noted, about } = deserialize(state) as { noted: Noted; about: unknown };
    return { rows: new StagedRows(table, noted), about };
  }

  /** Keeps planned rows for another thread of this process, and closes them here. `about` is plain data. */
  keepAs(name: string, about: unknown): void {
    const noted: Noted = { lines: this.#lines, rules: this.#rules, hasReversals: this.#hasReversals };
    this.#table.run('insert into kept values (?)', serialize({ noted, about }));
    this.#open = false;
    this.#table.keepAs(name);
  }

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
    if (this.#open) this.#table.close();
    this.#open = false;
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    this.#table.atOnce(() => {
      for (const { keyed, whole } of batch) {
        const reversed = reversedKey(keyed);
        this.#hasReversals ||= reversed !== null;
        const { seq, key, content, row } = keyed;
        const said = FIELDS.map((field) => row[field]);
        const rare = RARE.map((field) => row[field] ?? null);
        this.#table.run(INSERT_ROW, seq, key, content, whole, reversed, ...said, ...rare);
      }
    });
  }

  /** SHA-256 over the sorted digests of all contents: one name for what a file says (promises.md I3). */
  async contentSha256(): Promise<string> {
    const hash = createHash('sha256');
    let isFirst = true;
    for (const batch of this.#table.batches('select whole from row order by whole')) {
      hash.update(`${isFirst ? '' : '\n'}${batch.map(([whole]) => String(whole)).join('\n')}`);
      isFirst = false;
      await nextTurn();
    }
    return hash.digest('hex');
  }

  /** All rows in windows that hold every row of each of their keys. */
  *windows(): Generator<KeyedRow[]> {
    const next = `select ${ROW} from row r where r.key > ? order by r.key, r.seq limit ?`;
    for (let last = ''; ;) {
      const rows = this.#table.rows(next, last, ROWS_AT_ONCE).map((row) => this.#keyed(row));
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
      .rows(`select ${ROW} from row r where r.key = ? order by r.seq`, key)
      .map((row) => this.#keyed(row));
  }

  #keyed(values: readonly unknown[]): KeyedRow {
    const [seq, key, content] = values;
    return { row: rowAt(values, 3), key: String(key), content: String(content), seq: Number(seq) };
  }

  /** Forgets what an earlier plan decided. */
  beginPlan(): void {
    this.#table.run('delete from planned');
    this.#table.run('delete from reversal');
  }

  keepPlanned(entries: readonly PlannedEntry[]): void {
    this.#table.atOnce(() => {
      for (const entry of entries) {
        const { keyed, outcome, line, rule, changes } = entry;
        if (line) this.#lines.set(line.id, line);
        if (rule) this.#rules.set(rule.id, rule);
        this.#table.run(
          INSERT_PLANNED,
          ...[keyed.seq, entry.occurrence, entry.place, entry.existingId, entry.existingCents ?? null],
          ...[line?.id ?? null, rule?.id ?? null, entry.late ? 1 : 0],
          ...[outcome, entry.lineNumber, entry.countsOn],
          ...[changes.length === 0 ? null : JSON.stringify(changes), entry.month, entry.sapMonth],
        );
      }
    });
  }

  /** What new rows reverse, so that they are written pointing to it. */
  keepReversals(links: readonly Reversal[]): void {
    this.#table.atOnce(() => {
      for (const { row, original } of links) {
        const { id, key, occurrence } = original;
        this.#table.run('insert into reversal values (?, ?, ?, ?)', row.keyed.seq, id, key, occurrence);
      }
    });
  }

  /** The new postings, for the transaction that writes them. */
  postings(): StagedTable {
    const text = `select ${Object.keys(POSTING).join(', ')} from ${STAGED_POSTING} order by seq`;
    const batches = (): Iterable<unknown[][]> => this.#table.batches(text);
    return { name: STAGED_POSTING, path: this.#table.path, columns: POSTING, batches };
  }

  /** What the new postings amount to by line and month, and by the places of SAP's own sums. */
  sums(): StagedSums {
    const months = this.#table.all(
      `select coalesce(line_id, ?) as lineId, ledger, fiscal_year as fiscalYear, substr(posted_on, 1, 7) as month,
        sum(cents) as cents, count(*) as postings from ${STAGED_POSTING} group by 1, 2, 3, 4`,
      UNASSIGNED_LINE,
    );
    const sums = this.#table.all(
      `select fiscal_year as fiscalYear, period, ledger, account, coalesce(sub_budget, '') as subBudget,
        line_id is not null as assigned, sap_posted_on is not null as late, sum(cents) as cents, count(*) as postings
        from ${STAGED_POSTING} group by 1, 2, 3, 4, 5, 6, 7`,
    );
    const [[reversals] = []] = this.#table.rows('select count(*) from reversal');
    // Their columns are those of the types.
    return {
      months: months as unknown as MonthSum[],
      places: sums as unknown as PlaceSum[],
      reversals: Number(reversals),
    };
  }

  /** Entries of the given outcomes in the order of the file, in batches. */
  *planned(...outcomes: Outcome[]): Generator<PlannedEntry[]> {
    const next = `select ${ROW}, ${ENTRY} from planned p
      join row r on r.seq = p.seq where p.seq > ? and p.outcome in (select value from json_each(?))
      order by p.seq limit ?`;
    yield* this.#batches(next, JSON.stringify(outcomes));
  }

  /** New rows that may take part in a reversal: those that name a document, and those that are named. */
  reversible(): PlannedEntry[] {
    if (!this.#hasReversals) return [];
    const next = `select ${ROW}, ${ENTRY} from planned p
      join row r on r.seq = p.seq where p.seq > ? and p.outcome = ?
      and (r.reversed is not null or r.key in (select reversed from row where reversed is not null))
      order by p.seq limit ?`;
    return [...this.#batches(next, 'add')].flat();
  }

  *#batches(next: string, value: string): Generator<PlannedEntry[]> {
    for (let last = 0; ;) {
      const rows = this.#table.rows(next, last, value, ROWS_AT_ONCE);
      if (rows.length === 0) return;
      last = Number(rows.at(-1)?.[0]);
      yield rows.map((row) => this.#entry(row));
    }
  }

  #entry(values: readonly unknown[]): PlannedEntry {
    const planned = values.slice(3 + FIELDS.length + RARE.length);
    const [occurrence, place, existingId, existingCents, lineId, ruleId, late] = planned;
    const [outcome, lineNumber, countsOn, changes, month, sapMonth] = planned.slice(COUNTED.length);
    return {
      keyed: this.#keyed(values),
      ...{ outcome, occurrence, place, existingId, lineNumber, countsOn, month, sapMonth },
      ...(existingCents === null ? {} : { existingCents }),
      changes: changes === null ? [] : (JSON.parse(changes as string) as FieldChange[]),
      late: late === 1,
      line: lineId === null ? undefined : this.#lines.get(Number(lineId)),
      rule: ruleId === null ? null : (this.#rules.get(Number(ruleId)) ?? null),
      // Kept from an entry of this type, field by field.
    } as PlannedEntry;
  }
}
