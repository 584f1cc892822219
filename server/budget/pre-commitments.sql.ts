import { openCommitment } from '#shared/budget/figures.ts';
import type { PreCommitment } from '#shared/budget/budget.ts';
import { LEDGERS } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { sumCents } from '#shared/money.ts';
import { hasCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';
import { linesQuery } from './lines.sql.ts';
import { entrySum, knownUntil } from './parts.sql.ts';

/**
 * Vorbelastung per ledger, year of the line and later year in which the orders fall due, in cents, ascending:
 * Σ max(0, ordered − released − cancelled) up to the date. With a year only what leaves it or falls due in it.
 */
export async function preCommitments(
  read: Queries,
  query: {
    asOf: IsoDate;
    knownSeq?: number | undefined;
    year?: FiscalYear;
    subBudget?: string | undefined;
  },
): Promise<PreCommitment[]> {
  const { asOf, year, subBudget } = query;
  let orders = linesQuery(read, { asOf })
    .innerJoin('commitment as c', 'c.line_id', 'l.id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('e.effective_on', '<=', asOf)
    .where('e.recorded_seq', '<=', knownUntil(query))
    .whereRef('c.due_year', '>', 'l.year');
  if (year !== undefined)
    orders = orders.where((eb) => eb.or([eb('l.year', '=', year), eb('c.due_year', '=', year)]));
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
  return [...Map.groupBy(rows, (row) => `${row.ledger}/${row.year}/${row.dueYear}`).values()]
    .flatMap(([first, ...rest]) => {
      if (!first) return [];
      const { ledger, year: from, dueYear } = first;
      return [{ ledger, year: from, dueYear, cents: sumCents([first, ...rest].map(openCommitment)) }];
    })
    .filter((one) => one.cents !== 0)
    .sort(
      (a, b) =>
        a.dueYear - b.dueYear || a.year - b.year || LEDGERS.indexOf(a.ledger) - LEDGERS.indexOf(b.ledger),
    );
}
