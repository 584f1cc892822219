import { sql } from 'kysely';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { ZERO_CENTS } from '#shared/money.ts';
import { tieOutFaults } from '#shared/periods/closing.ts';
import { monthOfPeriod, periodStateOf } from '#shared/periods/periods.ts';
import type { TieOutConfirm, TieOutDetail, TieOutLift } from '#shared/periods/period-views.ts';
import { tieOutOf } from '#shared/periods/tie-out.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Writer } from '../db/transact.ts';
import { listControlTotals } from './control-totals.sql.ts';
import { ledgerView } from './period-list.sql.ts';
import { periodStates, writeTieOut } from './periods.sql.ts';
import { confirmations, importsOfPeriod, tieOuts } from './tie-out.sql.ts';
import type { PlacedTieOut } from './tie-out.sql.ts';

const LIFT = 'tie-out.lift';

interface Where {
  year: number;
  period: string;
  ledger: Ledger;
}

async function placedTieOut(read: Queries, where: Where): Promise<PlacedTieOut> {
  const [placed] = await tieOuts(read, where);
  if (placed) return placed;
  const late = { cents: ZERO_CENTS, postings: 0 };
  return { period: where.period, ledger: where.ledger, tieOut: tieOutOf([], [], false), late };
}

async function confirmationOf(read: Queries, where: Where) {
  const all = await confirmations(read, where.year);
  return all.find((one) => one.period === where.period && one.ledger === where.ledger);
}

async function historyOf(read: Queries, where: Where): Promise<TieOutDetail['history']> {
  return read
    .selectFrom('tie_out as t')
    .leftJoin('app_user as u', 'u.id', 't.user_id')
    .where('t.fiscal_year', '=', where.year)
    .where('t.period', '=', where.period)
    .where('t.ledger', '=', where.ledger)
    .orderBy('t.id', 'desc')
    .select([
      't.state',
      't.recorded_at as at',
      sql<string>`coalesce(u.name, 'Kommandozeile')`.as('by'),
      't.reason',
      't.cents',
    ])
    .execute();
}

async function isClosed(read: Queries, where: Where): Promise<boolean> {
  return periodStateOf(await periodStates(read), monthOfPeriod(where.year, where.period)) === 'closed';
}

/** Who lifted the last confirmation alone confirms nothing anew: what was agreed on takes a second person again. */
async function requireAnother(read: Queries, where: Where, writer: Writer): Promise<void> {
  const last = await read
    .selectFrom('tie_out as t')
    .innerJoin('history as h', 'h.seq', 't.recorded_seq')
    .where('t.fiscal_year', '=', where.year)
    .where('t.period', '=', where.period)
    .where('t.ledger', '=', where.ledger)
    .orderBy('t.id', 'desc')
    .select(['h.action', 't.user_id as userId'])
    .limit(1)
    .executeTakeFirst();
  if (last?.action === LIFT && last.userId === writer.id)
    throw new AppError(
      'rule-violated',
      'Diese Bestätigung haben Sie selbst aufgehoben. Neu bestätigen muss eine andere Person; es wurde nichts bestätigt.',
    );
}

/** One SAP period and ledger down to sub-budget and account, with where SAP's side comes from. */
export async function tieOutDetail(read: Queries, where: Where): Promise<TieOutDetail> {
  const placed = await placedTieOut(read, where);
  return {
    ...where,
    tieOut: ledgerView(placed, await confirmationOf(read, where)),
    parts: placed.tieOut.parts,
    imports: await importsOfPeriod(read, where),
    controlTotals: await listControlTotals(read, where),
    history: await historyOf(read, where),
    closed: await isClosed(read, where),
  };
}

interface By {
  clock: Clock;
  writer: Writer;
}

const nameOf = (where: Where): string => `${where.period}/${where.year} ${where.ledger}`;

/**
 * Confirms that a period of one ledger ties out: what was recorded before it is locked (reconciled.sql.ts). Throws
 * `conflict` when the figures are no longer those that were seen, `rule-violated` when it does not tie out or when
 * the same person has just lifted it.
 */
export async function confirmTieOut(
  db: Database,
  by: By,
  seen: TieOutConfirm,
  origin: Origin = 'live',
): Promise<TieOutDetail> {
  const { sapCents, postings, ...where } = seen;
  return transact(
    db,
    by,
    async (tx) => {
      await requireAnother(tx.query, where, by.writer);
      const placed = await placedTieOut(tx.query, where);
      const view = ledgerView(placed, undefined);
      if (view.sapCents !== sapCents || view.postings !== postings)
        throw new AppError('conflict', 'Die Zahlen haben sich seit der Anzeige geändert. Bitte neu prüfen.');
      const faults = tieOutFaults({ ...view, period: `${where.period}/${where.year}` });
      if (faults.length > 0)
        throw new AppError('rule-violated', 'Die Periode geht noch nicht auf. Es wurde nichts bestätigt.', {
          errors: faults.map((message) => ({ path: '', message })),
        });
      const row = { ...where, state: 'confirmed' as const, cents: sapCents, postings, reason: '', origin };
      await writeTieOut(tx, by.writer, row);
      const change = { action: 'tie-out.confirm', entity: 'tie_out', entityId: nameOf(where) };
      return { result: undefined, change: { ...change, after: { sapCents, postings } } };
    },
    (query) => tieOutDetail(query, where),
  );
}

/**
 * Lifts a confirmation, with a reason: its postings may be changed again. Throws `period-closed` for a closed period
 * (opening it again by two people lifts it) and `conflict` when nothing is confirmed.
 */
export async function liftTieOut(db: Database, by: By, lift: TieOutLift): Promise<TieOutDetail> {
  const { reason, ...where } = lift;
  return transact(
    db,
    by,
    async (tx) => {
      if (await isClosed(tx.query, where))
        throw new AppError('period-closed', 'Die Abstimmung gilt, solange die Periode geschlossen ist.');
      const confirmed = await confirmationOf(tx.query, where);
      if (!confirmed) throw new AppError('conflict', 'Diese Periode ist nicht als abgestimmt bestätigt.');
      const { cents, postings } = confirmed;
      const row = { ...where, state: 'lifted' as const, cents, postings, reason, origin: 'live' as const };
      await writeTieOut(tx, by.writer, row);
      const change = { action: LIFT, entity: 'tie_out', entityId: nameOf(where), reason };
      return { result: undefined, change };
    },
    (query) => tieOutDetail(query, where),
  );
}
