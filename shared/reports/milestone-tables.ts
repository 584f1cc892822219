import { counted } from '../counted.ts';
import { compareNatural } from '../order.ts';
import type { IsoDate } from '../calendar.ts';
import type { ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts, MilestoneFact } from './council-facts.ts';
import { longDate } from './words.ts';

/** Due by the baseline and not reached. */
export function overdueMilestones(facts: CouncilFacts): MilestoneFact[] {
  return facts.milestones
    .filter((m) => m.reachedOn === null && m.baselineOn <= facts.asOf)
    .sort((a, b) => (b.slipDays ?? 0) - (a.slipDays ?? 0) || compare(a, b));
}

function compare(a: MilestoneFact, b: MilestoneFact): number {
  return (
    compareNatural(a.project.number, b.project.number) ||
    compareNatural(a.baselineOn, b.baselineOn) ||
    compareNatural(a.name, b.name)
  );
}

function nowOn(milestone: MilestoneFact): IsoDate | null {
  return milestone.reachedOn ?? milestone.forecastOn;
}

function stateWord(milestone: MilestoneFact, asOf: IsoDate): string {
  if (milestone.reachedOn !== null) return 'erreicht';
  if (milestone.overdueDays > 0) return 'überschritten';
  if (milestone.baselineOn <= asOf) return 'fällig';
  return milestone.forecastOn === null ? 'ohne Prognose' : 'offen';
}

function rowOf(milestone: MilestoneFact, asOf: IsoDate): ReportRow {
  return {
    kind: 'row',
    cells: {
      name: milestone.name,
      number: milestone.project.number,
      project: milestone.project.name,
      state: stateWord(milestone, asOf),
      baseline: milestone.baselineOn,
      before: milestone.previousForecastOn,
      now: nowOn(milestone),
      shift: milestone.slipDays,
    },
  };
}

const COLUMNS: ReportTable['columns'] = [
  { key: 'name', label: 'Meilenstein', kind: 'text', width: 38 },
  { key: 'number', label: 'Nr.', kind: 'text', width: 9, under: 'name' },
  { key: 'project', label: 'Projekt', kind: 'text', width: 36, under: 'name' },
  { key: 'state', label: 'Stand', kind: 'text', width: 14 },
  { key: 'baseline', label: 'Basis', kind: 'date' },
  { key: 'before', label: 'Prognose davor', kind: 'date', width: 15 },
  { key: 'now', label: 'jetzt', kind: 'date' },
  { key: 'shift', label: 'Verschiebung (Tage)', kind: 'days', width: 14 },
];

const NOTES = [
  'Verschiebung = jetzt − Basis in Kalendertagen: plus heißt später, minus früher als in der Basisplanung.',
  'Ist die Prognose am Stichtag überschritten, zählt die Verschiebung bis zum Stichtag.',
  'jetzt = erreicht am, sonst die neueste Prognose. „–“ heißt: keine Prognose abgegeben, nicht „unverändert“.',
];

function sentenceOf(facts: CouncilFacts, overdue: number): string {
  if (facts.milestones.length === 0) return 'In diesem Datenbestand sind keine Meilensteine erfasst.';
  const reached = facts.milestones.filter((m) => m.reachedOn !== null);
  const since = facts.previous?.on;
  const fresh = since ? reached.filter((m) => m.reachedOn !== null && m.reachedOn > since).length : 0;
  const lately = since && fresh > 0 ? `, ${fresh} davon seit dem ${longDate(since)}` : '';
  const open =
    overdue === 0
      ? 'Kein fälliger Meilenstein steht aus'
      : overdue === 1
        ? 'Ein fälliger Meilenstein ist noch nicht erreicht'
        : `${overdue} fällige Meilensteine sind noch nicht erreicht`;
  return `${open}; ${reached.length} von ${facts.milestones.length} sind erreicht${lately}.`;
}

/** Milestones with baseline, forecast of the last report, forecast now and shift: the due ones, then all. */
export function milestoneTables(facts: CouncilFacts): [ReportTable, ReportTable] {
  const overdue = overdueMilestones(facts);
  const all = [...facts.milestones].sort(compare);
  return [
    {
      id: 'meilensteine-faellig',
      title: 'Fällige, nicht erreichte Meilensteine',
      sheet: 'Fällige Meilensteine',
      sentence: sentenceOf(facts, overdue.length),
      columns: COLUMNS.filter((column) => column.key !== 'state'),
      rows: overdue.map((milestone) => rowOf(milestone, facts.asOf)),
      notes: overdue.length > 0 ? NOTES : [],
    },
    {
      id: 'meilensteine',
      title: 'Alle Meilensteine',
      sheet: 'Meilensteine',
      annex: true,
      sentence:
        all.length === 0
          ? 'In diesem Datenbestand sind keine Meilensteine erfasst.'
          : `Die Liste nennt ${counted(all.length, 'Meilenstein', 'Meilensteine')} aller Projekte.`,
      columns: COLUMNS,
      rows: all.map((milestone) => rowOf(milestone, facts.asOf)),
      notes: all.length > 0 ? NOTES : [],
    },
  ];
}
