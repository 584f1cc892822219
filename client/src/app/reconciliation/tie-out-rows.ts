import { LEDGER_WORDS, shownLedgers } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { formatEuro, sumCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { LedgerTieOut, PeriodList, PeriodRow } from '#shared/periods/period-views.ts';
import type { PeriodState } from '#shared/periods/terms.ts';
import type { SapSource } from '#shared/periods/tie-out.ts';

/** The five figures of one ledger in one row; null = nothing was delivered and nothing said. */
export interface TieOutCells {
  ledger: Ledger;
  word: string;
  sapCents: Cents;
  assignedCents: Cents;
  openCents: Cents;
  excludedCents: Cents;
  differenceCents: Cents;
  tieOut: LedgerTieOut | null;
}

function cellsOf(ledger: Ledger, tieOuts: readonly LedgerTieOut[]): TieOutCells {
  const of = (pick: (one: LedgerTieOut) => Cents): Cents => sumCents(tieOuts.map(pick));
  return {
    ledger,
    word: LEDGER_WORDS[ledger],
    sapCents: of((one) => one.sapCents),
    assignedCents: of((one) => one.assignedCents),
    openCents: of((one) => one.openCents),
    excludedCents: of((one) => one.excludedCents),
    differenceCents: of((one) => one.differenceCents),
    tieOut: tieOuts.length === 1 ? (tieOuts[0] ?? null) : null,
  };
}

/** The ledgers a year has, the two of the budget always. */
export function ledgersOf(list: PeriodList): Ledger[] {
  return shownLedgers(list.periods.flatMap((row) => row.ledgers));
}

export function rowCells(row: PeriodRow, ledgers: readonly Ledger[]): TieOutCells[] {
  return ledgers.map((ledger) =>
    cellsOf(
      ledger,
      row.ledgers.filter((one) => one.ledger === ledger),
    ),
  );
}

export function sumCells(list: PeriodList, ledgers: readonly Ledger[]): TieOutCells[] {
  return ledgers.map((ledger) => ({
    ...cellsOf(
      ledger,
      list.periods.flatMap((row) => row.ledgers.filter((one) => one.ledger === ledger)),
    ),
    tieOut: null,
  }));
}

const off = (row: PeriodRow): boolean =>
  row.ledgers.some((one) => one.differenceCents !== 0 || one.partsOff > 0 || one.sapSource === 'unchecked');

/** One sentence above the table: whether everything ties out, and what stands before the next closing. */
export function tieOutSentence(list: PeriodList): string {
  if (list.periods.every((row) => row.ledgers.length === 0)) return 'In diesem Jahr ist noch nichts gebucht.';
  const bad = list.periods.filter(off).map((row) => row.period);
  const first =
    bad.length === 0
      ? 'Alle Perioden gehen auf 0,00 auf.'
      : `${bad.length === 1 ? 'Periode' : 'Perioden'} ${bad.join(', ')} ${bad.length === 1 ? 'geht' : 'gehen'} noch nicht auf.`;
  const next = list.periods.find((row) => row.state === 'held');
  if (!next) return first;
  const open = sumCents(next.ledgers.map((one) => one.openCents));
  if (next.missing.length === 0) return `${first} Periode ${next.period} kann geschlossen werden.`;
  return open === ZERO_CENTS
    ? first
    : `${first} Periode ${next.period} kann geschlossen werden, sobald ${formatEuro(open)} € zugeordnet sind.`;
}

/** What SAP's side of a row is, in words: a control total, or the files with or without one of their own. */
export const SAP_SOURCE_WORDS: Record<SapSource, string> = {
  'control-total': 'Kontrollsumme aus SAP',
  files: 'eingelesene Dateien, jede mit stimmender Kontrollsumme',
  unchecked: 'eingelesene Dateien, mindestens eine ohne Kontrollsumme',
  none: 'keine Angabe',
};

/** What a controller may do to a period next, in the order of the buttons. */
export interface PeriodAction {
  word: string;
  to: PeriodState | 'reopen';
  /** Why the button does nothing now; empty = it works. */
  blocked: string;
}

export function periodActions(row: PeriodRow): PeriodAction[] {
  // 13 to 16 lie in December and share its state: one place to change it.
  if (row.period > '12') return [];
  if (row.state === 'open') return [{ word: 'Anhalten', to: 'held', blocked: '' }];
  if (row.state === 'held')
    return [
      { word: 'Schließen', to: 'closed', blocked: row.missing.join(' ') },
      { word: 'Freigeben', to: 'open', blocked: '' },
    ];
  const waiting = row.openRequestId;
  return [
    {
      word: 'Wieder öffnen …',
      to: 'reopen',
      blocked: waiting === null ? row.missing.join(' ') : `Antrag ${waiting} wartet auf eine zweite Person.`,
    },
  ];
}
