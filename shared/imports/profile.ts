import * as z from 'zod';
import { dateField, yearField } from '../fields.ts';
import { IMPORT_KINDS } from './terms.ts';

/** How an amount is written. One shape per profile, never a guess per cell (domain.md section 7). */
export const NumberFormat = z.strictObject({
  decimal: z.enum([',', '.']),
  thousands: z.enum(['.', ',', "'", ' ']).nullable(),
  minus: z.enum(['leading', 'trailing', 'both']),
  /** A currency sign that may stand before or after the figure, such as `€`. */
  currency: z.string().min(1).max(4).optional(),
});
export type NumberFormat = z.infer<typeof NumberFormat>;

export const UNITS = ['EUR', 'TEUR', 'MIO'] as const;
export type Unit = (typeof UNITS)[number];

export const DATE_FORMATS = ['dd.mm.yyyy', 'yyyy-mm-dd'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Our names for what a file can carry; each is read from one column. */
export const TEXT_FIELDS = [
  'account',
  'subBudget',
  'name',
  'text',
  'companyCode',
  'documentNumber',
  'lineItem',
  'vendor',
  'orderNumber',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

const header = z.string().min(1);

const Columns = z.strictObject({
  amount: header,
  /** Cost object; with several columns the first one that is filled counts. */
  object: z.array(header).min(1),
  account: header,
  subBudget: header.optional(),
  name: header.optional(),
  text: header.optional(),
  fiscalYear: header.optional(),
  postedOn: header.optional(),
  documentOn: header.optional(),
  period: header.optional(),
  companyCode: header.optional(),
  documentNumber: header.optional(),
  lineItem: header.optional(),
  vendor: header.optional(),
  orderNumber: header.optional(),
});
export type ColumnField = keyof z.infer<typeof Columns>;

/** What the file does not say and the profile states for all its rows. */
const Constants = z.strictObject({
  fiscalYear: yearField.optional(),
  postedOn: dateField.optional(),
  subBudget: z.string().min(1).optional(),
});

const Test = z.discriminatedUnion('is', [
  z.strictObject({ column: header, is: z.literal('zero') }),
  z.strictObject({ column: header, is: z.literal('empty') }),
  z.strictObject({ column: header, is: z.literal('equals'), value: z.string().min(1) }),
  z.strictObject({ column: header, is: z.literal('starts-with'), value: z.string().min(1) }),
]);
export type RowTest = z.infer<typeof Test>;

/**
 * How one kind of file is read: everything a person would otherwise guess. Stored as JSON in
 * data/profiles and kept word for word with each import.
 */
export const ImportProfile = z
  .strictObject({
    code: z.string().regex(/^[a-z0-9-]{1,40}$/u),
    title: z.string().min(1),
    description: z.string(),
    kind: z.enum(IMPORT_KINDS),
    /** `items`: one row per document line; `totals`: one sum per object and account. */
    layout: z.enum(['items', 'totals']),
    /** The system the rows come from; keeps keys of different systems apart. */
    source: z.string().regex(/^[A-Z0-9-]{1,30}$/u),
    format: z.enum(['csv', 'xlsx']),
    encoding: z.enum(['utf-8', 'windows-1252']).optional(),
    separator: z.enum([';', ',', '\t', '|']).optional(),
    /** Name of the sheet; without it the workbook must have exactly one. */
    sheet: z.string().min(1).optional(),
    /** Line (CSV) or row (XLSX) of the header, from 1. */
    headerRow: z.int().min(1).max(100),
    columns: Columns,
    constants: Constants,
    number: NumberFormat,
    unit: z.enum(UNITS),
    /** Which sign an expense has in the file; storage is always expense positive. */
    sign: z.enum(['expense-positive', 'expense-negative']),
    /** What an empty amount means. */
    emptyAmount: z.enum(['refused', 'zero']),
    dateFormat: z.enum(DATE_FORMATS),
    /** Rows that are read and counted, but not taken over; the first rule that matches names the reason. */
    leaveOut: z.array(z.strictObject({ test: Test, reason: z.string().min(1) })),
    /** All tests hold = the totals row: never taken over, its amount is the control total. */
    totalsRow: z.array(Test).min(1).nullable(),
    /** Whether an import needs a control total from the totals row or entered by hand. */
    controlTotal: z.enum(['required', 'optional']),
    /** Account frame whose map gives ledger and kind. */
    accountFrame: z.enum(['BW', 'NW']),
    /** How a posting finds its line: tried in this order, an ambiguous match finds none. */
    assignment: z.array(z.enum(['account', 'account-group'])),
  })
  .superRefine((profile, context) => {
    for (const message of profileFaults(profile)) context.addIssue({ code: 'custom', message });
  });
export type ImportProfile = z.infer<typeof ImportProfile>;

interface Checked {
  kind: string;
  layout: string;
  format: string;
  encoding?: string | undefined;
  separator?: string | undefined;
  columns: z.infer<typeof Columns>;
  constants: z.infer<typeof Constants>;
  number: NumberFormat;
}

/** What a profile must say so that no cell is left to a guess. */
function profileFaults(profile: Checked): string[] {
  const { columns, constants, number } = profile;
  const document = [columns.companyCode, columns.documentNumber, columns.lineItem];
  const dated = columns.postedOn !== undefined || constants.postedOn !== undefined;
  const rules: [boolean, string][] = [
    [number.decimal === number.thousands, 'Dezimal- und Tausenderzeichen sind gleich.'],
    [
      profile.format === 'csv' && (profile.encoding === undefined || profile.separator === undefined),
      'Eine CSV-Datei braucht Kodierung und Trennzeichen.',
    ],
    [columns.fiscalYear === undefined && constants.fiscalYear === undefined, 'Das Haushaltsjahr fehlt.'],
    [profile.kind === 'actuals' && !dated, 'Das Buchungsdatum fehlt.'],
    [
      profile.kind === 'appropriations' && columns.subBudget === undefined && !constants.subBudget,
      'Der Teilhaushalt fehlt.',
    ],
    [
      profile.kind === 'appropriations' && profile.layout === 'items',
      'Ansätze sind Summen je Objekt und Konto.',
    ],
    [
      document.some((c) => c !== undefined) && document.includes(undefined),
      'Buchungskreis, Belegnummer und Position gehören zusammen.',
    ],
  ];
  return rules.flatMap(([broken, message]) => (broken ? [message] : []));
}

/** Every header the profile reads, once each, in a fixed order: what the reader hands over per row. */
export function neededHeaders(profile: ImportProfile): string[] {
  const named = Object.values(profile.columns)
    .flat()
    .filter((column) => column !== undefined);
  const tested = [...profile.leaveOut.map((rule) => rule.test), ...(profile.totalsRow ?? [])];
  return [...new Set([...named, ...tested.map((test) => test.column)])];
}
