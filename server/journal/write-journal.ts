import { paperLabel } from '#shared/budget/paper.ts';
import type { FiscalYear } from '#shared/calendar.ts';
import { accountPart, journalHead, transactionText } from '#shared/journal/journal.ts';
import type { JournalTransaction } from '#shared/journal/journal.ts';
import { toCents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { journalAssignments, journalEntries, journalMovements, journalPostings } from './journal.sql.ts';

type Of<T> = T extends AsyncGenerator<(infer R)[]> ? R : never;
type MovementRow = Of<ReturnType<typeof journalMovements>>;
type EntryRow = Of<ReturnType<typeof journalEntries>>;
type PostingRow = Of<ReturnType<typeof journalPostings>>;
type AssignmentRows = Of<ReturnType<typeof journalAssignments>>;

interface LineRef {
  lineId: number | null;
  number: string | null;
  year: number | null;
}

/** `2021:result:0105`: a line by its year, ledger and number. */
function linePath(line: LineRef, ledger: string): string {
  return `${line.year}:${ledger}:${accountPart(line.number ?? '', line.lineId ?? 0)}`;
}

/** Where actuals stand: a line, the basket, or what is left out. */
function actualAccount(
  line: LineRef,
  given: { ledger: string; fiscalYear: number; otherwise: 'offen' | 'ausgeschlossen' },
): string {
  if (line.lineId === null) return `Ist:${given.otherwise}:${given.fiscalYear}:${given.ledger}`;
  return `Ist:${linePath(line, given.ledger)}`;
}

const named = (values: Record<string, string | number | null>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}:${value}`)
    .join(', ');

const documentOf = (row: { documentNumber: string | null; lineItem: string | null }): string | null =>
  row.documentNumber === null
    ? null
    : `${row.documentNumber}${row.lineItem === null ? '' : `/${row.lineItem}`}`;

function movementTransaction(row: MovementRow): JournalTransaction {
  const tree = row.kind === 'S' ? 'Sperre' : 'Plan';
  const kind = row.kind === 'S' ? '' : `:${row.kind}`;
  const { paperNumber: number, paperYear: year, paperSupplement: supplement } = row;
  const paper =
    number === null || year === null ? null : paperLabel({ number, year, supplement: supplement ?? '' });
  return {
    on: row.on,
    description: `${row.kind} ${row.reason}`,
    comment: named({
      Bewegung: row.id,
      Drucksache: paper,
      Antrag: row.requestId,
      Einlesung: row.importId,
      Storno: row.reversesId,
      Verlauf: row.seq,
    }),
    legs: [
      { account: `${tree}:${linePath(row, row.ledger)}${kind}`, cents: row.cents },
      { account: `Gegenkonto:${tree}`, cents: toCents(0 - row.cents) },
    ],
  };
}

/** Due after the line's year = Vorbelastung: a tree of its own. */
function entryTransaction(row: EntryRow): JournalTransaction {
  const order = accountPart(row.orderNumber, row.orderId);
  const tree = row.year !== null && row.dueYear > row.year ? 'Vorbelastung' : 'Bestellung';
  const line = row.lineId === null ? 'ohne-Zeile' : linePath(row, row.ledger ?? '');
  const own = { ordered: 'bestellt', released: 'berechnet', cancelled: 'storniert' }[row.kind];
  const words = row.carryId === null ? own : 'übertragen';
  const cents = row.kind === 'ordered' ? row.cents : toCents(0 - row.cents);
  return {
    on: row.on,
    description: `${words} ${row.text}`,
    comment: named({
      Bestellung: row.orderNumber,
      faellig: row.dueYear,
      Buchung: row.postingId,
      Einlesung: row.importId,
      Mitnahme: row.carryId,
      Verlauf: row.seq,
    }),
    legs: [
      { account: `${tree}:${line}:${order}:${row.dueYear}`, cents },
      { account: `Gegenkonto:${tree}`, cents: toCents(0 - cents) },
    ],
  };
}

function postingTransaction(row: PostingRow): JournalTransaction {
  const { ledger, fiscalYear } = row;
  return {
    on: row.on,
    description: row.text,
    comment: named({
      Beleg: documentOf(row),
      Buchung: row.id,
      Einlesung: row.importId,
      Zeile: row.rowNumber,
      SAP: row.sapOn,
      Storno: row.reversesId,
      Konto: row.account,
      Objekt: row.costObject,
      Verlauf: row.seq,
    }),
    legs: [
      { account: actualAccount(row, { ledger, fiscalYear, otherwise: 'offen' }), cents: row.cents },
      { account: `Gegenkonto:SAP:${fiscalYear}:${ledger}`, cents: toCents(0 - row.cents) },
    ],
  };
}

function assignmentTransaction(rows: AssignmentRows): JournalTransaction[] {
  const [first] = rows;
  if (!first) return [];
  return [
    {
      on: first.on,
      description: `Zuordnung (${first.method}) ${first.reason}`,
      comment: named({
        Beleg: documentOf(first),
        Buchung: first.postingId,
        Einlesung: first.importId,
        Verlauf: first.seq,
      }),
      legs: rows.map((row) => ({
        account: actualAccount(row, {
          ledger: row.ledger,
          fiscalYear: row.fiscalYear,
          otherwise: row.target === 'open' ? 'offen' : 'ausgeschlossen',
        }),
        cents: row.cents,
      })),
    },
  ];
}

/**
 * The whole book as an hledger journal, in pieces of text: plan, orders and actuals as separate trees of accounts. Read
 * page by page, so that memory does not grow with the number of postings. With a year: its lines and postings.
 */
export async function* journalText(read: Queries, year: FiscalYear | undefined): AsyncGenerator<string> {
  yield journalHead(`MoveS-Cockpit, ${year === undefined ? 'alle Jahre' : `Haushaltsjahr ${year}`}`);
  const textOf = (transactions: readonly JournalTransaction[]): string =>
    transactions.map(transactionText).join('');
  for await (const rows of journalMovements(read, year)) yield textOf(rows.map(movementTransaction));
  for await (const rows of journalEntries(read, year)) yield textOf(rows.map(entryTransaction));
  for await (const rows of journalPostings(read, year)) yield textOf(rows.map(postingTransaction));
  for await (const groups of journalAssignments(read, year))
    yield textOf(groups.flatMap(assignmentTransaction));
}
