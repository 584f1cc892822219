import type { Action } from '#shared/permissions.ts';
import { POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ReportTable } from '#shared/report-table.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import { budgetFigures, budgetTables } from './budget-tables.ts';
import { milestoneTables } from './milestone-tables.ts';
import { tableOf } from './table-of.ts';

/** A tab of the project page: its word in the address, how many things it holds, and its tables. */
export interface ProjectTab {
  key: string;
  label: string;
  count: (detail: ProjectDetail) => number | null;
  tables: (detail: ProjectDetail) => ReportTable[];
  /** Where the figures of its tables are explained. */
  figures?: (detail: ProjectDetail) => FigureOf;
  /** Without this right the tab says so instead of a count. */
  action?: Action;
  /** Shown when there are no tables. */
  empty: string;
}

function positionTable(detail: ProjectDetail): ReportTable[] {
  return tableOf(
    {
      id: 'positions',
      title: 'Stellen',
      sentence: 'Stellen sind genehmigte Posten, keine Personen.',
      columns: [
        { key: 'number', label: 'Stelle', kind: 'text' },
        { key: 'grade', label: 'Wert', kind: 'text' },
        { key: 'fte', label: 'Anteil', kind: 'fte' },
        { key: 'filled', label: 'besetzt', kind: 'fte' },
        { key: 'state', label: 'Stand', kind: 'text' },
      ],
    },
    detail.positions.map((post) => ({
      number: post.number,
      grade: post.grade,
      fte: post.fte,
      filled: post.filledFte,
      state: POSITION_STATE_WORDS[post.state],
    })),
  );
}

function paperTable(detail: ProjectDetail): ReportTable[] {
  return tableOf(
    {
      id: 'papers',
      title: 'Beschlüsse',
      sentence: 'Drucksachen hinter Geld, Basisterminen und Stellen dieses Projekts.',
      columns: [
        { key: 'label', label: 'Drucksache', kind: 'text' },
        { key: 'title', label: 'Titel', kind: 'text' },
        { key: 'origin', label: 'Herkunft', kind: 'text' },
      ],
    },
    detail.papers.map(({ label, title, origin }) => ({
      label,
      title,
      origin: origin === 'invented' ? 'Beispiel' : 'öffentlich',
    })),
  );
}

function stageTable(detail: ProjectDetail): ReportTable[] {
  return tableOf(
    {
      id: 'stage-moves',
      title: 'Wechsel der Umsetzungsstufe',
      sentence:
        'Brücke: Budget der Jahre beider Stufen zum Stichtag. Um so viel ändern sich die Summen der Stufen durch den Wechsel.',
      columns: [
        { key: 'on', label: 'ab', kind: 'date' },
        { key: 'from', label: 'von Stufe', kind: 'text' },
        { key: 'leaves', label: 'geht dort ab', kind: 'cents' },
        { key: 'to', label: 'in Stufe', kind: 'text' },
        { key: 'enters', label: 'kommt dort hinzu', kind: 'cents' },
      ],
    },
    detail.stageMoves.map(({ on, from, to, leavesCents, entersCents }) => ({
      ...{ on, from, to, leaves: leavesCents, enters: entersCents },
    })),
  );
}

function changeTable(detail: ProjectDetail): ReportTable[] {
  return tableOf(
    {
      id: 'changes',
      title: 'Verlauf',
      sentence: 'Wer was wann geändert hat, das Neueste zuerst.',
      columns: [
        { key: 'at', label: 'am', kind: 'text' },
        { key: 'summary', label: 'Änderung', kind: 'text' },
        { key: 'reason', label: 'Begründung', kind: 'text' },
        { key: 'actor', label: 'durch', kind: 'text' },
      ],
    },
    detail.changes.map(({ at, summary, reason, actor }) => ({ at: whenText(at), summary, reason, actor })),
  );
}

const WHEN = new Intl.DateTimeFormat('de-DE', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});

/** `02.07.2021, 10:14` in Europe/Berlin. */
export function whenText(at: string): string {
  return WHEN.format(new Date(at));
}

const open = (detail: ProjectDetail): number => detail.risks.filter((risk) => risk.state === 'open').length;

export const PROJECT_TABS: readonly ProjectTab[] = [
  { key: 'status', label: 'Status', count: () => null, tables: () => [], empty: '' },
  {
    key: 'meilensteine',
    label: 'Meilensteine',
    count: (detail) => detail.milestones.length,
    tables: milestoneTables,
    empty: 'Zum Stichtag gibt es für dieses Projekt keinen Meilenstein.',
  },
  {
    key: 'budget',
    label: 'Budget',
    count: (detail) => detail.lines.length,
    tables: budgetTables,
    figures: budgetFigures,
    action: 'budget:read',
    empty: 'Für dieses Projekt gibt es keine Haushaltszeile.',
  },
  {
    key: 'stellen',
    label: 'Stellen',
    count: (detail) => detail.positions.length,
    tables: positionTable,
    action: 'positions:read',
    empty: 'Diesem Projekt ist keine Stelle zugeordnet.',
  },
  // Drawn by the register itself, which is entered there too.
  { key: 'risiken', label: 'Risiken', count: open, tables: () => [], empty: '' },
  // Drawn by the indicators' own register; they have their own list, so none is counted here.
  { key: 'kennzahlen', label: 'Kennzahlen', count: () => null, tables: () => [], empty: '' },
  {
    key: 'beschluesse',
    label: 'Beschlüsse',
    count: (detail) => detail.papers.length,
    tables: paperTable,
    empty: 'Zum Stichtag steht keine Drucksache hinter diesem Projekt.',
  },
  {
    key: 'verlauf',
    label: 'Verlauf',
    count: () => null,
    tables: (detail) => [...stageTable(detail), ...changeTable(detail)],
    empty: 'Es gibt noch keine Änderung in dieser Anwendung, oder Ihre Rolle sieht den Verlauf nicht.',
  },
];

/** The tab an address names; anything else is the status. */
export function tabOf(key: string | undefined): ProjectTab {
  const [status, ...others] = PROJECT_TABS;
  const found = others.find((tab) => tab.key === key) ?? status;
  if (!found) throw new Error('Es gibt keinen Reiter.');
  return found;
}
