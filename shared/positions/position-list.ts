import { formatDate } from '../calendar.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { ListColumn } from '../lists/list-column.ts';
import type { PositionPage, PositionRow } from './positions.ts';
import { POSITION_STATE_WORDS } from './terms.ts';

/** `seit 01.08.2020` */
export function stateLine(post: PositionRow): string {
  return `seit ${formatDate(post.stateSince)}`;
}

/** The columns of the list of posts; the cost only for those who may see it. */
export function positionListColumns(withCost: boolean): ListColumn<PositionRow>[] {
  return listColumns<PositionRow>([
    {
      ...{ key: 'stelle', label: 'Stelle', kind: 'text', sort: 'asc' },
      value: (post) => post.title,
      second: (post) => post.number,
      secondLabel: 'Nummer',
    },
    {
      ...{ key: 'gruppe', label: 'Bes./Entg.', kind: 'text' },
      value: (post) => post.grade,
      second: (post) => (post.kwOn === null ? null : `kw ${formatDate(post.kwOn)}`),
      date: (post) => post.kwOn,
      parts: [
        { label: 'Bes./Entg.', kind: 'text', width: 11, value: (post) => post.grade },
        { label: 'kw-Vermerk', kind: 'date', value: (post) => post.kwOn },
      ],
    },
    { ...{ key: 'vzae', label: 'VZÄ', kind: 'fte', sum: true }, value: (post) => post.authorisedFte },
    { ...{ key: 'besetzt', label: 'besetzt', kind: 'fte', sum: true }, value: (post) => post.filledFte },
    {
      ...{ key: 'zustand', label: 'Zustand', kind: 'text' },
      value: (post) => POSITION_STATE_WORDS[post.state],
      second: stateLine,
      date: (post) => post.stateSince,
      parts: [
        { label: 'Zustand', kind: 'text', width: 18, value: (post) => POSITION_STATE_WORDS[post.state] },
        { label: 'seit', kind: 'date', value: (post) => post.stateSince },
      ],
    },
    {
      ...{ key: 'amt', label: 'Amt', kind: 'text' },
      value: (post) => post.officeName,
      second: (post) => `Amt ${post.office}`,
      secondLabel: 'Amt, Nummer',
    },
    { ...{ key: 'feld', label: 'Handlungsfeld', kind: 'text' }, value: (post) => post.field },
    {
      ...{ key: 'projekt', label: 'Projekt', kind: 'text' },
      value: (post) => post.project?.name ?? null,
      second: (post) => post.project?.number ?? null,
      secondLabel: 'Projekt Nr.',
    },
    { ...{ key: 'beginn', label: 'geplant ab', kind: 'date' }, value: (post) => post.plannedStart },
    { ...{ key: 'kw', label: 'kw', kind: 'date', hidden: true }, value: (post) => post.kwOn },
    {
      ...{ key: 'drucksache', label: 'Drucksache', kind: 'text', hidden: true },
      value: (post) => post.paper?.label ?? null,
    },
    ...(withCost
      ? [
          {
            ...{ key: 'kosten', label: 'Plankosten', kind: 'cents' as const, sum: true },
            value: (post: PositionRow) => post.plannedCostCents,
          },
        ]
      : []),
  ]);
}

export const POSITION_LIST: List<PositionRow, Pick<PositionPage, 'positions' | 'cost'>> = {
  ...{ title: 'Stellen', one: 'Stelle', many: 'Stellen' },
  rows: ({ positions }) => positions,
  columns: ({ cost }) => positionListColumns(cost !== null),
};
