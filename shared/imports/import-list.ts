import { businessDate } from '../calendar.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { ImportList, ImportRow } from './imports.ts';
import { hasBasket, importKindWords } from './terms.ts';

export const IMPORT_LIST: List<ImportRow, ImportList> = {
  ...{ title: 'Eingelesene Dateien', one: 'Vorgang', many: 'Vorgänge' },
  rows: ({ imports }) => imports,
  columns: () =>
    listColumns<ImportRow>([
      {
        ...{ key: 'nr', label: 'Nr.', kind: 'integer' },
        value: ({ id }) => id,
        parts: [{ label: 'Nr.', kind: 'whole', value: ({ id }) => id }],
      },
      {
        ...{ key: 'am', label: 'Eingelesen am', kind: 'date' },
        value: ({ appliedAt }) => businessDate(appliedAt),
        second: ({ appliedBy }) => appliedBy,
        secondLabel: 'von',
      },
      {
        ...{ key: 'datei', label: 'Datei', kind: 'text' },
        value: ({ fileName }) => fileName,
        parts: [
          { label: 'Datei', kind: 'text', width: 36, value: ({ fileName }) => fileName },
          { label: 'Inhalt', kind: 'text', width: 20, value: ({ kind }) => importKindWords(kind) },
          { label: 'Profil', kind: 'text', width: 20, value: ({ profile }) => profile },
        ],
      },
      { ...{ key: 'gelesen', label: 'gelesen', kind: 'integer' }, value: ({ rowsRead }) => rowsRead },
      { ...{ key: 'neu', label: 'neu', kind: 'integer' }, value: ({ added }) => added },
      { ...{ key: 'gebucht', label: 'gebucht', kind: 'cents' }, value: ({ addedCents }) => addedCents },
      {
        ...{ key: 'kontrolle', label: 'Kontrollsumme', kind: 'cents' },
        value: ({ controlTotalCents }) => controlTotalCents,
      },
      {
        ...{ key: 'offen', label: 'nicht zugeordnet', kind: 'cents' },
        value: ({ kind, unassignedCents }) => (hasBasket(kind) ? unassignedCents : null),
      },
      { ...{ key: 'bis', label: 'Buchungsstand', kind: 'date' }, value: ({ postedUntil }) => postedUntil },
      {
        ...{ key: 'stand', label: 'Stand', kind: 'text' },
        value: ({ undoneAt }) => (undoneAt === null ? null : 'zurückgenommen'),
        parts: [
          { label: 'geänderte Zeilen', kind: 'integer', value: (row) => row.conflicts || null },
          {
            ...{ label: 'geändert, Betrag', kind: 'cents' },
            value: (row) => (row.conflicts > 0 ? row.conflictCents : null),
          },
          {
            ...{ label: 'zurückgenommen am', kind: 'date', width: 18 },
            value: ({ undoneAt }) => undoneAt && businessDate(undoneAt),
          },
          {
            ...{ label: 'zurückgenommene Zeilen', kind: 'integer', width: 22 },
            value: ({ undoneAt, undoneRows }) => (undoneAt === null ? null : undoneRows),
          },
        ],
      },
    ]),
};
