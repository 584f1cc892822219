import { daysBetween, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { counted } from '../counted.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { ListColumn } from '../lists/list-column.ts';
import { isOverdue, levelOf, riskPoints } from './risk-rules.ts';
import type { RiskPage, RiskRow } from './risks.ts';
import { LEVEL_MARKS, RISK_KIND_WORDS, isUncertain, riskStateWord } from './terms.ts';
import type { RiskKind } from './terms.ts';

/** A tab over the register: its word in the address, its label, and which entries it shows. */
export interface RiskView {
  key: string;
  label: string;
  shows: (row: RiskRow, asOf: IsoDate) => boolean;
}

const openOf =
  (kind: RiskKind) =>
  (row: RiskRow): boolean =>
    row.kind === kind && row.state === 'open';

export const RISK_VIEWS: readonly RiskView[] = [
  { key: 'risiken', label: 'Risiken', shows: openOf('risk') },
  { key: 'chancen', label: 'Chancen', shows: openOf('opportunity') },
  { key: 'probleme', label: 'Probleme', shows: openOf('issue') },
  { key: 'entscheidungen', label: 'Entscheidungsbedarf', shows: openOf('decision') },
  { key: 'ueberfaellig', label: 'Überfällig', shows: isOverdue },
  { key: 'erledigt', label: 'Nicht mehr offen', shows: (row) => row.state !== 'open' },
  { key: 'alle', label: 'Alle', shows: () => true },
];
export const RISK_VIEW_KEYS = RISK_VIEWS.map(({ key }) => key);

/** The view an address names; anything else is the first. */
export function riskViewOf(key: string | undefined): RiskView {
  const [first] = RISK_VIEWS;
  const found = RISK_VIEWS.find((view) => view.key === key) ?? first;
  if (!found) throw new Error('Es gibt keine Ansicht.');
  return found;
}

/** `überfällig seit 12 Tagen`; null while it is not. */
export function overdueText(row: RiskRow, asOf: IsoDate): string | null {
  if (row.dueOn === null || !isOverdue(row, asOf)) return null;
  return `überfällig seit ${counted(daysBetween(row.dueOn, asOf), 'Tag', 'Tagen')}`;
}

/** `■ hoch`: symbol and word of the points; null where nothing is uncertain. */
export function levelText(row: RiskRow, limits: RiskPage['limits']): string | null {
  const points = riskPoints(row);
  if (points === null) return null;
  const { symbol, word } = LEVEL_MARKS[levelOf(points, limits)];
  return `${symbol} ${word}`;
}

/** The columns of the register at a date. */
export function riskColumns({ asOf, limits }: Pick<RiskPage, 'asOf' | 'limits'>): ListColumn<RiskRow>[] {
  return listColumns<RiskRow>([
    {
      ...{ key: 'eintrag', label: 'Eintrag', kind: 'text' },
      value: (row) => row.title,
      second: ({ project }) => `${project.number} ${project.name}`,
      secondLabel: 'Projekt',
    },
    { ...{ key: 'art', label: 'Art', kind: 'text' }, value: (row) => RISK_KIND_WORDS[row.kind] },
    {
      ...{ key: 'punkte', label: 'Punkte', kind: 'integer', sort: 'desc' },
      value: riskPoints,
      second: (row) => (isUncertain(row.kind) ? levelText(row, limits) : null),
      secondLabel: 'Stufe',
    },
    { ...{ key: 'wahrsch', label: 'Wahrsch.', kind: 'integer' }, value: (row) => row.probability },
    { ...{ key: 'ausw', label: 'Auswirkung', kind: 'integer' }, value: (row) => row.impact },
    {
      ...{ key: 'massnahme', label: 'Ursache, Maßnahme', kind: 'text' },
      value: (row) => row.measure,
      second: (row) => row.owner || null,
      secondLabel: 'zuständig',
    },
    {
      ...{ key: 'frist', label: 'Frist', kind: 'date' },
      value: (row) => row.dueOn,
      second: (row) => overdueText(row, asOf),
      secondLabel: 'überfällig',
    },
    {
      ...{ key: 'stand', label: 'Stand', kind: 'text' },
      value: (row) => riskStateWord(row.kind, row.state),
      second: (row) => `bewertet ${formatDate(row.assessedOn)}`,
      parts: [
        { label: 'Stand', kind: 'text', width: 18, value: (row) => riskStateWord(row.kind, row.state) },
        { label: 'bewertet am', kind: 'date', value: (row) => row.assessedOn },
      ],
    },
    { ...{ key: 'seit', label: 'seit', kind: 'date', hidden: true }, value: (row) => row.openedOn },
    { ...{ key: 'amt', label: 'Amt', kind: 'text', hidden: true }, value: (row) => row.office },
    {
      ...{ key: 'drucksache', label: 'Drucksache', kind: 'text', hidden: true },
      value: (row) => row.paper?.label ?? null,
    },
  ]);
}

export const RISK_LIST: List<RiskRow, Pick<RiskPage, 'asOf' | 'limits' | 'risks'>> = {
  ...{ title: 'Risiken', one: 'Eintrag', many: 'Einträge' },
  rows: ({ risks }) => risks,
  columns: riskColumns,
  tab: (key, { asOf }) => {
    const { label, shows } = riskViewOf(key);
    return { label, shows: (row) => shows(row, asOf) };
  },
};
