import { LEDGER_SHORT } from '../budget/terms.ts';
import type { Ledger } from '../budget/terms.ts';
import type { IsoDate } from '../calendar.ts';
import type { ReportTable } from '../report-table.ts';
import { stateWord } from './paper-filter.ts';
import { followUp, isOverdue } from './paper-states.ts';
import type { PaperRow } from './papers.ts';
import { PAPER_KIND_WORDS, PUBLICITY_WORDS } from './terms.ts';

const COLUMNS: ReportTable['columns'] = [
  { key: 'label', label: 'Drucksache', kind: 'text', width: 20 },
  { key: 'title', label: 'Titel', kind: 'text', width: 44 },
  { key: 'kind', label: 'Art', kind: 'text', width: 20 },
  { key: 'body', label: 'Gremium', kind: 'text', width: 28 },
  { key: 'sessionOn', label: 'Sitzung', kind: 'date', width: 12 },
  { key: 'publicity', label: 'Fassung', kind: 'text', width: 15 },
  { key: 'state', label: 'Stand', kind: 'text', width: 14 },
  { key: 'since', label: 'seit', kind: 'date', width: 12 },
  { key: 'requestedBy', label: 'beantragt von', kind: 'text', width: 22 },
  { key: 'unit', label: 'zuständig', kind: 'text', width: 22 },
  { key: 'deadline', label: 'Frist', kind: 'date', width: 12 },
];

function cells(paper: PaperRow): Record<string, string | null> {
  const { label, title, body, sessionOn, requestedBy, unit, deadline } = paper;
  return {
    ...{ label, title, body, sessionOn, requestedBy, unit, deadline },
    kind: PAPER_KIND_WORDS[paper.kind],
    publicity: PUBLICITY_WORDS[paper.publicity],
    state: stateWord(paper),
    since: paper.stateSince,
  };
}

const partKey = ({ year, ledger }: { year: number; ledger: Ledger }): string =>
  `${year} ${LEDGER_SHORT[ledger]}`;

/** The register as it is shown: a column of its own for each year and ledger, because they are never added. */
function registerSheet(papers: readonly PaperRow[]): ReportTable {
  const parts = [...new Set(papers.flatMap(({ moved }) => moved.map(partKey)))].sort();
  return {
    id: 'papers',
    title: 'Drucksachen',
    sentence: 'Drucksachen zum Stichtag mit Stand, Frist und dem, was sie bewegt haben.',
    columns: [
      ...COLUMNS,
      ...parts.map((part) => ({ key: part, label: `bewegt ${part}, €`, kind: 'cents' as const, width: 18 })),
      { key: 'fte', label: 'Stellen, VZÄ', kind: 'fte', width: 12 },
    ],
    rows: papers.map((paper) => ({
      kind: 'row',
      cells: {
        ...cells(paper),
        ...Object.fromEntries(parts.map((part) => [part, null])),
        ...Object.fromEntries(paper.moved.map((part) => [partKey(part), part.cents])),
        fte: paper.authorisedFte,
      },
    })),
    notes: [
      '„bewegt“: Summe der Erhöhungen ohne ihre Deckung, je Jahr und Haushalt; erste Ansätze stehen im Budget.',
    ],
  };
}

/** What of it is still followed up, overdue first. */
function followUpSheet(papers: readonly PaperRow[], asOf: IsoDate): ReportTable {
  return {
    id: 'follow-up',
    title: 'Beschlusskontrolle',
    sentence: 'Beschlüsse mit Frist und solche in Arbeit, Überfälliges zuerst.',
    columns: [...COLUMNS, { key: 'late', label: 'überfällig', kind: 'text', width: 12 }],
    rows: followUp(papers, asOf).map((paper) => ({
      kind: 'row',
      cells: { ...cells(paper), late: isOverdue(paper, asOf) ? 'ja' : '' },
    })),
    notes: [],
  };
}

/** The sheets of the register's file: what is shown, and what of it is still open. */
export function paperSheets(papers: readonly PaperRow[], asOf: IsoDate): ReportTable[] {
  return [registerSheet(papers), followUpSheet(papers, asOf)];
}
