import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { stateChangeFault } from '#shared/periods/closing.ts';
import type { PeriodChanged } from '#shared/periods/period-views.ts';
import { monthWords } from '#shared/periods/periods.ts';
import type { PeriodState } from '#shared/periods/terms.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx, Writer } from '../db/transact.ts';
import { missingForClosing } from './period-list.sql.ts';
import { findPeriod, writePeriod } from './periods.sql.ts';

export interface PeriodStep {
  /** `2021-05` */
  month: string;
  state: PeriodState;
  reason: string;
  /** The version that was seen; 0 for a month nobody has touched. */
  version: number;
}

const ACTIONS: Record<PeriodState, string> = {
  open: 'period.open',
  held: 'period.hold',
  closed: 'period.close',
};

async function requireClosable(tx: Tx, month: string): Promise<void> {
  const missing = await missingForClosing(tx.query, month, tx.at);
  if (missing.length === 0) return;
  throw new AppError(
    'rule-violated',
    `Periode ${monthWords(month)} bleibt angehalten: Es fehlt noch etwas. Es wurde nichts geändert.`,
    { errors: missing.map((message) => ({ path: 'state', message })) },
  );
}

/**
 * Holds, releases or closes a period, by one person. Closing asks inside the transaction whether the month ties out
 * and its basket is empty; there is no way around. Throws `stale` with the state as it is, `period-closed` for a
 * closed one (only an approved request opens it), `rule-violated` with everything that is missing.
 */
export async function setPeriod(
  db: Database,
  by: { clock: Clock; writer: Writer },
  step: PeriodStep,
): Promise<PeriodChanged> {
  const { month, state, reason } = step;
  return transact(db, by, async (tx) => {
    const before = await findPeriod(tx.query, month);
    if (before.version !== step.version) throw new AppError('stale', undefined, { current: before });
    const fault = stateChangeFault(before.state, state);
    if (fault !== null) {
      const code = before.state === 'closed' ? 'period-closed' : 'rule-violated';
      throw new AppError(code, `Periode ${monthWords(month)}: ${fault}`);
    }
    if (state === 'closed') await requireClosable(tx, month);
    const version = await writePeriod(tx, month, state, { reason, requestId: null, version: before.version });
    const change = { action: ACTIONS[state], entity: 'period', entityId: month, reason };
    return {
      result: { month, state, version },
      change: { ...change, before: { state: before.state }, after: { state } },
    };
  });
}
