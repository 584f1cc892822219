import { csvText } from '../text/csv.ts';
import type { RowError } from './imports.ts';

/**
 * The whole list of errors as a file that Excel opens: UTF-8 with BOM, semicolons, one line per error. What would be a
 * formula stays text (OWASP: CSV injection).
 */
export function errorsCsv(errors: readonly RowError[]): string {
  const rows = errors.map((error) => [
    error.file,
    String(error.line),
    error.column,
    error.text,
    error.message,
  ]);
  const head = ['Datei', 'Zeile', 'Spalte', 'Text', 'Fehler'];
  return `\uFEFF${[head, ...rows].map((row) => row.map(csvText).join(';')).join('\r\n')}\r\n`;
}
