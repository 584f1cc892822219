import { businessDate, endOfMonth } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { pushAll } from '#shared/largest.ts';
import { ZERO_CENTS } from '#shared/money.ts';
import { closingFaults, reopenFault, tieOutFaults } from '#shared/periods/closing.ts';
import type { ClosingTieOut } from '#shared/periods/closing.ts';
import { monthOfPeriod, monthWords, periodStateOf } from '#shared/periods/periods.ts';
import type { PeriodStates } from '#shared/periods/periods.ts';
import type { LedgerTieOut, PeriodList, PeriodRow } from '#shared/periods/period-views.ts';
import type { Queries } from '../db/database.ts';
import {
  lateArrivals,
  openMonthsBefore,
  openReopenRequests,
  periodsOfYear,
  periodStates,
  yearsOfPeriods,
} from './periods.sql.ts';
import { basketOfMonth, confirmations, tieOuts } from './tie-out.sql.ts';
import type { Confirmation, PlacedTieOut } from './tie-out.sql.ts';

/** A ledger's tie-out as the page gets it, with who confirmed it and how much came after. */
export function ledgerView(placed: PlacedTieOut, confirmed: Confirmation | undefined): LedgerTieOut {
  const { parts, ...sums } = placed.tieOut;
  return {
    ledger: placed.ledger,
    ...sums,
    partsOff: parts.filter((part) => part.differenceCents !== null && part.differenceCents !== 0).length,
    lateCents: placed.late.cents,
    latePostings: placed.late.postings,
    confirmed: confirmed
      ? {
          at: confirmed.at,
          by: confirmed.by,
          cents: confirmed.cents,
          postings: confirmed.postings,
          since: sums.postings - confirmed.postings,
        }
      : null,
  };
}

function closingTieOut(year: number, period: string, view: LedgerTieOut): ClosingTieOut {
  const { ledger, sapSource, differenceCents, partsOff } = view;
  return { period: `${period}/${year}`, ledger, sapSource, differenceCents, partsOff };
}

/**
 * What keeps the SAP periods of some years, up to a month, from tying out in the budget's ledgers, as sentences; reads
 * stored totals only.
 */
export async function openTieOuts(read: Queries, years: readonly number[], until: string): Promise<string[]> {
  const faults: string[] = [];
  for (const year of years)
    for (const one of await tieOuts(read, { year })) {
      if (one.ledger === 'costing' || monthOfPeriod(year, one.period) > until) continue;
      pushAll(faults, tieOutFaults(closingTieOut(year, one.period, ledgerView(one, undefined))));
    }
  return faults;
}

type Rows = { period: string; ledgers: LedgerTieOut[] }[];

async function ledgersOfYear(read: Queries, year: number): Promise<Rows> {
  const confirmed = await confirmations(read, year);
  const placed = (await tieOuts(read, { year })).map((one) => ({
    period: one.period,
    view: ledgerView(
      one,
      confirmed.find((c) => c.period === one.period && c.ledger === one.ledger),
    ),
  }));
  const groups = Map.groupBy(placed, (one) => one.period);
  return [...groups].map(([period, ones]) => ({ period, ledgers: ones.map((one) => one.view) }));
}

/** What keeps a month from being closed now, at `at`; read on the state of `read`. Empty = it can be closed. */
export async function missingForClosing(
  read: Queries,
  month: string,
  at: Instant,
  rows?: Rows,
): Promise<string[]> {
  const year = Number(month.slice(0, 4));
  const all = rows ?? (await ledgersOfYear(read, year));
  const ofMonth = all.filter((row) => monthOfPeriod(year, row.period) === month);
  return closingFaults({
    monthIsOver: endOfMonth(month) < businessDate(at),
    earlierOpen: (await openMonthsBefore(read, month)).map(monthWords),
    open: await basketOfMonth(read, month),
    tieOuts: ofMonth.flatMap((row) => row.ledgers.map((view) => closingTieOut(year, row.period, view))),
  });
}

async function lastImportOf(read: Queries): Promise<PeriodList['lastImport']> {
  const row = await read
    .selectFrom('import')
    .where('kind', '=', 'actuals')
    .orderBy('id', 'desc')
    .limit(1)
    .select([
      'id',
      'applied_at as at',
      'file_name as fileName',
      'rows_read as rowsRead',
      'same',
      'control_origin as controlOrigin',
    ])
    .executeTakeFirst();
  return row ?? null;
}

/** What keeps a closed month from being opened again now; only the newest closed one may be asked for. */
function reopenFaults(states: PeriodStates, month: string): string[] {
  const fault = reopenFault(states, month);
  return fault === null ? [] : [fault];
}

/** The periods to show: from 01 to the last that has anything or was touched, and 13 to 16 where they have. */
function shownPeriods(rows: Rows, touched: readonly string[]): string[] {
  const used = [...rows.map((row) => row.period), ...touched.map((month) => month.slice(5))].sort();
  const last = used.filter((period) => period <= '12').at(-1) ?? '01';
  const months = Array.from({ length: Number(last) }, (_, index) => String(index + 1).padStart(2, '0'));
  return [...months, ...new Set(used.filter((period) => period > '12'))];
}

/** Every period of a year with its state, its tie-out per ledger and what is missing to close it. */
export async function periodList(read: Queries, year: number, at: Instant): Promise<PeriodList> {
  const rows = await ledgersOfYear(read, year);
  const touched = new Map((await periodsOfYear(read, year)).map((row) => [row.month, row]));
  const requests = await openReopenRequests(read);
  const states = await periodStates(read);
  const arrivals = await lateArrivals(read, year);
  const periods: PeriodRow[] = [];
  for (const period of shownPeriods(rows, [...touched.keys()])) {
    const month = monthOfPeriod(year, period);
    const change = touched.get(month);
    const state = periodStateOf(states, month);
    periods.push({
      period,
      month,
      state,
      version: change?.version ?? 0,
      changed: change
        ? { at: change.at, by: change.by, reason: change.reason, requestId: change.requestId }
        : null,
      openRequestId: requests.get(month) ?? null,
      missing:
        state === 'closed' ? reopenFaults(states, month) : await missingForClosing(read, month, at, rows),
      lateArrivals: (period <= '12' ? arrivals.get(month) : undefined) ?? {
        postings: 0,
        cents: ZERO_CENTS,
      },
      ledgers: rows.find((row) => row.period === period)?.ledgers ?? [],
    });
  }
  return { year, years: await yearsOfPeriods(read), periods, lastImport: await lastImportOf(read) };
}
