import { sql } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Move } from '#shared/reconciliation/parts.ts';
import { batches } from '../db/batches.ts';
import type { RuleRecordTable, VendorUseTable } from '../db/tables-control.ts';
import type { Tx } from '../db/transact.ts';

/** What of a new posting is counted. */
interface NewPosting {
  vendor?: string | null | undefined;
  line_id?: number | null | undefined;
  rule_id?: number | null | undefined;
}

/**
 * How many postings of a vendor stand on a line, and what rules brought about (0048): added up while postings are
 * written or moved; `write` once in the same transaction adds it to what is stored. Whoever inserts into `posting` or
 * `assignment` does this (verify: placed).
 */
export class PlacedCounts {
  /** By vendor and line. */
  readonly #uses = new Map<string, { vendor: string; lineId: number; postings: number }>();
  readonly #rules = new Map<number, RuleRecordTable>();

  /** New postings that are alike in what is counted. */
  addNew({ vendor, line_id: lineId, rule_id: ruleId }: NewPosting, postings = 1): void {
    if (typeof lineId !== 'number') return;
    if (typeof vendor === 'string') this.#use(vendor, lineId, postings);
    if (typeof ruleId === 'number') this.#rule(ruleId, postings, 0);
  }

  #use(vendor: string, lineId: number, postings: number): void {
    const key = `${lineId}|${vendor}`;
    const use = this.#uses.get(key);
    if (use) use.postings += postings;
    else this.#uses.set(key, { vendor, lineId, postings });
  }

  #rule(ruleId: number, taken: number, corrected: number): void {
    const before = this.#rules.get(ruleId) ?? { rule_id: ruleId, taken: 0, corrected: 0 };
    this.#rules.set(ruleId, {
      rule_id: ruleId,
      taken: before.taken + taken,
      corrected: before.corrected + corrected,
    });
  }

  /** Postings that are about to be moved: asked before their assignments are written. */
  async addMoved(tx: Tx, moved: readonly MovedCounts[]): Promise<void> {
    for (const some of batches(moved)) {
      const ids = some.map((one) => one.postingId);
      const vendors = new Map(
        (
          await tx.query
            .selectFrom('posting')
            .where('id', 'in', ids)
            .where('vendor', 'is not', null)
            .select(['id', 'vendor'])
            .execute()
        ).map((row) => [row.id, row.vendor]),
      );
      for (const { postingId, ruleId, moves } of some) {
        const vendor = vendors.get(postingId);
        for (const { lineId, postings } of moves) {
          if (typeof vendor === 'string' && lineId !== null) this.#use(vendor, lineId, postings);
          if (typeof ruleId === 'number' && postings === 1) this.#rule(ruleId, 1, 0);
        }
      }
      for (const row of await correctedRules(tx, ids)) this.#rule(row.ruleId, 0, row.corrected);
      await nextTurn();
    }
  }

  async write(tx: Tx): Promise<void> {
    for (const rows of batches(await this.#byNumber(tx))) {
      await tx.query
        .insertInto('vendor_use')
        .values(rows)
        .onConflict((oc) =>
          oc
            .columns(['vendor', 'ledger', 'number'])
            .doUpdateSet({ postings: sql<number>`vendor_use.postings + excluded.postings` }),
        )
        .execute();
      await nextTurn();
    }
    for (const rows of batches([...this.#rules.values()]))
      await tx.query
        .insertInto('rule_record')
        .values(rows)
        .onConflict((oc) =>
          oc.column('rule_id').doUpdateSet({
            taken: sql<number>`rule_record.taken + excluded.taken`,
            corrected: sql<number>`rule_record.corrected + excluded.corrected`,
          }),
        )
        .execute();
  }

  /** The uses by what a line is called: one number stands for its lines of all years. */
  async #byNumber(tx: Tx): Promise<VendorUseTable[]> {
    const ids = [...new Set([...this.#uses.values()].map((use) => use.lineId))];
    const lines = new Map<number, { ledger: Ledger; number: string }>();
    for (const some of batches(ids)) {
      const rows = await tx.query
        .selectFrom('budget_line')
        .where('id', 'in', some)
        .select(['id', 'ledger', 'number'])
        .execute();
      for (const row of rows) lines.set(row.id, row);
    }
    const sums = new Map<string, VendorUseTable>();
    for (const { vendor, lineId, postings } of this.#uses.values()) {
      const line = lines.get(lineId);
      if (!line || postings === 0) continue;
      const key = `${line.ledger}|${line.number}|${vendor}`;
      const before = sums.get(key)?.postings ?? 0;
      sums.set(key, { vendor, ledger: line.ledger, number: line.number, postings: before + postings });
    }
    return [...sums.values()];
  }
}

/** A posting that is moved, with the rule that moves it. */
export interface MovedCounts {
  postingId: number;
  ruleId: number | null;
  moves: readonly Pick<Move, 'lineId' | 'postings'>[];
}

/** Rules whose postings are moved for the first time after they put them there: each counts once. */
async function correctedRules(
  tx: Tx,
  ids: readonly number[],
): Promise<{ ruleId: number; corrected: number }[]> {
  const list = sql.join(ids);
  const { rows } = await sql<{ ruleId: number; corrected: number }>`
    select rule_id as "ruleId", cast(count(*) as bigint) as corrected from (
      select a.rule_id from assignment a where a.posting_id in (${list}) and a.rule_id is not null and a.postings = 1
        and a.recorded_seq < ${tx.seq} and not exists (select 1 from assignment l
          where l.posting_id = a.posting_id and l.recorded_seq > a.recorded_seq)
      union all
      select p.rule_id from posting p where p.id in (${list}) and p.rule_id is not null and p.line_id is not null
        and not exists (select 1 from assignment l where l.posting_id = p.id)
    ) as placed group by rule_id`.execute(tx.query);
  return rows;
}
