import type { Figures } from '../budget/figures.ts';
import { FIGURES } from '../budget/terms.ts';
import type { FigureName } from '../budget/terms.ts';
import type { ReportCell, ReportColumn } from '../report-table.ts';

/** Heads of the figure columns: short word and letter of the formula. */
const FIGURE_HEADS: Record<FigureName, string> = {
  A: 'Ansatz A',
  N: 'Nachtrag N',
  E: 'Übertrag. E',
  B: 'üpl./apl. B',
  Z: 'zweckgeb. Z',
  U: 'Umsch. U',
  F: 'fortgeschr. F',
  S: 'Sperre S',
  O: 'Obligo O',
  I: 'Ist I',
  V: 'verfügbar V',
};

const DERIVED: Partial<Record<FigureName, NonNullable<ReportColumn['derived']>>> = {
  F: { plus: ['A', 'N', 'E', 'B', 'Z', 'U'], minus: [] },
  V: { plus: ['F'], minus: ['S', 'O', 'I'] },
};

/** A to V across; F and V follow from the others, so that a sheet recalculates them. */
export const FIGURE_COLUMNS: ReportColumn[] = FIGURES.map((figure) => ({
  key: figure,
  label: FIGURE_HEADS[figure],
  kind: 'cents',
  derived: DERIVED[figure],
}));

/** A sum's cells under these columns, in cents. */
export function figureCells(figures: Figures): Record<string, ReportCell> {
  return Object.fromEntries(FIGURES.map((figure) => [figure, figures[figure]]));
}
