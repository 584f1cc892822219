import { figureText } from '#shared/explain/address.ts';
import { FIGURES, LEDGERS, LEDGER_WORDS, MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ReportTable } from '#shared/report-table.ts';
import type { FigureOf } from '../ui/report-table-view.ts';

type Line = ProjectDetail['lines'][number];

const FIGURE_COLUMNS: ReportTable['columns'] = FIGURES.map((key) => ({ key, label: key, kind: 'cents' }));

function totalOf(lines: readonly Line[]): ReportTable['rows'][number] {
  const sums = Object.fromEntries(
    FIGURES.map((key) => [key, lines.reduce((total, line) => total + line.figures[key], 0)]),
  );
  return { kind: 'total', cells: { name: 'Summe', ...sums }, sums: lines.map((_, index) => index) };
}

/** The lines of one ledger and year; the two ledgers are never added (§§ 2, 3 GemHVO). */
function linesTable(detail: ProjectDetail, ledger: Ledger, year: number): ReportTable[] {
  const lines = detail.lines.filter((line) => line.ledger === ledger && line.year === year);
  if (lines.length === 0) return [];
  const rows: ReportTable['rows'] = lines.map((line) => ({
    kind: 'row',
    cells: { name: `${line.number} ${line.name}`, ...line.figures },
  }));
  return [
    {
      id: `lines-${ledger}-${year}`,
      title: `${LEDGER_WORDS[ledger]} ${year}, €`,
      sentence: 'A + N + E + B + Z + U = F; F − S − O − I = V.',
      columns: [{ key: 'name', label: 'Zeile', kind: 'text' }, ...FIGURE_COLUMNS],
      rows: lines.length > 1 ? [...rows, totalOf(lines)] : rows,
      notes: [],
    },
  ];
}

function movementTable({ movements }: ProjectDetail): ReportTable[] {
  if (movements.length === 0) return [];
  return [
    {
      id: 'movements',
      title: 'Bewegungen, €',
      sentence: 'Jede Änderung des Ansatzes mit ihrem Grund und ihrer Drucksache.',
      columns: [
        { key: 'kind', label: 'Art', kind: 'text' },
        { key: 'on', label: 'wirksam', kind: 'date' },
        { key: 'cents', label: 'Betrag', kind: 'cents' },
        { key: 'reason', label: 'Grund', kind: 'text' },
        { key: 'paper', label: 'Drucksache', kind: 'text' },
      ],
      rows: movements.map((movement) => ({
        kind: 'row',
        cells: {
          on: movement.effectiveOn,
          kind: `${movement.kind} ${MOVEMENT_WORDS[movement.kind]}`,
          cents: movement.cents,
          reason: movement.reason,
          paper: movement.paper?.label ?? null,
        },
      })),
      notes: [],
    },
  ];
}

/** The project's lines by year and ledger with A…V, and every movement behind them. */
export function budgetTables(detail: ProjectDetail): ReportTable[] {
  const years = [...new Set(detail.lines.map((line) => line.year))].sort((a, b) => a - b);
  const lines = years.flatMap((year) => LEDGERS.flatMap((ledger) => linesTable(detail, ledger, year)));
  return [...lines, ...movementTable(detail)];
}

/** A line's figure is that of the line; the sum of a table is that of the project in this ledger and year. */
export function budgetFigures(detail: ProjectDetail): FigureOf {
  const tables = new Map(
    detail.lines.map(({ ledger, year }) => [
      `lines-${ledger}-${year}`,
      { ledger, year, lines: detail.lines.filter((line) => line.ledger === ledger && line.year === year) },
    ]),
  );
  return (table, row, key) => {
    const [found, figure] = [tables.get(table.id), FIGURES.find((name) => name === key)];
    if (!found || !figure) return null;
    const line = found.lines[row];
    if (line) return figureText({ of: 'lines', owner: { of: 'line', id: line.id }, figure });
    const { ledger, year } = found;
    const owner = { of: 'project', id: detail.project.id, year, ledger, side: null } as const;
    return figureText({ of: 'lines', owner, figure });
  };
}
