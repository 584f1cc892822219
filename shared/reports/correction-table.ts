import { counted } from '../counted.ts';
import { reportCellText } from '../report-cell.ts';
import type { ReportTable } from '../report-table.ts';
import { compareReports } from './compare-reports.ts';
import type { TableDifference } from './compare-reports.ts';

/** What the report says about itself, not about the programme. */
const OWN = ['beratungsfolge', 'berichtigung', 'pruefung', 'texte', 'hinweise'];
/** More changes than anybody reads; how many there are besides is said. */
const MOST = 300;

/** One difference in words: of which table, row and column, and what stood there and stands there. */
export type Difference = Record<'table' | 'name' | 'column' | 'before' | 'after', string>;

function wordsOf({ title: table, only, added, removed, changes }: TableDifference): Difference[] {
  if (only === 'before')
    return [{ table, name: 'ganze Tabelle', column: '–', before: 'enthalten', after: '–' }];
  if (only === 'after')
    return [{ table, name: 'ganze Tabelle', column: '–', before: '–', after: 'enthalten' }];
  return [
    ...changes.map(({ row: name, column, kind, before, after }) => ({
      ...{ table, name, column },
      before: reportCellText(before, kind),
      after: reportCellText(after, kind),
    })),
    ...added.map((name) => ({ table, name, column: 'Zeile', before: '–', after: 'neu' })),
    ...removed.map((name) => ({ table, name, column: 'Zeile', before: 'enthalten', after: 'entfällt' })),
  ];
}

/** What differs between two reports, in words to read; without what each says of itself. */
export function differencesOf(
  before: { tables: readonly ReportTable[] },
  after: { tables: readonly ReportTable[] },
): Difference[] {
  const own = ({ id }: ReportTable): boolean => !OWN.includes(id);
  const [olds, news] = [before, after].map(({ tables }) => ({ tables: tables.filter(own) }));
  return olds && news ? compareReports(olds, news).flatMap(wordsOf) : [];
}

/** What a correction says about the report it corrects: which figures and words changed. */
export function correctionTable(
  before: { tables: readonly ReportTable[] },
  after: { tables: readonly ReportTable[] },
): ReportTable {
  const rows = differencesOf(before, after);
  const left = rows.length - MOST;
  return {
    id: 'berichtigung',
    title: 'Was sich gegenüber dem berichtigten Bericht geändert hat',
    sheet: 'Berichtigung',
    sentence:
      rows.length === 0
        ? 'In den Tabellen hat sich nichts geändert.'
        : `${counted(rows.length, 'Angabe ist', 'Angaben sind')} anders als im berichtigten Bericht.`,
    columns: [
      { key: 'table', label: 'Tabelle', kind: 'text', width: 26 },
      { key: 'name', label: 'Zeile', kind: 'text', width: 40 },
      { key: 'column', label: 'Spalte', kind: 'text', width: 20 },
      { key: 'before', label: 'bisher', kind: 'text', width: 24 },
      { key: 'after', label: 'jetzt', kind: 'text', width: 24 },
    ],
    rows: rows.slice(0, MOST).map((cells) => ({ kind: 'row', cells })),
    notes:
      left > 0
        ? [`${counted(left, 'weitere Änderung', 'weitere Änderungen')} sind hier nicht aufgeführt.`]
        : [],
  };
}
