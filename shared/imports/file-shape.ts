import * as z from 'zod';
import { columnName, RowTest } from './row-test.ts';

const mark = z.string().trim().min(1, 'Bitte das Kennzeichen nennen, zum Beispiel H.').max(10);

/** How an amount is written. One shape per profile, never a guess per cell (domain.md section 7). */
export const NumberFormat = z.strictObject({
  decimal: z.enum([',', '.'], 'Erwartet wird Komma oder Punkt.'),
  /** `' '` stands for every blank that groups digits, `"'"` for every apostrophe. */
  thousands: z.enum(['.', ',', "'", ' ']).nullable(),
  /** `brackets`: `(1.234,56)`; `any`: in front, behind or in brackets, and a plus likewise. */
  minus: z.enum(['leading', 'trailing', 'both', 'brackets', 'any']),
  /** A currency sign that may stand before or after the figure, such as `€` or `EUR`. */
  currency: z.string().min(1).max(4, 'Ein Währungszeichen hat höchstens 4 Zeichen.').optional(),
  /** Consent to `4.72E7`: digits that an export with exponents cut off are lost for good. */
  exponent: z.literal(true).optional(),
  /** `double`: a program wrote binary fractions (`5232707.7299999902`); rounded to the cent within 0.0005 €. */
  rounding: z.enum(['refused', 'double']).optional(),
  /** Texts at the amount that give its sign, such as S and H. Where `plus` names some, every amount has one. */
  marks: z
    .strictObject({
      plus: z.array(mark),
      minus: z.array(mark).min(1, 'Bitte mindestens ein Kennzeichen nennen.'),
    })
    .optional(),
});
export type NumberFormat = z.infer<typeof NumberFormat>;

/**
 * A column under a name of its own: for headers that stand twice, lack their year or are empty. The header must stand
 * exactly there, blanks at its ends included, or the file is refused.
 */
export const NamedColumn = z.strictObject({
  header: z.string(),
  /** Place in the row from 1; without it the header must stand in the file once. */
  position: z.int().min(1).max(500).optional(),
});
export type NamedColumn = z.infer<typeof NamedColumn>;

export const ENCODINGS = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const tests = z.array(RowTest).min(1, 'Bitte mindestens eine Bedingung nennen.');

/** Switches of the file's form; what is not said is read strictly. */
const FORM = {
  /** `none`: quotes enclose nothing, they belong to the text (`"Digital" heute`). */
  quotes: z.enum(['around', 'none']).optional(),
  /** A quoted field that runs over the end of its line: read and told, or the row is refused. */
  fieldBreaks: z.enum(['told', 'refused']).optional(),
  /** `list`: a printed list of SAP, columns between bars; lines without bars are left out and told. */
  lines: z.enum(['plain', 'list']).optional(),
  /** Rows in which one cell alone holds text (headings, notes at the foot). */
  textLines: z.enum(['refused', 'left-out']).optional(),
  /** Rows that end before their last columns. */
  missingCells: z.enum(['refused', 'empty']).optional(),
  /** How many rows the header has, from `headerRow` on; their texts are joined by a blank. */
  headerRows: z.int().min(1).max(3, 'Eine Überschrift hat höchstens 3 Zeilen.').optional(),
  /** The first row for which the tests hold ends the table; it and all after it are left out and told. */
  tableEnd: tests.optional(),
};

/** Switches that only workbooks have. */
const SHEETS = {
  /** Name of the sheet; without it the workbook must have exactly one that is not hidden. */
  sheet: z.string().min(1).optional(),
  /** Several sheets of one form, by name; `*` at the end of a name stands for any text (visible sheets only). */
  sheets: z.array(z.string().min(1)).min(1, 'Bitte mindestens ein Blatt nennen.').optional(),
  /** The name under which the sheet's own name is read like a column. */
  sheetColumn: columnName.optional(),
  /** Hidden rows: read and told, or left out and told. */
  hiddenRows: z.enum(['read', 'left-out']).optional(),
  /** `fill`: a cell merged over several rows counts for each, an amount only for its first. */
  mergedCells: z.enum(['fill', 'first']).optional(),
  /** Consent to the result that a formula had when the file was saved. */
  formulas: z.enum(['refused', 'stored']).optional(),
};

