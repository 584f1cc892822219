import { sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { meaningOf } from './account-map.ts';
import type { FileRow } from './cell.ts';
import type { RowError } from './imports.ts';
import { RowAmounts } from './row-amount.ts';
import { RowCells } from './row-cells.ts';
import { observe } from './row-facts.ts';
import type { RowFacts } from './row-facts.ts';
import type { Amount, RowReader } from './row-reader.ts';
import { firstDayOf, sharedCells } from './shared-cells.ts';
import type { SharedCells } from './shared-cells.ts';
import type { SourceRow } from './source-row.ts';

/** What a preview shows of a row that was not taken over. */
export interface RowBrief {
  line: number;
  object: string;
  account: string;
  text: string;
  rawAmount: string;
}

export interface LeftOut {
  brief: RowBrief;
  reason: string;
  cents: Cents;
}

/** What one row of a file gives. `facts` stands where its amounts belong to the file's sums. */
export type ReadRow =
  | { outcome: 'bookings'; rows: SourceRow[]; leftOut: LeftOut[]; facts: RowFacts }
  | { outcome: 'not-selected'; leftOut: LeftOut }
  | { outcome: 'totals'; line: number; parts: Cents[] }
  | { outcome: 'rejected'; brief: RowBrief; errors: RowError[] };

export const NOT_SELECTED = 'gehört nicht zu diesem Profil';

function briefOf(cells: RowCells, { profile, amounts }: RowReader): RowBrief {
  const { columns, objectJoin } = profile;
  const shown = (column: string | undefined): string => (column === undefined ? '' : cells.shown(column));
  const objects = columns.object.map(shown).filter((text) => text !== '');
  return {
    line: cells.row.line,
    object: objectJoin === undefined ? (objects[0] ?? '') : objects.join(objectJoin),
    account: shown(columns.account),
    text: [shown(columns.name), shown(columns.text)].filter((text) => text !== '').join(' · '),
    rawAmount: amounts.map((amount) => shown(amount.column)).join(' · '),
  };
}

interface Meant {
  account: string;
  ledger: SourceRow['ledger'];
  kind: SourceRow['kind'];
}

/** Account, ledger and kind: as stated for the amount, else for its direction, else by the account map. */
function meantBy(amounts: RowAmounts, amount: Amount, account: string, on: SourceRow['postedOn']): Meant {
  const { profile, accounts } = amounts.reader;
  const side = profile.direction && amounts.direction ? profile.direction[amounts.direction] : undefined;
  const code = amount.account ?? side?.account ?? account;
  const ledger = amount.ledger ?? side?.ledger;
  const kind = amount.kind ?? side?.kind;
  if (ledger !== undefined && kind !== undefined) return { account: code, ledger, kind };
  const meaning = code === '' ? { value: undefined } : meaningOf(accounts, code, on);
  if ('fault' in meaning && meaning.fault !== undefined)
    amounts.cells.fault(profile.columns.account ?? amount.column, meaning.fault);
  return { account: code, ledger: meaning.value?.ledger ?? 'result', kind: meaning.value?.kind ?? 'other' };
}

function bookingOf(amounts: RowAmounts, amount: Amount, base: SharedCells): SourceRow {
  const fiscalYear = amount.fiscalYear ?? base.fiscalYear ?? 0;
  const postedOn = amount.postedOn ?? base.postedOn ?? firstDayOf(fiscalYear);
  return {
    ...base,
    fiscalYear,
    postedOn,
    period: base.period ?? postedOn.slice(5, 7),
    ...meantBy(amounts, amount, base.account, postedOn),
    rawAmount: amounts.cells.shown(amount.column),
    cents: amounts.of(amount),
  };
}

/** Rules that leave out one booking of a row: its own amount is zero. Every other rule speaks about the whole row. */
function bookingsOf(amounts: RowAmounts, base: SharedCells): { rows: SourceRow[]; leftOut: LeftOut[] } {
  const { reader, cells } = amounts;
  const zeroRules = reader.profile.leaveOut.filter((rule) => rule.test.is === 'zero');
  const rows: SourceRow[] = [];
  const leftOut: LeftOut[] = [];
  for (const amount of reader.amounts) {
    const rule = zeroRules.find((one) => one.test.column === amount.column && amounts.passes(one.test));
    if (!rule) {
      rows.push(bookingOf(amounts, amount, base));
      continue;
    }
    const brief = { ...briefOf(cells, reader), rawAmount: cells.shown(amount.column) };
    leftOut.push({ brief, reason: rule.reason, cents: amounts.of(amount) });
  }
  return { rows, leftOut };
}

function wholeRowLeftOut(amounts: RowAmounts): LeftOut | undefined {
  const { cells, reader } = amounts;
  const rules = reader.profile.leaveOut.filter((rule) => rule.test.is !== 'zero');
  const rule = rules.find((one) => amounts.passes(one.test));
  if (!rule) return undefined;
  const cents = sumCents(reader.amounts.map((amount) => amounts.of(amount)));
  return { brief: briefOf(cells, reader), reason: rule.reason, cents };
}

function readCells(amounts: RowAmounts): Exclude<ReadRow, { outcome: 'rejected' }> {
  const { cells, reader } = amounts;
  const { totalsRow, select } = reader.profile;
  if (totalsRow?.every((test) => amounts.passes(test)) === true) {
    return {
      outcome: 'totals',
      line: cells.row.line,
      parts: reader.amounts.map((amount) => amounts.total(amount)),
    };
  }
  if (select?.every((test) => amounts.passes(test)) === false) {
    const leftOut = { brief: briefOf(cells, reader), reason: NOT_SELECTED, cents: toCents(0) };
    return { outcome: 'not-selected', leftOut };
  }
  const whole = wholeRowLeftOut(amounts);
  const taken = whole ? { rows: [], leftOut: [whole] } : bookingsOf(amounts, sharedCells(cells, reader));
  return { outcome: 'bookings', ...taken, facts: observe(amounts, () => briefOf(cells, reader).object) };
}

/**
 * Reads one row by its profile. Every cell the profile names matches fully, or the row is rejected with all its
 * faults at once, each naming file, line, column and text. Totals rows and rows left out are recognised first.
 */
export function readRow(row: FileRow, reader: RowReader): ReadRow {
  const cells = new RowCells(row, reader);
  const rejected = (errors: RowError[]): ReadRow => {
    return { outcome: 'rejected', brief: briefOf(cells, reader), errors };
  };
  if (row.fault !== undefined) {
    return rejected([{ file: reader.fileName, line: row.line, column: '', text: '', message: row.fault }]);
  }
  const read = readCells(new RowAmounts(cells, reader));
  return cells.errors.length > 0 ? rejected(cells.errors) : read;
}
