import { sql } from 'kysely';
import { monthWords } from '#shared/periods/periods.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import type { PostingPass } from '../ledger/posting-pass.sql.ts';

/** The stored SAP totals equal what the postings and their assignments say when added anew (0014). */
export function sapTotalsMatch({ sapSums: { rows, faults } }: PostingPass): Finding {
  return finding(faults === 0 ? [] : [`${faults} SAP-Summen weichen ab`], `${rows} Summen`);
}

/** Nothing that counts up to the end of a closed month was recorded after its closing (promises.md I8). */
export async function closedMonthsUntouched(read: Queries, { months }: PostingPass): Promise<Finding> {
  // Few months per table, so that each is looked at once before it meets the periods.
  const newest = (table: string) => sql`
    select substr(effective_on, 1, 7) as month, max(recorded_seq) as seq from ${sql.table(table)} group by 1`;
  const facts = await sql<{ month: string; seq: number }>`
    ${newest('assignment')} union all ${newest('movement')} union all ${newest('commitment_entry')}`.execute(
    read,
  );
  const closed = await read
    .selectFrom('period')
    .where('state', '=', 'closed')
    .select(['month', 'recorded_seq as seq'])
    .execute();
  const changes = [...facts.rows, ...[...months].map(([month, seq]) => ({ month, seq }))];
  const after = changes.filter((fact) => closed.some((one) => fact.month <= one.month && fact.seq > one.seq));
  const touched = [...new Set(after.map((fact) => fact.month))].sort();
  return finding(
    touched.map((month) => `${monthWords(month)}: nach dem Schließen verändert`),
    `${closed.length} Perioden`,
  );
}
