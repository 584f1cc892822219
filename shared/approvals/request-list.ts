import { businessDate } from '../calendar.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { RequestList, RequestRow } from './requests.ts';
import { REQUEST_KIND_WORDS, REQUEST_STATE_WORDS } from './terms.ts';

export const REQUEST_LIST: List<RequestRow, Pick<RequestList, 'requests'>> = {
  ...{ title: 'Anträge', one: 'Antrag', many: 'Anträge' },
  rows: ({ requests }) => requests,
  columns: () =>
    listColumns<RequestRow>([
      {
        ...{ key: 'nr', label: 'Nr.', kind: 'integer' },
        value: ({ id }) => id,
        parts: [{ label: 'Nr.', kind: 'whole', value: ({ id }) => id }],
      },
      { ...{ key: 'antrag', label: 'Antrag', kind: 'text' }, value: ({ title }) => title },
      { ...{ key: 'art', label: 'Art', kind: 'text' }, value: ({ kind }) => REQUEST_KIND_WORDS[kind] },
      { ...{ key: 'grund', label: 'Begründung', kind: 'text' }, value: ({ reason }) => reason },
      {
        ...{ key: 'von', label: 'beantragt von', kind: 'text' },
        value: ({ authors }) => authors.join(', '),
      },
      {
        ...{ key: 'am', label: 'beantragt am', kind: 'date' },
        value: ({ createdAt }) => businessDate(createdAt),
      },
      { ...{ key: 'stand', label: 'Stand', kind: 'text' }, value: ({ state }) => REQUEST_STATE_WORDS[state] },
      {
        ...{ key: 'entschieden', label: 'entschieden von', kind: 'text' },
        value: ({ decision }) => decision?.by ?? null,
      },
      {
        ...{ key: 'entschieden-am', label: 'entschieden am', kind: 'date' },
        value: ({ decision }) => decision && businessDate(decision.at),
      },
      {
        ...{ key: 'freigabe', label: 'Freigabe', kind: 'text' },
        value: ({ state, mayDecide, whyNot }) =>
          state !== 'open'
            ? null
            : mayDecide
              ? 'wartet auf Sie'
              : `wartet auf eine andere Person: ${whyNot ?? ''}`,
      },
    ]),
};
