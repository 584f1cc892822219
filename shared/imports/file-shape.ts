import * as z from 'zod';
import { columnName, RowTest } from './row-test.ts';

/** How an amount is written. One shape per profile, never a guess per cell (domain.md section 7). */
export const NumberFormat = z.strictObject({
  decimal: z.enum([',', '.']),
  thousands: z.enum(['.', ',', "'", ' ']).nullable(),
  minus: z.enum(['leading', 'trailing', 'both']),
  /** A currency sign that may stand before or after the figure, such as `€`. */
  currency: z.string().min(1).max(4).optional(),
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

/** What every profile says about its file, whatever kind of thing the rows are. */
export const FILE_SHAPE = {
  code: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  title: z.string().min(1),
  description: z.string(),
  /** The system the rows come from; keeps keys of different systems apart. */
  source: z.string().regex(/^[A-Z0-9-]{1,30}$/u),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.enum(['utf-8', 'windows-1252']).optional(),
  separator: z.enum([';', ',', '\t', '|']).optional(),
  /** Name of the sheet; without it the workbook must have exactly one. */
  sheet: z.string().min(1).optional(),
  /** Line (CSV) or row (XLSX) of the header, from 1. */
  headerRow: z.int().min(1).max(100),
  namedColumns: z.record(columnName, NamedColumn).optional(),
  /** Only rows for which all tests hold belong to this profile; the others are counted, never summed. */
  select: z.array(RowTest).min(1).optional(),
  /** Rows that are read and counted, but not taken over; the first rule that matches names the reason. */
  leaveOut: z.array(z.strictObject({ test: RowTest, reason: z.string().min(1) })),
};

/** What the reader needs of a profile to find its cells. */
export interface FileShape {
  format: 'csv' | 'xlsx';
  encoding?: 'utf-8' | 'windows-1252' | undefined;
  separator?: string | undefined;
  sheet?: string | undefined;
  headerRow: number;
  namedColumns?: Record<string, NamedColumn> | undefined;
}

/** True where a CSV profile leaves encoding or separator to a guess. */
export function isUnderdescribed(shape: FileShape): boolean {
  return shape.format === 'csv' && (shape.encoding === undefined || shape.separator === undefined);
}
