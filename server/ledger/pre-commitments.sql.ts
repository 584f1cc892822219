import { openCommitment } from '#shared/budget/figures.ts';
import type { PreCommitment } from '#shared/budget/budget.ts';
import { LEDGERS } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { sumCents } from '#shared/money.ts';
import { knownUntil } from '../clocks/selection.ts';
import { sameCode } from '#shared/codes.ts';
import { hasCode } from '../db/codes.ts';
import { keptLaterOrders } from './kept-sums.ts';
import type { Queries } from '../db/database.ts';
import { isOwnRow, owns } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { linesQuery } from './lines.sql.ts';
import { entrySum } from './parts.sql.ts';

/**
 * Vorbelastung per ledger, year of the line and later year in which the orders fall due, in cents, ascending:
 * Σ max(0, ordered − released − cancelled) up to the date. With a year only what leaves it or falls due in it.
 */
export async function preCommitments(read: Queries, query: Query): Promise<PreCommitment[]> {
  const kept = await keptLaterOrders(read, query);
  return summed(kept ? keptOrders(kept, query) : await readOrders(read, query));
}

interface Query {
  asOf: IsoDate;
  knownSeq?: number | undefined;
  year?: FiscalYear;
  subBudget?: string | undefined;
  /** Only orders of these lines; null or absent = of all. */
  own?: OwnRows | null;
}

function keptOrders(
  orders: NonNullable<Awaited<ReturnType<typeof keptLaterOrders>>>,
  { year, subBudget, own = null }: Query,
): PreCommitment[] {
  return orders
    .filter(
      ({ line, dueYear }) =>
        owns(own, line) &&
        (year === undefined || line.year === year || dueYear === year) &&
        (subBudget === undefined || sameCode(line.subBudget, subBudget)),
    )
    .map(({ line, dueYear, cents }) => ({ ledger: line.ledger, year: line.year, dueYear, cents }));
}

async function readOrders(read: Queries, query: Query): Promise<PreCommitment[]> {
  const { asOf, year, subBudget, own } = query;
  let orders = linesQuery(read, { asOf })
    .innerJoin('commitment as c', 'c.line_id', 'l.id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('e.effective_on', '<=', asOf)
    .where('e.recorded_seq', '<=', knownUntil(query))
    .whereRef('c.due_year', '>', 'l.year');
  if (year !== undefined)
    orders = orders.where((eb) => eb.or([eb('l.year', '=', year), eb('c.due_year', '=', year)]));
  if (own)
    orders = orders.where((eb) =>
      isOwnRow(own, { project: eb.ref('l.project_id'), office: eb.ref('l.office_id') }),
    );
  if (subBudget !== undefined)
    orders = orders.where('l.sub_budget_id', 'in', (eb) =>
      eb
        .selectFrom('sub_budget')
        .where((one) => hasCode(one.ref('code'), subBudget))
        .select('id'),
    );
  const rows = await orders
    .groupBy(['c.id', 'c.due_year', 'l.year', 'l.ledger'])
    .select(['l.ledger', 'l.year', 'c.due_year as dueYear'])
    .select([
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .execute();
  return rows.map((row) => ({
    ...{ ledger: row.ledger, year: row.year, dueYear: row.dueYear },
    cents: openCommitment(row),
  }));
}

function summed(orders: readonly PreCommitment[]): PreCommitment[] {
  return [...Map.groupBy(orders, (row) => `${row.ledger}/${row.year}/${row.dueYear}`).values()]
    .flatMap(([first, ...rest]) => {
      if (!first) return [];
      return [{ ...first, cents: sumCents([first, ...rest].map((row) => row.cents)) }];
    })
    .filter((one) => one.cents !== 0)
    .sort(
      (a, b) =>
        a.dueYear - b.dueYear || a.year - b.year || LEDGERS.indexOf(a.ledger) - LEDGERS.indexOf(b.ledger),
    );
}
