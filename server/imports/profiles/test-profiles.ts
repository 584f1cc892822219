import { toIsoDate } from '#shared/calendar.ts';
import { accountMap } from '#shared/imports/account-map.ts';
import { cellText } from '#shared/imports/cell.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import { noticesOf } from '#shared/imports/plan-view.ts';
import { ImportProfile, moneyColumns, neededHeaders } from '#shared/imports/profile.ts';
import { rowReader } from '#shared/imports/row-reader.ts';
import { planned, TestFile } from '#shared/imports/test-plan.ts';
import { withYearColumns } from '#shared/imports/year-columns.ts';
import { readTask } from '../read/read-task.ts';
import type { ReadShape } from '../read/read-task.ts';
import { readCsv } from '../read/reader/csv.ts';
import { Notes } from '../read/reader/notes.ts';
import { HeaderFound } from '../read/reader/task.ts';
import { readXlsx } from '../read/reader/xlsx.ts';

type Json = Record<string, unknown>;

/** A profile that says only what every file needs; a test adds what its file is about. */
const PLAIN: Json = {
  code: 'probe',
  title: 'Probe',
  description: '',
  source: 'PROBE',
  kind: 'appropriations',
  layout: 'totals',
  format: 'csv',
  encoding: 'utf-8',
  separator: ';',
  headerRow: 1,
  columns: { amount: 'Betrag', object: ['Objekt'], account: 'Konto', fiscalYear: 'Jahr' },
  constants: { subBudget: 'T' },
  number: { decimal: ',', thousands: '.', minus: 'leading' },
  unit: 'EUR',
  sign: 'expense-positive',
  emptyAmount: 'refused',
  dateFormat: 'dd.mm.yyyy',
  leaveOut: [],
  totalsRow: null,
  controlTotal: 'optional',
  accountFrame: 'PROBE',
  assignment: [],
};

/** The plain profile with parts of it said otherwise; `undefined` takes a part away. Throws what the schema refuses. */
export function testProfile(changes: Json): ImportProfile {
  const { columns, number, ...rest } = changes;
  const merged = {
    ...PLAIN,
    ...rest,
    columns: { ...(PLAIN['columns'] as Json), ...(columns as Json | undefined) },
    number: { ...(PLAIN['number'] as Json), ...(number as Json | undefined) },
  };
  return ImportProfile.parse(JSON.parse(JSON.stringify(merged)));
}

/** Accounts of the Doppik: 4 is income and 5 expense in NW, 40 to 44 are material in BW. */
const ACCOUNTS = accountMap(
  (
    [
      ['3', 'income'],
      ['4', 'material'],
      ['5', 'material'],
      ['7', 'material'],
    ] as const
  ).map(([prefix, kind]) => ({
    prefix,
    ledger: 'result' as const,
    kind,
    validFrom: toIsoDate('1990-01-01'),
    validTo: null,
  })),
);

async function read(
  shape: ReadShape,
  columns: readonly string[],
  bytes: Buffer,
  add: (row: FileRow) => void,
) {
  const notes = new Notes();
  const sink = {
    add,
    note: (...note: Parameters<Notes['add']>) => {
      notes.add(...note);
    },
    taken: () => Promise.resolve(),
  };
  const task = readTask(shape, columns);
  if (shape.format === 'csv') await readCsv([bytes], task, sink);
  else await readXlsx(bytes, task, sink);
  return notes.list();
}

async function headersOf(profile: ImportProfile, bytes: Buffer): Promise<string[]> {
  let headers: string[] = [];
  const take = (row: FileRow): void => {
    headers = row.cells.map(cellText);
  };
  await read({ ...profile, head: true }, [], bytes, take).catch((error: unknown) => {
    if (!(error instanceof HeaderFound)) throw error;
  });
  return headers;
}

export interface TriedFile {
  plan: Plan;
  read: TestFile;
  notices: string[];
}

/** Reads and plans a file in this process, with empty books. Throws `Refusal` for what is no such file. */
export async function tryFile(stated: ImportProfile, bytes: Buffer): Promise<TriedFile> {
  const profile = withYearColumns(stated, await headersOf(stated, bytes));
  const file = new TestFile(rowReader(profile, ACCOUNTS, 'datei'), (text) => text);
  const shape = { ...profile, once: moneyColumns(profile) };
  file.file.notes = await read(shape, neededHeaders(profile), bytes, (row) => {
    file.add(row);
  });
  const plan = planned(file, { profile });
  return { plan, read: file, notices: noticesOf(plan, file.file) };
}

/** Every booking in words, in the file's order: `2021 O1 44 500`, in cents. */
export function bookingsOf({ read: { rows } }: TriedFile): string[] {
  return rows.map(({ row }) => [row.fiscalYear, row.object, row.account, row.cents].join(' '));
}

export function faultsOf({ plan }: TriedFile): string[] {
  return plan.errors.map((error) => `${error.line} ${error.column}: ${error.message}`);
}