/** What every profile says about its file, whatever kind of thing the rows are. */
export const FILE_SHAPE = {
  code: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/u, 'Erwartet werden Kleinbuchstaben, Ziffern und Striche, höchstens 40.'),
  title: z.string().min(1, 'Bitte dem Profil einen Namen geben.'),
  description: z.string(),
  /** The system the rows come from; keeps keys of different systems apart. */
  source: z
    .string()
    .regex(/^[A-Z0-9-]{1,30}$/u, 'Erwartet werden Großbuchstaben, Ziffern und Striche, höchstens 30.'),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.enum(ENCODINGS).optional(),
  separator: z.enum([';', ',', '\t', '|']).optional(),
  /** Line (CSV) or row (XLSX) of the header, from 1. */
  headerRow: z
    .int('Erwartet wird eine Zeilennummer von 1 bis 100.')
    .min(1, 'Die erste Zeile ist 1.')
    .max(100, 'Erwartet wird eine Zeilennummer bis 100.'),
  ...FORM,
  ...SHEETS,
  /** Descriptions over 500 characters. Codes are never cut. */
  longText: z.enum(['refused', 'cut', 'kept']).optional(),
  namedColumns: z.record(columnName, NamedColumn).optional(),
  /** Only rows for which the tests hold belong to this profile; the others are counted, never summed. */
  select: tests.optional(),
  /** Rows that are read and counted, but not taken over; the first rule that matches names the reason. */
  leaveOut: z.array(
    z.strictObject({
      test: RowTest,
      /** Further tests that must hold as well. */
      and: tests.optional(),
      reason: z.string().min(1, 'Bitte den Grund nennen; er steht in der Vorschau.'),
      /** A sum of other rows: it belongs to no sum of the file, also not to its control total. */
      subtotal: z.literal(true).optional(),
    }),
  ),
};

/** What the reader needs of a profile to find its cells. */
export interface FileShape {
  format: 'csv' | 'xlsx';
  encoding?: Encoding | undefined;
  separator?: string | undefined;
  quotes?: 'around' | 'none' | undefined;
  fieldBreaks?: 'told' | 'refused' | undefined;
  lines?: 'plain' | 'list' | undefined;
  textLines?: 'refused' | 'left-out' | undefined;
  missingCells?: 'refused' | 'empty' | undefined;
  sheet?: string | undefined;
  sheets?: string[] | undefined;
  sheetColumn?: string | undefined;
  hiddenRows?: 'read' | 'left-out' | undefined;
  mergedCells?: 'fill' | 'first' | undefined;
  formulas?: 'refused' | 'stored' | undefined;
  headerRow: number;
  headerRows?: number | undefined;
  namedColumns?: Record<string, NamedColumn> | undefined;
}

/** A fault of a profile: what is wrong, and the setting that mends it. */
export interface ProfileFault {
  message: string;
  path: string[];
}

/** What a profile leaves open, or says of a form that its format does not have. */
export function shapeFaults(shape: FileShape): ProfileFault[] {
  const isCsv = shape.format === 'csv';
  const rules: [broken: boolean, message: string, path: string][] = [
    [isCsv && shape.encoding === undefined, 'Eine CSV-Datei braucht Kodierung und Trennzeichen.', 'encoding'],
    [
      isCsv && shape.separator === undefined,
      'Eine CSV-Datei braucht Kodierung und Trennzeichen.',
      'separator',
    ],
    [
      shape.lines === 'list' && shape.separator !== '|',
      'Eine Liste mit Strichen hat als Trennzeichen den Strich.',
      'separator',
    ],
    [
      shape.sheet !== undefined && shape.sheets !== undefined,
      'Ein Blatt oder mehrere, nicht beides.',
      'sheets',
    ],
    [shape.sheetColumn !== undefined && isCsv, 'Blattnamen gibt es nur in Excel-Dateien.', 'sheetColumn'],
  ];
  return rules.flatMap(([broken, message, path]) => (broken ? [{ message, path: [path] }] : []));
}
