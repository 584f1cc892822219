import { businessDate } from '../calendar.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { HistoryEntry, HistoryPage } from './history.ts';
import { actorText, fieldChanges, historyTitle } from './words.ts';

const BERLIN = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', timeStyle: 'medium' });

/** One page of the history, as it is shown: the file has the entries of that page and says where it begins. */
export const HISTORY_LIST: List<HistoryEntry, HistoryPage> = {
  ...{ title: 'Verlauf', one: 'Eintrag', many: 'Einträge' },
  rows: ({ entries }) => entries,
  columns: ({ names }) =>
    listColumns<HistoryEntry>([
      {
        ...{ key: 'nr', label: 'Nr.', kind: 'integer' },
        value: ({ seq }) => seq,
        parts: [{ label: 'Nr.', kind: 'whole', width: 10, value: ({ seq }) => seq }],
      },
      {
        ...{ key: 'am', label: 'am', kind: 'date' },
        value: ({ at }) => businessDate(at),
        second: ({ at }) => BERLIN.format(new Date(at)),
        secondLabel: 'um',
      },
      { ...{ key: 'wer', label: 'wer', kind: 'text' }, value: ({ actor }) => actorText(actor, names) },
      { ...{ key: 'was', label: 'was', kind: 'text' }, value: (entry) => historyTitle(entry, names) },
      { ...{ key: 'grund', label: 'Grund', kind: 'text' }, value: ({ reason }) => reason },
      {
        ...{ key: 'felder', label: 'Felder', kind: 'text' },
        value: ({ before, after }) =>
          fieldChanges(before, after, names)
            .map((change) =>
              change.before === '–'
                ? `${change.field}: ${change.after}`
                : `${change.field}: ${change.before} → ${change.after}`,
            )
            .join('; ') || null,
      },
      { ...{ key: 'pruefsumme', label: 'Prüfsumme', kind: 'text' }, value: ({ hash }) => hash },
    ]),
};
