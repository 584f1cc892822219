import type { ExportColumn } from './columns.ts';
import type { PostingPart } from './postings.sql.ts';

/** What Excel would take for a formula when it stands first (OWASP ASVS 1.2.10). */
const FORMULA = /^[=+\-@\t\r\u0000]/u;

/** A text as a field: quoted where it must be, and never a formula. */
export function csvText(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/u.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `-1234,56` from whole cents, without a float. */
export function csvCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
}

function field(column: ExportColumn, part: PostingPart): string {
  const value = column.of(part);
  if (value === null) return '';
  if (column.kind === 'cents') return csvCents(Number(value));
  if (column.kind === 'whole') return String(value);
  const text = String(value);
  return column.kind === 'date' ? `${text.slice(8)}.${text.slice(5, 7)}.${text.slice(0, 4)}` : csvText(text);
}

/** UTF-8 with BOM, semicolons, CRLF, decimal comma: what German Excel opens with a double click. */
export async function* csvOf(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<PostingPart[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${columns.map((column) => csvText(column.label)).join(';')}\r\n`);
  for await (const parts of batches) {
    const lines = parts.map((part) => columns.map((column) => field(column, part)).join(';'));
    yield Buffer.from(`${lines.join('\r\n')}\r\n`);
  }
}
