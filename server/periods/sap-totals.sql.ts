import { sql } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { batches } from '../db/batches.ts';
import type { PostingTable } from '../db/tables-money.ts';
import type { SapTotalTable } from '../db/tables-control.ts';
import type { Tx } from '../db/transact.ts';

/** What of a new posting the totals look at. */
type NewPosting = Pick<PostingTable, 'fiscal_year' | 'period' | 'ledger' | 'account' | 'source' | 'cents'> &
  Partial<Record<'sub_budget' | 'sap_posted_on', string | null | undefined>> & {
    line_id?: number | null | undefined;
  };

const ZERO = toCents(0);

/**
 * Adds up new postings while they are written; `write` once in the same transaction adds the sums to what the change
 * has brought before. Whoever inserts into `posting` does this (verify: sap-totals).
 */
export class SapSums {
  readonly #sums = new Map<string, SapTotalTable>();

  add(row: NewPosting, seq: number): void {
    const isOpen = row.line_id === null || row.line_id === undefined;
    const isLate = row.sap_posted_on !== null && row.sap_posted_on !== undefined;
    this.addSum(row, { postings: 1, isOpen, isLate }, seq);
  }

  /** Several postings of one place, on lines or open, late or not. */
  addSum(
    row: Omit<NewPosting, 'line_id' | 'sap_posted_on'>,
    { postings, isOpen, isLate }: { postings: number; isOpen: boolean; isLate: boolean },
    seq: number,
  ): void {
    const subBudget = row.sub_budget ?? '';
    const key = `${row.fiscal_year}|${row.period}|${row.ledger}|${row.account}|${row.source}|${subBudget}`;
    const sum = this.#sums.get(key) ?? emptySum(row, subBudget, seq);
    this.#sums.set(key, sum);
    const plus = (cents: Cents): Cents => toCents(cents + row.cents);
    sum.cents = plus(sum.cents);
    sum.postings += postings;
    if (isOpen) sum.open_cents = plus(sum.open_cents);
    else sum.assigned_cents = plus(sum.assigned_cents);
    if (!isLate) return;
    sum.late_cents = plus(sum.late_cents);
    sum.late_postings += postings;
  }

  async write(tx: Tx): Promise<void> {
    const rows = [...this.#sums.values()];
    for (const some of batches(rows)) {
      await tx.query
        .insertInto('sap_total')
        .values(some)
        .onConflict((oc) =>
          oc
            .columns([
              'fiscal_year',
              'period',
              'ledger',
              'sub_budget',
              'account',
              'source',
              'part',
              'recorded_seq',
            ])
            .doUpdateSet({
              cents: sql<Cents>`sap_total.cents + excluded.cents`,
              postings: sql<number>`sap_total.postings + excluded.postings`,
              assigned_cents: sql<Cents>`sap_total.assigned_cents + excluded.assigned_cents`,
              open_cents: sql<Cents>`sap_total.open_cents + excluded.open_cents`,
              late_cents: sql<Cents>`sap_total.late_cents + excluded.late_cents`,
              late_postings: sql<number>`sap_total.late_postings + excluded.late_postings`,
            }),
        )
        .execute();
      await nextTurn();
    }
  }
}

function emptySum(
  row: Omit<NewPosting, 'line_id' | 'sap_posted_on'>,
  subBudget: string,
  seq: number,
): SapTotalTable {
  return {
    fiscal_year: row.fiscal_year,
    period: row.period,
    ledger: row.ledger,
    sub_budget: subBudget,
    account: row.account,
    source: row.source,
    part: 'posting',
    recorded_seq: seq,
    cents: ZERO,
    postings: 0,
    assigned_cents: ZERO,
    open_cents: ZERO,
    excluded_cents: ZERO,
    late_cents: ZERO,
    late_postings: 0,
  };
}

/**
 * Moves the parts of the tie-out after assignments: what all `assignment` rows of this change moved so far. Called
 * again in the same transaction it says the newer sum. A posting stays one SAP row, only its parts go elsewhere.
 */
export async function keepAssignedTotals(tx: Tx): Promise<void> {
  const part = (target: string) => sql`sum(case when a.target = ${sql.lit(target)} then a.cents else 0 end)`;
  await sql`
    insert into sap_total (fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq, cents, postings,
      assigned_cents, open_cents, excluded_cents, late_cents, late_postings)
    select p.fiscal_year, p.period, p.ledger, coalesce(p.sub_budget, ''), p.account, p.source, 'assignment',
      a.recorded_seq, 0, 0, ${part('line')}, ${part('open')}, ${part('excluded')}, 0, 0
    from assignment a join posting p on p.id = a.posting_id
    where a.recorded_seq = ${tx.seq}
    group by p.fiscal_year, p.period, p.ledger, coalesce(p.sub_budget, ''), p.account, p.source, a.recorded_seq
    on conflict (fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq) do update set
      assigned_cents = excluded.assigned_cents, open_cents = excluded.open_cents,
      excluded_cents = excluded.excluded_cents`.execute(tx.query);
}
