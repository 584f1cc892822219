import { yearsForTwo } from '#shared/imports/import-request.ts';
import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import type { FiscalYear } from '#shared/calendar.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { Queries } from '../db/database.ts';

/** Of these years those that have an appropriation that counts: read in or booked by form, and not taken back. */
async function filledYears(read: Queries, years: readonly FiscalYear[]): Promise<Set<FiscalYear>> {
  const rows = await read
    .selectFrom('budget_line as l')
    .innerJoin('movement as m', 'm.line_id', 'l.id')
    .leftJoin('movement as r', 'r.reverses_id', 'm.id')
    .where('l.year', 'in', years)
    .where('m.kind', '=', 'A')
    .where('m.reverses_id', 'is', null)
    .where('r.id', 'is', null)
    .select('l.year')
    .distinct()
    .execute();
  return new Set(rows.map((row) => row.year));
}

/**
 * The years for which this plan waits for a second person; none = it is applied at once. A database that is still
 * being set up takes everything at once.
 */
export async function waitsForApproval(
  read: Queries,
  kind: ImportProfile['kind'],
  plan: Plan,
): Promise<FiscalYear[]> {
  const years = plan.yearsAdded;
  if (moneyRules(kind).nature !== 'budget' || years.length === 0) return [];
  const setup = await read.selectFrom('meta').where('key', '=', 'setup').select('value').executeTakeFirst();
  return setup?.value === 'complete' ? yearsForTwo(kind, years, await filledYears(read, years)) : [];
}
