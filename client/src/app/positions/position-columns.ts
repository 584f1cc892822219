import { formatFteExact } from '#shared/fte.ts';
import type { PositionRow } from '#shared/positions/positions.ts';
import { positionListColumns } from '#shared/positions/position-list.ts';
import { gridColumns } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';

/** `EG 9b · Amt 10` */
export function postLine(post: PositionRow): string {
  return `${post.number} · ${post.grade} · Amt ${post.office}`;
}

/** What is open of an authorised post; null when nothing is. */
export function openText(post: PositionRow): string | null {
  const open = post.authorisedFte - post.filledFte;
  return open > 0 && post.filledFte > 0 ? `besetzt ${formatFteExact(post.filledFte)}` : null;
}

/** The columns of the grid of posts; the cost only for those who may see it. */
export function positionColumns(withCost: boolean): GridColumn<PositionRow>[] {
  return gridColumns(positionListColumns(withCost), {
    stelle: { width: 190, grow: 3, strong: true },
    gruppe: { width: 84 },
    vzae: { width: 82 },
    besetzt: { width: 82 },
    zustand: { width: 176, grow: 1 },
    amt: { width: 130, grow: 1 },
    feld: { width: 118 },
    projekt: { width: 130, grow: 1 },
    beginn: { width: 100 },
    kw: { width: 100 },
    drucksache: { width: 130 },
    kosten: { width: 116 },
  });
}
