import type { PeriodStates } from '#shared/periods/periods.ts';
import type { Queries } from '../db/database.ts';

/** Every month that was ever held or closed, with its state now. */
export async function periodStates(read: Queries): Promise<PeriodStates> {
  const rows = await read.selectFrom('period').select(['month', 'state']).execute();
  return new Map(rows.map((row) => [row.month, row.state]));
}
