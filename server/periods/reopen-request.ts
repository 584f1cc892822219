import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { monthField } from '#shared/periods/period-views.ts';
import { reopenFault } from '#shared/periods/closing.ts';
import { monthOfPeriod, monthWords } from '#shared/periods/periods.ts';
import type { RequestHandler } from '../requests/request-handler.ts';
import type { Queries } from '../db/database.ts';
import { findPeriod, lateArrivals, periodStates, writePeriod, writeTieOut } from './periods.sql.ts';
import { confirmations } from './tie-out.sql.ts';

const ReopenPayload = z.strictObject({ month: monthField });
type ReopenPayload = z.infer<typeof ReopenPayload>;

async function requireClosed(read: Queries, month: string): Promise<{ version: number }> {
  const fault = reopenFault(await periodStates(read), month);
  if (fault !== null) throw new AppError('conflict', fault);
  return findPeriod(read, month);
}

async function confirmedOf(read: Queries, month: string) {
  const year = Number(month.slice(0, 4));
  const all = await confirmations(read, year);
  return all.filter((one) => monthOfPeriod(year, one.period) === month).map((one) => ({ ...one, year }));
}

/** What the decider must know; opening moves no figure, what comes afterwards may. */
async function notesOf(read: Queries, month: string): Promise<string[]> {
  const confirmed = await confirmedOf(read, month);
  const next = [...(await lateArrivals(read, Number(month.slice(0, 4)))).values()];
  const late = next.reduce((sum, row) => sum + row.postings, 0);
  return [
    `Die Periode ${monthWords(month)} nimmt danach wieder Buchungen, Zuordnungen und Bewegungen an; Zahlen zu Stichtagen ab diesem Monat können sich ändern.`,
    ...(confirmed.length > 0 ? [`${confirmed.length} Abstimmungen mit SAP werden aufgehoben.`] : []),
    ...(late > 0
      ? ['Nachbuchungen, die schon in einem späteren Monat zählen, bleiben dort; nichts Gebuchtes wandert.']
      : []),
    'Herausgegebene Berichte bleiben, wie sie sind.',
  ];
}

/**
 * Wiederöffnen einer Periode: the only way back from closed, by a request that a second person approves, once per
 * request (I8; the database refuses any other way). It lifts the period's tie-outs, because what they locked can be
 * put right now. Months open again in reverse order: throws `conflict` when the period
 * is not closed or is not the newest closed one.
 */
export const reopenRequest: RequestHandler<ReopenPayload> = {
  payload: ReopenPayload,
  title: (_read, { month }) => Promise.resolve(`Periode ${monthWords(month)} wieder öffnen`),
  effect: async (read, { month }) => {
    await requireClosed(read, month);
    return { lines: [], groups: [], envelopes: [], notes: await notesOf(read, month) };
  },
  apply: async (tx, { month }, request) => {
    const { version } = await requireClosed(tx.query, month);
    const { id: requestId, reason, by } = request;
    const lifted = await confirmedOf(tx.query, month);
    await writePeriod(tx, month, 'open', { reason, requestId, version });
    for (const { year, period, ledger, cents, postings } of lifted) {
      const place = { year, period, ledger, cents, postings };
      await writeTieOut(tx, by, { ...place, state: 'lifted', reason, origin: 'live' });
    }
    return { month, state: 'open', lifted: lifted.length };
  },
};
