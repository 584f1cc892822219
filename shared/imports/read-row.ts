import { endOfMonth } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { codeForm } from '../codes.ts';
import { pushAll } from '../largest.ts';
import { sumCents, toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import { meaningOf } from './account-map.ts';
import type { FileRow } from './cell.ts';
import type { RowError } from './imports.ts';
import { judged } from './judged-row.ts';
import type { Told } from './judged-row.ts';
import { RowAmounts } from './row-amount.ts';
import type { ImportProfile } from './profile.ts';
import { columnsOf } from './profile-columns.ts';
import type { ColumnField } from './profile-columns.ts';
import { placeOf, RowCells } from './row-cells.ts';
import { observe } from './row-facts.ts';
import type { RowFacts } from './row-facts.ts';
import type { Amount, RowReader } from './row-reader.ts';
import { firstDayOf, sharedCells } from './shared-cells.ts';
import type { SharedCells } from './shared-cells.ts';
import type { SourceRow } from './source-row.ts';
import type { PostingDay } from './terms.ts';

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
  | { outcome: 'bookings'; rows: SourceRow[]; leftOut: LeftOut[]; facts: RowFacts; told: Told[] }
  | { outcome: 'not-selected'; leftOut: LeftOut }
  | { outcome: 'totals'; line: number; parts: Cents[] }
  | { outcome: 'rejected'; brief: RowBrief; errors: RowError[] };

export const NOT_SELECTED = 'gehört nicht zu diesem Profil';

function briefOf(cells: RowCells, { profile, amounts }: RowReader): RowBrief {
  const { columns, objectJoin } = profile;
  const filled = (field: ColumnField): string[] =>
    columnsOf(columns, field)
      .map((column) => cells.shown(column))
      .filter((text) => text !== '');
  const objects = filled('object');
  return {
    line: cells.row.line,
    object: objectJoin === undefined ? (objects[0] ?? '') : objects.join(objectJoin),
    account: filled('account')[0] ?? '',
    text: [filled('name')[0], filled('text')[0]].filter((text) => text !== undefined).join(' · '),
    rawAmount: amounts.map((amount) => rawAmount(cells, amount)).join(' · '),
  };
}

/** What stands in the amount's cell; with a second column in that one where the first is empty. */
function rawAmount(cells: RowCells, { column, less }: Amount): string {
  const text = cells.shown(column);
  return text === '' && less !== undefined ? `− ${cells.shown(less)}` : text;
}

interface Meant {
  account: string;
  ledger: SourceRow['ledger'];
  kind: SourceRow['kind'];
}

/** Account, ledger and kind: as stated for the amount, else for its direction, else by the row, else by the account map. */
function meantBy(amounts: RowAmounts, amount: Amount, base: SharedCells, on: SourceRow['postedOn']): Meant {
  const { profile, accounts } = amounts.reader;
  const side = profile.direction && amounts.direction ? profile.direction[amounts.direction] : undefined;
  const stated = amount.account ?? side?.account;
  const code = stated === undefined ? base.account : codeForm(stated, 'number');
  const ledger = amount.ledger ?? side?.ledger ?? base.ledger ?? undefined;
  const kind = amount.kind ?? side?.kind ?? base.kind ?? undefined;
  if (ledger !== undefined && kind !== undefined) return { account: code, ledger, kind };
  const meaning = code === '' ? { value: undefined } : meaningOf(accounts, code, on);
  if ('fault' in meaning && meaning.fault !== undefined)
    amounts.cells.fault(columnsOf(profile.columns, 'account')[0] ?? amount.column, meaning.fault);
  return { account: code, ledger: meaning.value?.ledger ?? 'result', kind: meaning.value?.kind ?? 'other' };
}

/** The day of a row that has none: the end of its year or period as the profile says, else 1 January. */
function dayOf(fiscalYear: number, period: string | null, postingDay: PostingDay | undefined): IsoDate {
  const first = firstDayOf(fiscalYear);
  if (postingDay === undefined) return first;
  const year = first.slice(0, 4);
  // Special periods 13 to 16 close the year.
  const month = postingDay === 'year-end' || period === null || period > '12' ? '12' : period;
  return endOfMonth(`${year}-${month === '00' ? '12' : month}`);
}

function bookingOf(amounts: RowAmounts, amount: Amount, base: SharedCells): SourceRow {
  const { postingDay } = amounts.reader.profile;
  const fiscalYear = amount.fiscalYear ?? base.fiscalYear ?? 0;
  const postedOn = amount.postedOn ?? base.postedOn ?? dayOf(fiscalYear, base.period, postingDay);
  return {
    ...base,
    fiscalYear,
    postedOn,
    period: base.period ?? postedOn.slice(5, 7),
    ...meantBy(amounts, amount, base, postedOn),
    rawAmount: rawAmount(amounts.cells, amount),
    cents: amounts.of(amount),
  };
}

/** Rules that leave out one booking of a row: its own amount is zero. Every other rule speaks about the whole row. */
function bookingsOf(
  amounts: RowAmounts,
  base: SharedCells,
): { rows: SourceRow[]; leftOut: LeftOut[]; told: Told[] } {
  const { reader, cells } = amounts;
  const zeroRules = reader.profile.leaveOut.filter((rule) => rule.test.is === 'zero');
  const rows: SourceRow[] = [];
  const leftOut: LeftOut[] = [];
  const told: Told[] = [];
  for (const amount of reader.amounts) {
    const rule = zeroRules.find((one) => one.test.column === amount.column && ruleHolds(amounts, one));
    if (!rule) {
      const row = bookingOf(amounts, amount, base);
      rows.push(row);
      pushAll(told, judged(amounts, amount, row));
      continue;
    }
    const brief = { ...briefOf(cells, reader), rawAmount: rawAmount(cells, amount) };
    leftOut.push({ brief, reason: rule.reason, cents: amounts.of(amount) });
  }
  return { rows, leftOut, told };
}

function ruleHolds(amounts: RowAmounts, { test, and }: ImportProfile['leaveOut'][number]): boolean {
  const { or: _, ...first } = test;
  return amounts.hold([first, ...(and ?? [])]);
}

/** A row that a rule leaves out as a whole: its amounts count as far as they can be read, and no fault of it is told. */
function wholeRowLeftOut(amounts: RowAmounts): (LeftOut & { subtotal: boolean }) | undefined {
  const { cells, reader } = amounts;
  const rules = reader.profile.leaveOut.filter((rule) => rule.test.is !== 'zero');
  const rule = rules.find((one) => ruleHolds(amounts, one));
  if (!rule) return undefined;
  amounts.quiet = true;
  const subtotal = rule.subtotal ?? false;
  const cents = subtotal ? ZERO_CENTS : sumCents(reader.amounts.map((amount) => amounts.of(amount)));
  return { brief: briefOf(cells, reader), reason: rule.reason, cents, subtotal };
}

function readCells(amounts: RowAmounts): Exclude<ReadRow, { outcome: 'rejected' }> {
  const { cells, reader } = amounts;
  const { totalsRow, select } = reader.profile;
  if (totalsRow && amounts.hold(totalsRow)) {
    return {
      outcome: 'totals',
      line: cells.row.line,
      parts: reader.amounts.map((amount) => amounts.total(amount)),
    };
  }
  if (select && !amounts.hold(select)) {
    const leftOut = { brief: briefOf(cells, reader), reason: NOT_SELECTED, cents: toCents(0) };
    return { outcome: 'not-selected', leftOut };
  }
  const whole = wholeRowLeftOut(amounts);
  if (whole?.subtotal) return { outcome: 'not-selected', leftOut: whole };
  const taken = whole
    ? { rows: [], leftOut: [whole], told: [] }
    : bookingsOf(amounts, sharedCells(cells, reader));
  return { outcome: 'bookings', ...taken, facts: observe(amounts, () => briefOf(cells, reader).object) };
}

/**
 * Reads one row by its profile. Every cell the profile names matches fully, or the row is rejected with all its
 * faults at once, each naming file, line, column and text. Totals rows and rows left out are recognised first.
 */
export function readRow(row: FileRow, reader: RowReader): ReadRow {
  const cells = new RowCells(row, reader);
  const amounts = new RowAmounts(cells, reader);
  const rejected = (errors: RowError[]): ReadRow => {
    return { outcome: 'rejected', brief: briefOf(cells, reader), errors };
  };
  if (row.fault !== undefined) {
    const leftOut = wholeRowLeftOut(amounts);
    if (leftOut) return { outcome: 'not-selected', leftOut: { ...leftOut, cents: toCents(0) } };
    const file = placeOf(row, reader);
    return rejected([{ file, line: row.line, column: '', text: '', message: row.fault }]);
  }
  const read = readCells(amounts);
  return cells.errors.length > 0 ? rejected(cells.errors) : read;
}
