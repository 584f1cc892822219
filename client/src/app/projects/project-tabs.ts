import { formatDate } from '#shared/calendar.ts';
import { trendPoints } from '#shared/milestones/milestone-trend.ts';
import { POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { budgetTables } from './budget-tables.ts';

/** A tab of the project page: its word in the address, how many things it holds, and its tables. */
export interface ProjectTab {
  key: string;
  label: string;
  count: (detail: ProjectDetail) => number | null;
  tables: (detail: ProjectDetail) => ReportTable[];
  /** Shown when there are no tables. */
  empty: string;
}

type Table = Omit<ReportTable, 'rows' | 'notes'> & { notes?: string[] };

function tableOf(table: Table, cells: ReportTable['rows'][number]['cells'][]): ReportTable[] {
  if (cells.length === 0) return [];
  return [{ notes: [], ...table, rows: cells.map((row) => ({ kind: 'row', cells: row })) }];
}

function milestoneTable(detail: ProjectDetail): ReportTable[] {
  return tableOf(
    {
      id: 'milestones',
      title: 'Meilensteine',
      sentence: 'Basis, letzte Prognose und Erreichtes; die Verschiebung zählt gegen die geltende Basis.',
      columns: [
        { key: 'name', label: 'Meilenstein', kind: 'text' },
        { key: 'baseline', label: 'Basis', kind: 'date' },
        { key: 'forecast', label: 'Prognose', kind: 'date' },
        { key: 'reached', label: 'erreicht', kind: 'date' },
        { key: 'slip', label: 'Verschiebung', kind: 'days' },
        { key: 'weight', label: 'Gewicht, €', kind: 'cents' },
        { key: 'evidence', label: 'Nachweis', kind: 'text' },
      ],
      notes: ['Verschiebung = Prognose oder erreicht am − Basis, in Kalendertagen.'],
    },
    detail.milestones.map((milestone) => ({
      name: milestone.name,
      baseline: milestone.baselineOn,
      forecast: milestone.forecastOn,
      reached: milestone.reachedOn,
      slip: milestone.slipDays,
      weight: milestone.weightCents,
      evidence: milestone.evidence,
    })),
  );
}

/** MTA as a table: one row per milestone, one column per reporting date. */
function trendTable(detail: ProjectDetail): ReportTable[] {
  const dates = detail.milestones.flatMap((m) => m.forecasts.map((point) => point.reportingDate));
  const columns = [...new Set(dates)].sort();
  if (columns.length === 0) return [];
  return tableOf(
    {
      id: 'trend',
      title: 'Meilensteintrend',
      sentence: 'Für welchen Tag der Meilenstein an jedem Berichtstag erwartet wurde.',
      columns: [
        { key: 'name', label: 'Meilenstein', kind: 'text' },
        { key: 'baseline', label: 'Basis', kind: 'date' },
        ...columns.map((date) => ({ key: date, label: `am ${formatDate(date)}`, kind: 'text' as const })),
      ],
      notes: ['„–“ heißt: an diesem Berichtstag wurde nichts gemeldet. Das ist nicht „unverändert“.'],
    },
    detail.milestones.map((milestone) => {
      const points = trendPoints(columns, milestone.forecasts, milestone.reachedOn).map(
        ({ reportingDate, forecastOn, reached }) => {
          const text = forecastOn && `${reached ? 'erreicht ' : ''}${formatDate(forecastOn)}`;
          return [reportingDate, text] as const;
        },
      );
      const since = columns.filter((date) => !points.some(([reported]) => reported === date));
      const later = since.map((date) => [date, 'erreicht'] as const);
      const cells = Object.fromEntries([...points, ...later]);
      return { name: milestone.name, baseline: milestone.baselineOn, ...cells };
    }),
  );
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

function riskTable(detail: ProjectDetail): ReportTable[] {
  return tableOf(
    {
      id: 'risks',
      title: 'Risiken',
      sentence: 'Punkte = Wahrscheinlichkeit × Auswirkung, je 1 bis 5.',
      columns: [
        { key: 'title', label: 'Risiko', kind: 'text' },
        { key: 'points', label: 'Punkte', kind: 'integer' },
        { key: 'probability', label: 'Wahrsch.', kind: 'integer' },
        { key: 'impact', label: 'Auswirkung', kind: 'integer' },
        { key: 'measure', label: 'Maßnahme', kind: 'text' },
        { key: 'opened', label: 'offen seit', kind: 'date' },
        { key: 'closed', label: 'geschlossen', kind: 'date' },
      ],
    },
    detail.risks.map((risk) => ({
      title: risk.title,
      points: risk.probability * risk.impact,
      probability: risk.probability,
      impact: risk.impact,
      measure: risk.measure,
      opened: risk.openedOn,
      closed: risk.closedOn,
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

const open = (detail: ProjectDetail): number => detail.risks.filter((risk) => risk.closedOn === null).length;

export const PROJECT_TABS: readonly ProjectTab[] = [
  { key: 'status', label: 'Status', count: () => null, tables: () => [], empty: '' },
  {
    key: 'meilensteine',
    label: 'Meilensteine',
    count: (detail) => detail.milestones.length,
    tables: (detail) => [...milestoneTable(detail), ...trendTable(detail)],
    empty: 'Zum Stichtag gibt es für dieses Projekt keinen Meilenstein.',
  },
  {
    key: 'budget',
    label: 'Budget',
    count: (detail) => detail.lines.length,
    tables: budgetTables,
    empty: 'Für dieses Projekt gibt es keine Haushaltszeile, oder Ihre Rolle sieht Zeilen nicht einzeln.',
  },
  {
    key: 'stellen',
    label: 'Stellen',
    count: (detail) => detail.positions.length,
    tables: positionTable,
    empty: 'Diesem Projekt ist keine Stelle zugeordnet, oder Ihre Rolle sieht Stellen nicht einzeln.',
  },
  { key: 'risiken', label: 'Risiken', count: open, tables: riskTable, empty: 'Es ist kein Risiko erfasst.' },
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
    tables: changeTable,
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
