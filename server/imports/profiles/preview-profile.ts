import { LEDGER_WORDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import type { RowError } from '#shared/imports/imports.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import { noticesOf } from '#shared/imports/plan-view.ts';
import type { PreviewRow, ProfilePreview } from '#shared/imports/profile-edit.ts';
import { ImportProfile, neededHeaders } from '#shared/imports/profile.ts';
import { recordRules } from '#shared/imports/records/record-kinds.ts';
import { RecordProfile } from '#shared/imports/record-profile.ts';
import { readRow } from '#shared/imports/read-row.ts';
import type { ReadRow } from '#shared/imports/read-row.ts';
import { RowAmounts } from '#shared/imports/row-amount.ts';
import { RowCells } from '#shared/imports/row-cells.ts';
import { rowReader } from '#shared/imports/row-reader.ts';
import type { RowReader } from '#shared/imports/row-reader.ts';
import type { SourceRow } from '#shared/imports/source-row.ts';
import { shownText } from '#shared/imports/typed-text.ts';
import { formatEuro } from '#shared/money.ts';
import { unknownSource } from '#shared/sources/source-rules.ts';
import type { Queries } from '../../db/database.ts';
import { invalidInput } from '../../http/parse-request.ts';
import { sourcesNow } from '../sources/sources.sql.ts';
import { FIELD_WORDS } from './field-words.ts';
import type { FileBytes } from '../read/file-source.ts';
import { planUpload, readByProfile } from '../money/plan-import.ts';
import { planRecordUpload, readRecordUpload } from '../records/plan-records.ts';
import { isRecordProfile } from './delivered-profiles.ts';

const ROWS_SHOWN = 50;
const ERRORS_SHOWN = 200;
/** What a list of all errors holds at most; a file with more has one fault in every row. */
export const ALL_ERRORS = 50_000;

const EMPTY: ProfilePreview = {
  faults: [],
  fileFault: null,
  columns: [],
  rows: [],
  rowsTotal: 0,
  read: 0,
  leftOut: 0,
  rejected: 0,
  sums: [],
  notices: [],
  errors: [],
  errorsTotal: 0,
};

type Field = keyof ImportProfile['columns'];

/** Our fields that read a column; a column may only be tested, then none. */
function fieldsOf(profile: ImportProfile, column: string): Field[] {
  const entries = Object.entries(profile.columns) as [Field, string | string[] | undefined][];
  return entries
    .filter(([, name]) => (Array.isArray(name) ? name.includes(column) : name === column))
    .map(([field]) => field);
}

function valueOf(row: SourceRow, field: Field): string {
  if (field === 'postedOn' || field === 'documentOn') {
    const day = row[field];
    return day === null ? '' : formatDate(day);
  }
  if (field === 'fiscalYear') return String(row.fiscalYear);
  if (field === 'kind') return LINE_KIND_WORDS[row.kind];
  if (field === 'ledger') return LEDGER_WORDS[row.ledger];
  return field === 'amount' || field === 'less' ? '' : (row[field] ?? '');
}

const OUTCOMES: Record<ReadRow['outcome'], PreviewRow['outcome']> = {
  bookings: 'read',
  'not-selected': 'left-out',
  totals: 'totals',
  rejected: 'rejected',
};

function bookingWords(row: SourceRow): string {
  return `${row.fiscalYear} · ${row.object} · ${row.account} · ${formatEuro(row.cents)} €`;
}

/** Why a row is not read, or what to know about it although it is. */
function noteOf(read: ReadRow): string | null {
  if (read.outcome === 'rejected') return read.errors[0]?.message ?? null;
  if (read.outcome === 'not-selected') return read.leftOut.reason;
  if (read.outcome === 'totals') return null;
  return read.leftOut[0]?.reason ?? read.told[0]?.error.message ?? null;
}

/** A row of the file beside what was read from it, column by column. */
function previewRow(row: FileRow, reader: RowReader): PreviewRow {
  const { profile, amounts } = reader;
  const read = readRow(row, reader);
  const cells = new RowCells(row, reader);
  const money = new RowAmounts(cells, reader);
  const errors: RowError[] = read.outcome === 'rejected' ? read.errors : [];
  const bookings = read.outcome === 'bookings' ? read.rows : [];
  const [booking] = bookings;
  return {
    line: row.line,
    outcome: read.outcome === 'bookings' && bookings.length === 0 ? 'left-out' : OUTCOMES[read.outcome],
    cells: neededHeaders(profile).map((column) => {
      const text = shownText(cells.cell(column)).slice(0, 200);
      const fault = errors.find((error) => error.column === column)?.message ?? null;
      const amount = amounts.find((one) => one.column === column);
      if (fault !== null) return { text, value: null, fault };
      const isRead = read.outcome === 'bookings' || read.outcome === 'totals';
      if (amount && isRead) return { text, value: `${formatEuro(money.total(amount))} €`, fault };
      const values = booking ? fieldsOf(profile, column).map((field) => valueOf(booking, field)) : [];
      const shown = [...new Set(values)].filter((value) => value !== '');
      return { text, value: shown.length > 0 ? shown.join(' · ') : null, fault };
    }),
    bookings: bookings.map(bookingWords),
    note: noteOf(read),
  };
}

function sumsOf(plan: Plan): ProfilePreview['sums'] {
  const { control } = plan;
  return [
    { name: 'Summe der Zeilen (Aufwand positiv)', value: `${formatEuro(plan.sumCents)} €`, ok: null },
    ...(plan.leftOutCents === 0
      ? []
      : [{ name: 'Summe der ausgelassenen Zeilen', value: `${formatEuro(plan.leftOutCents)} €`, ok: null }]),
    ...control.lines.map((line) => ({
      name: line.name,
      value: `${formatEuro(line.statedCents)} €`,
      ok: line.statedCents === line.fileCents,
    })),
    ...plan.figures.map((figure) => ({
      name: `${figure.name} (${figure.rows.toLocaleString('de-DE')} Zeilen)`,
      value: `${formatEuro(figure.cents)} €`,
      ok: null,
    })),
    ...(control.fault === null ? [] : [{ name: 'Kontrollsumme', value: control.fault, ok: false }]),
  ];
}

/** A file to try a profile on. */
export interface Sample {
  fileName: string;
  bytes: FileBytes;
  /** The business date of the try (plan-import.ts). */
  today?: IsoDate | undefined;
}

async function previewFile(read: Queries, stated: ImportProfile, sample: Sample): Promise<ProfilePreview> {
  const shown: FileRow[] = [];
  const see = (row: FileRow): void => {
    if (shown.length < ROWS_SHOWN) shown.push(row);
  };
  using upload = await readByProfile(read, stated, sample, { see });
  const { plan } = await planUpload(read, upload);
  const { file, profile } = upload;
  const reader = rowReader(profile, upload.accounts, upload.fileName, sample.today ?? null);
  return {
    ...EMPTY,
    columns: neededHeaders(profile).map((name) => ({
      name,
      field: [
        ...fieldsOf(profile, name).map((field) => FIELD_WORDS[field] ?? field),
        ...((profile.amounts ?? []).some((amount) => amount.column === name) ? ['Betrag'] : []),
      ].join(', '),
    })),
    rows: shown.map((row) => previewRow(row, reader)),
    rowsTotal: file.rows,
    read: file.bookings,
    leftOut: file.leftOut.rows,
    rejected: file.rejected.rows,
    sums: sumsOf(plan),
    notices: noticesOf(plan, file),
    errors: plan.errors,
    errorsTotal: plan.errorsTotal,
  };
}

/** Records are shown as counts and errors; their rows stand in the preview of the file itself. */
async function previewRecords(
  read: Queries,
  profile: RecordProfile,
  sample: Sample,
): Promise<ProfilePreview> {
  const upload = await readRecordUpload(profile, { profile: profile.code, ...sample });
  const { plan, view } = await planRecordUpload(read, upload);
  return {
    ...EMPTY,
    columns: Object.entries(profile.fields).map(([field, name]) => ({
      name,
      field: recordRules(profile.kind).fields[field]?.title ?? field,
    })),
    rowsTotal: view.rowsRead,
    read: view.add + view.change + view.same,
    leftOut: view.leftOut,
    rejected: view.rejected,
    notices: view.notices,
    errors: plan.errors.slice(0, ERRORS_SHOWN),
    errorsTotal: plan.errors.length,
  };
}

/**
 * What a profile makes of a file: each text beside the value read from it, errors by row, sums. Nothing is written.
 * Faults of the profile and of the file are part of the answer, because both are mended on the page that asks.
 */
export async function previewProfile(
  read: Queries,
  json: unknown,
  sample: Sample | null,
): Promise<ProfilePreview> {
  const records = isRecordProfile(json);
  const parsed = (records ? RecordProfile : ImportProfile).safeParse(json);
  if (!parsed.success) return { ...EMPTY, faults: [...invalidInput(parsed.error).errors] };
  const unknown = unknownSource(await sourcesNow(read), parsed.data.source, 'source');
  if (unknown) return { ...EMPTY, faults: [unknown] };
  if (!sample) return EMPTY;
  try {
    return 'fields' in parsed.data
      ? await previewRecords(read, parsed.data, sample)
      : await previewFile(read, parsed.data, sample);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { ...EMPTY, fileFault: error.detail ?? error.title };
  }
}

/** Every error of a file, as it would be told, up to `ALL_ERRORS`. Throws what reading the file throws. */
export async function sampleErrors(read: Queries, json: unknown, sample: Sample): Promise<RowError[]> {
  const parsed = (isRecordProfile(json) ? RecordProfile : ImportProfile).safeParse(json);
  if (!parsed.success) throw invalidInput(parsed.error, ['profile']);
  if ('fields' in parsed.data) {
    const upload = await readRecordUpload(parsed.data, { profile: parsed.data.code, ...sample });
    return (await planRecordUpload(read, upload)).plan.errors;
  }
  using upload = await readByProfile(read, parsed.data, sample, { errorsKept: ALL_ERRORS });
  return (await planUpload(read, upload)).plan.errors;
}
