import type { ReportTable } from '#shared/report-table.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { placedAt } from '../../workbook/placed-table.ts';
import { chartData } from '../charts/chart-data.ts';
import { isDrawn } from '../charts/report-charts.ts';
import { sheetName } from '../../workbook/sheet-names.ts';
import type { ChapterBlock } from './chapter-sheet.ts';
import type { ContentsEntry } from './contents-sheet.ts';

/** A table among others that is longer than this has a sheet of its own, where its head is repeated. */
const MOST_ROWS = 60;

/** Telling names of the sheets of chapters, by the first table of the chapter. */
const CHAPTERS: Record<string, string> = {
  rahmen: 'Geld und Stellen',
  ampeln: 'Projekte im Überblick',
  'budget-aufbau': 'Budget im Überblick',
  'stellen-amt': 'Stellen',
  'meilensteine-faellig': 'Termine',
};

interface ChapterPlan {
  sheet: string;
  question: string;
  blocks: ChapterBlock[];
}

interface SinglePlan {
  sheet: string;
  table: ReportTable;
  /** Its heading: the question it answers alone, else its own. */
  title: string;
}

export interface SheetPlan {
  front: string;
  contents: string;
  /** Questions with several tables or charts. */
  chapters: ChapterPlan[];
  /** Tables with a sheet of their own: lists, and questions with one table. */
  single: SinglePlan[];
  /** Where the numbers of the charts stand that the report has in another order, and whether there are any. */
  data: string;
  hasData: boolean;
  /** Where the figures are held against each other. */
  tieOut: string;
  /** Every sheet in its order, with what it is for. */
  order: ContentsEntry[];
  sheetOf: (tableId: string) => string;
}

function isLong(table: ReportTable, tables: number): boolean {
  return table.annex === true || (tables > 1 && table.rows.length > MOST_ROWS);
}

/** Reports of earlier programs may name a table in no chapter: it is read last. */
function chaptersOf(report: CouncilReport): { question: string; tables: ReportTable[] }[] {
  const byId = new Map(report.tables.map((table) => [table.id, table]));
  const told = new Set(report.chapters.flatMap(({ tableIds }) => tableIds));
  return [
    ...report.chapters.map(({ question, tableIds }) => ({
      question,
      tables: tableIds.flatMap((id) => byId.get(id) ?? []),
    })),
    ...report.tables
      .filter(({ id }) => !told.has(id))
      .map((table) => ({ question: table.title, tables: [table] })),
  ].filter(({ tables }) => tables.length > 0);
}

/** Which sheets a report has, in the order of the agenda: the page, the contents, one per question, lists, notes. */
export function sheetPlan(report: CouncilReport): SheetPlan {
  const taken = new Set<string>();
  const [front, contents] = [sheetName('Auf einen Blick', taken), sheetName('Inhalt', taken)];
  const places = new Map<string, string>();
  const chapters: ChapterPlan[] = [];
  const single: SinglePlan[] = [];
  const [questions, lists, notes]: [ContentsEntry[], ContentsEntry[], ContentsEntry[]] = [[], [], []];
  const addSingle = (table: ReportTable, title: string, list: ContentsEntry[]): string => {
    const sheet = sheetName(table.sheet ?? table.title, taken);
    places.set(table.id, sheet);
    single.push({ sheet, table, title });
    list.push({ sheet, title });
    return sheet;
  };
  for (const { question, tables } of chaptersOf(report)) {
    const [first] = tables;
    if (!first) continue;
    if (tables.length === 1 && (isLong(first, 1) || !isDrawn(first.id))) {
      addSingle(first, question, first.layout === 'notes' ? notes : questions);
      continue;
    }
    const sheet = sheetName(
      (tables.length > 1 ? CHAPTERS[first.id] : undefined) ?? first.sheet ?? first.title,
      taken,
    );
    questions.push({ sheet, title: question });
    const blocks = tables.map((table): ChapterBlock => {
      if (isLong(table, tables.length)) return { table, elsewhere: addSingle(table, table.title, lists) };
      places.set(table.id, sheet);
      return { table };
    });
    chapters.push({ sheet, question, blocks });
  }
  const data = sheetName('Diagrammdaten', taken);
  const tieOut = sheetName('Abstimmung', taken);
  const sheetOf = (id: string): string => places.get(id) ?? front;
  const known = new Map(report.tables.map((table) => [table.id, placedAt(table, sheetOf(table.id), 1)]));
  const hasData = chartData(known, report.asOf).length > 0;
  if (hasData) lists.push({ sheet: data, title: 'Zahlen der Diagramme in ihrer Reihenfolge' });
  return {
    ...{ front, contents, chapters, single, data, hasData, sheetOf, tieOut },
    order: [
      { sheet: front, title: 'Der Bericht auf einer Seite' },
      { sheet: contents, title: 'Inhalt und Angaben zum Bericht' },
      ...[...questions, ...lists, ...notes],
      { sheet: tieOut, title: 'Gehen die Zahlen auf? Prüfungen, die 0 ergeben' },
    ],
  };
}
