import { formatDate } from '#shared/calendar.ts';
import type { MasterList, MasterRow } from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { csvText } from '#shared/text/csv.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';

/** The columns of the page: the fields of the kind, then from when to when it counts and who follows. */
export function recordsTable({ kind, rows, asOf }: MasterList): ReportTable {
  const { words, lead, fields } = masterRules(kind);
  const cellsOf = ({ values, from, to, successors }: MasterRow) => ({
    ...Object.fromEntries(
      Object.entries(fields).map(([name, { type }]) => {
        const value = values[name] ?? '';
        return [name, type === 'whole' ? Number(value) : value];
      }),
    ),
    ...{ validFrom: from, validTo: to },
    successors: successors.map(({ code, name }) => `${code} ${name}`).join('; '),
  });
  return {
    ...{ id: kind, title: words.many, sentence: lead },
    columns: [
      ...Object.entries(fields).map(([key, { title, type }]) => ({
        ...{ key, label: title },
        kind: type === 'whole' ? ('year' as const) : ('text' as const),
      })),
      { key: 'validFrom', label: 'gilt ab', kind: 'date' },
      { key: 'validTo', label: 'endet', kind: 'date' },
      { key: 'successors', label: 'Nachfolge', kind: 'text' },
    ],
    rows: rows.map((row) => ({ kind: 'row', cells: cellsOf(row) })),
    notes: [`Namen am ${formatDate(asOf)}.`],
  };
}

/** As a workbook of one sheet. */
export function recordsWorkbook(list: MasterList, demo: boolean): Promise<Buffer> {
  const table = recordsTable(list);
  return annexWorkbook({ title: `Stammdaten: ${table.title}`, asOf: list.asOf, demo }, [table]);
}

/** UTF-8 with BOM, semicolons, CRLF: what German Excel opens with a double click. */
export function recordsCsv(list: MasterList): Buffer {
  const { columns, rows } = recordsTable(list);
  const lines = rows.map(({ cells }) =>
    columns.map(({ key, kind }) => {
      const cell = cells[key] ?? '';
      const text = typeof cell === 'object' ? '' : String(cell);
      return csvText(
        kind === 'date' && text !== '' ? `${text.slice(8)}.${text.slice(5, 7)}.${text.slice(0, 4)}` : text,
      );
    }),
  );
  const head = columns.map(({ label }) => csvText(label));
  return Buffer.from(`\uFEFF${[head, ...lines].map((line) => line.join(';')).join('\r\n')}\r\n`);
}
