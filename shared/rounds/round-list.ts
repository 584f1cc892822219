import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import { countsInWords } from './round-filter.ts';
import type { Round, RoundList } from './rounds.ts';
import { ROUND_STATE_WORDS } from './terms.ts';

export const ROUND_LIST: List<Round, Pick<RoundList, 'rounds'>> = {
  ...{ title: 'Berichtsrunden', one: 'Berichtsrunde', many: 'Berichtsrunden' },
  rows: ({ rounds }) => rounds,
  columns: () =>
    listColumns<Round>([
      { ...{ key: 'stichtag', label: 'Berichtsstichtag', kind: 'date' }, value: (row) => row.reportingDate },
      { ...{ key: 'frist', label: 'Frist', kind: 'date' }, value: ({ dueOn }) => dueOn },
      { ...{ key: 'runde', label: 'Runde', kind: 'text' }, value: ({ state }) => ROUND_STATE_WORDS[state] },
      { ...{ key: 'stand', label: 'Stand', kind: 'text' }, value: ({ counts }) => countsInWords(counts) },
      { ...{ key: 'hinweis', label: 'Hinweis', kind: 'text' }, value: ({ note }) => note || null },
    ]),
};
