import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { EnvelopeList, EnvelopeRow } from './envelopes.ts';

/** Envelopes overlap and are never added, so nothing is summed. */
export const ENVELOPE_LIST: List<EnvelopeRow, Pick<EnvelopeList, 'asOf' | 'rows'>> = {
  ...{ title: 'Finanzrahmen', one: 'Rahmen', many: 'Rahmen' },
  rows: ({ rows }) => rows,
  columns: ({ asOf }) =>
    listColumns<EnvelopeRow>([
      {
        ...{ key: 'rahmen', label: 'Rahmen', kind: 'text' },
        value: ({ name }) => name,
        second: ({ note }) => note,
        secondLabel: 'Hinweis',
      },
      { ...{ key: 'obergrenze', label: 'Obergrenze', kind: 'cents' }, value: (row) => row.ceilingCents },
      { ...{ key: 'umfang', label: 'Umfang', kind: 'text' }, value: ({ scopeText }) => scopeText },
      { ...{ key: 'ab', label: 'gilt ab', kind: 'date' }, value: ({ from }) => from },
      { ...{ key: 'bis', label: 'gilt bis', kind: 'date' }, value: ({ to }) => to },
      {
        ...{ key: 'stand', label: 'am Stichtag', kind: 'text' },
        value: ({ counts, to }) => (counts ? 'gilt' : to !== null && to < asOf ? 'beendet' : 'künftig'),
      },
    ]),
};
