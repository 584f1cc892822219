import { figureText } from '#shared/explain/address.ts';
import { POST_FIGURES } from '#shared/explain/page-figures.ts';
import type { PostTrait } from '#shared/explain/page-figures.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import type { ReportTable } from '#shared/report-table.ts';

const TRAITS: Record<string, { trait: PostTrait; codes: (page: PositionPage) => string[] }> = {
  'by-office': { trait: 'office', codes: (page) => page.byOffice.map((one) => one.code) },
  'by-grade': { trait: 'grade', codes: (page) => page.byGrade.map((one) => one.code) },
  'by-field': { trait: 'field', codes: (page) => page.byField.map((one) => one.code) },
  'by-state': { trait: 'state', codes: (page) => page.byState.map((one) => one.state) },
};

/** Where a cell of a table of posts is explained; counts and cost have no address. */
export function postFigure(page: PositionPage, table: ReportTable, row: number, key: string): string | null {
  const found = TRAITS[table.id];
  const figure = key === 'fte' ? 'known' : POST_FIGURES.find((name) => name === key);
  if (!found || !figure) return null;
  if (table.rows[row]?.kind === 'total') return figureText({ of: 'posts', figure, trait: null, code: '' });
  const code = found.codes(page)[row];
  return code === undefined ? null : figureText({ of: 'posts', figure, trait: found.trait, code });
}
