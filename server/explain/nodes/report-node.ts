import { formatDate } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import type { PageFigure } from '#shared/explain/page-figures.ts';
import type { ExplainPart, ExplainUnit } from '#shared/explain/explain.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import type { ColumnKind, ReportColumn, ReportRow, ReportTable } from '#shared/report-table.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Queries } from '../../db/database.ts';
import { findReport } from '../../reports/reports.sql.ts';
import { node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

const UNITS: Partial<Record<ColumnKind, ExplainUnit>> = { cents: 'cents', fte: 'fte', integer: 'count' };

function nameOf(table: ReportTable, row: ReportRow): string {
  const texts = table.columns
    .map((column) => row.cells[column.key])
    .filter((cell) => typeof cell === 'string');
  return texts[0] ?? '';
}

interface Cell {
  id: number;
  table: ReportTable;
  row: ReportRow;
  at: number;
  column: ReportColumn;
}

const numberAt = (row: ReportRow | undefined, key: string): number => {
  const cell = row?.cells[key];
  return typeof cell === 'number' ? cell : 0;
};

/** The rows a sum adds and takes away, each with its own cell. */
function rowParts({ id, table, row, column }: Cell): ExplainPart[] {
  const over = (rows: readonly number[], sign: 1 | -1): ExplainPart[] =>
    rows.map((at) =>
      part({
        ...{ sign, label: table.rows[at] ? nameOf(table, table.rows[at]) : '' },
        value: numberAt(table.rows[at], column.key),
        explain:
          typeof table.rows[at]?.cells[column.key] === 'number'
            ? figureText({ of: 'report', id, table: table.id, row: at, column: column.key })
            : null,
      }),
    );
  return [...over(row.sums ?? [], 1), ...over(row.less ?? [], -1)].filter((one) => one.value !== 0);
}

/** The columns of the same row that a computed cell follows from. */
function columnParts({ id, table, row, at, column }: Cell): ExplainPart[] {
  const label = (key: string): string => table.columns.find((one) => one.key === key)?.label ?? key;
  const over = (keys: readonly string[], sign: 1 | -1): ExplainPart[] =>
    keys.map((key) =>
      part({
        ...{ sign, letter: key.length === 1 ? key : null, label: label(key), value: numberAt(row, key) },
        explain:
          numberAt(row, key) === 0
            ? null
            : figureText({ of: 'report', id, table: table.id, row: at, column: key }),
      }),
    );
  return [...over(column.derived?.plus ?? [], 1), ...over(column.derived?.minus ?? [], -1)];
}

/**
 * A figure of an issued report, only from what was sealed with it: sums from their rows, computed cells from their
 * columns; what is neither was stated so on the day of issue. Never from what is known today.
 */
export async function reportNode(
  read: Queries,
  address: PageFigure & { of: 'report' },
  query: NodeQuery,
): Promise<Node> {
  const { brief, report } = await findReport(read, address.id);
  const table = report.tables.find((one) => one.id === address.table);
  const row = table?.rows[address.row];
  const column = table?.columns.find((one) => one.key === address.column);
  const value = row?.cells[address.column];
  const unit = column && UNITS[column.kind];
  if (!table || !row || !column || !unit || typeof value !== 'number')
    return noSuchFigure('Diese Zahl des Berichts');
  const cell = { id: address.id, table, row, at: address.row, column };
  const issuedOn = formatDate(toIsoDate(brief.issuedAt.slice(0, 10)));
  const summed = row.sums !== undefined || row.less !== undefined;
  const sealed = [
    part({ label: 'so herausgegeben', value, on: report.asOf, note: `Prüfsumme ${brief.sha256}` }),
  ];
  const parts = summed ? rowParts(cell) : column.derived ? columnParts(cell) : sealed;
  const about = {
    label: `${column.label}: ${nameOf(table, row)}, ${table.title}`,
    ...{ unit, value, asOf: report.asOf, knownOn: null },
    note: `Aus dem Bericht, herausgegeben am ${issuedOn} zum Stichtag ${formatDate(report.asOf)}; was später erfasst wurde, ändert ihn nicht.`,
  };
  const formula = summed
    ? { letters: 'Σ Zeilen', words: 'Summe der Zeilen der Tabelle' }
    : column.derived
      ? {
          letters: [column.derived.plus.join(' + '), ...column.derived.minus].join(' − '),
          words: 'aus den Spalten derselben Zeile',
        }
      : { letters: column.label, words: 'festgestellt am Tag der Ausgabe und eingefroren' };
  return node({ ...about, formula, ...(summed ? pageOf(parts, query.page, sumParts) : onePage(parts)) });
}
