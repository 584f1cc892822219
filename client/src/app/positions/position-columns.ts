import { formatFteExact } from '#shared/fte.ts';
import type { PositionRow } from '#shared/positions/positions.ts';
import { POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import { dateColumn, fteColumn, moneyColumn, textColumn } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';

const dates = new IsoDatePipe();

/** `EG 9b · Amt 10` */
export function postLine(post: PositionRow): string {
  return `${post.number} · ${post.grade} · Amt ${post.office}`;
}

/** `besetzt seit 01.08.2020`; a part that is not filled is named. */
export function stateLine(post: PositionRow): string {
  return `seit ${dates.transform(post.stateSince)}`;
}

/** What is open of an authorised post; null when nothing is. */
export function openText(post: PositionRow): string | null {
  const open = post.authorisedFte - post.filledFte;
  return open > 0 && post.filledFte > 0 ? `besetzt ${formatFteExact(post.filledFte)}` : null;
}

/** The columns of the grid of posts; the cost only for those who may see it. */
export function positionColumns(withCost: boolean): GridColumn<PositionRow>[] {
  const columns: GridColumn<PositionRow>[] = [
    textColumn({
      key: 'stelle',
      label: 'Stelle',
      width: 190,
      grow: 3,
      sort: 'asc',
      strong: true,
      value: (post) => post.title,
      second: (post) => post.number,
    }),
    textColumn({
      key: 'gruppe',
      label: 'Bes./Entg.',
      width: 84,
      value: (post) => post.grade,
      second: (post) => (post.kwOn === null ? null : `kw ${dates.transform(post.kwOn)}`),
      date: (post) => post.kwOn,
    }),
    fteColumn({ key: 'vzae', label: 'VZÄ', width: 82, sum: true, fte: (post) => post.authorisedFte }),
    fteColumn({ key: 'besetzt', label: 'besetzt', width: 82, sum: true, fte: (post) => post.filledFte }),
    textColumn({
      key: 'zustand',
      label: 'Zustand',
      width: 176,
      grow: 1,
      value: (post) => POSITION_STATE_WORDS[post.state],
      second: stateLine,
      date: (post) => post.stateSince,
    }),
    textColumn({
      key: 'amt',
      label: 'Amt',
      width: 130,
      grow: 1,
      value: (post) => post.officeName,
      second: (post) => `Amt ${post.office}`,
    }),
    textColumn({ key: 'feld', label: 'Handlungsfeld', width: 118, value: (post) => post.field }),
    textColumn({
      key: 'projekt',
      label: 'Projekt',
      width: 130,
      grow: 1,
      value: (post) => post.project?.name ?? null,
      second: (post) => post.project?.number ?? null,
    }),
    dateColumn({ key: 'beginn', label: 'geplant ab', width: 100, date: (post) => post.plannedStart }),
    dateColumn({ key: 'kw', label: 'kw', width: 100, hidden: true, date: (post) => post.kwOn }),
    textColumn({
      key: 'drucksache',
      label: 'Drucksache',
      width: 130,
      hidden: true,
      value: (post) => post.paper?.label ?? null,
    }),
  ];
  if (!withCost) return columns;
  return [
    ...columns,
    moneyColumn({
      key: 'kosten',
      label: 'Plankosten',
      width: 116,
      sum: true,
      cents: (post) => post.plannedCostCents,
    }),
  ];
}
