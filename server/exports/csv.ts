import { plainEuro } from '#shared/money.ts';
import { csvText } from '#shared/text/csv.ts';
import type { ExportColumn } from './columns.ts';
import type { PostingPart } from './postings.sql.ts';

function field(column: ExportColumn, part: PostingPart): string {
  const value = column.of(part);
  if (value === null) return '';
  if (column.kind === 'cents') return plainEuro(Number(value), ',');
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
