import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { counted } from '../counted.ts';
import { LIGHT_WORDS, TREND_WORDS } from '../light.ts';
import { columnFilters, passing } from './list-filter.ts';
import { ordered, sortOf } from './list-order.ts';
import type { ListCellKind } from './list-cell.ts';
import type { ListColumn, ListPart, ShownLight } from './list-column.ts';
import { visibleKeys } from './list-view.ts';
import type { ListView } from './list-view.ts';

/** The tab over a list: its label and which rows it shows. */
export interface ListTab<Row> {
  label: string;
  shows: (row: Row) => boolean;
}

/** Who looks. */
export interface ListReader {
  userId: number;
}

/** A list of the product, declared once: the page draws it and its file writes it (decision 0068). */
export interface List<Row extends object, Page> {
  title: string;
  one: string;
  many: string;
  rows: (page: Page) => readonly Row[];
  columns: (page: Page) => ListColumn<Row>[];
  /** The tab an address names by `ansicht`, where the list has tabs. */
  tab?: (key: string | undefined, page: Page, reader: ListReader) => ListTab<Row>;
}

/** The rows of a list that are shown under a tab and a view, and what it shows of them. */
export interface ShownList<Row> {
  title: string;
  /** What the rows are: tab, filters, order, how many of how many. */
  words: string[];
  columns: ListPart<Row>[];
  rows: readonly Row[];
  /** Σ of a part over the rows; null where nothing is summed. */
  sums: (number | null)[];
}

const WIDTHS: Record<ListCellKind, number> = {
  ...{ text: 28, light: 16, date: 12, cents: 16, whole: 8, integer: 11, fte: 12, days: 12 },
};

/** Beside the word of a light: its trend, and the computed light where it is another one. */
function lightParts<Row>(label: string, light: (row: Row) => ShownLight): ListPart<Row>[] {
  const trend = (row: Row): string | null => {
    const shown = light(row).trend;
    return shown ? TREND_WORDS[shown] : null;
  };
  const computed = (row: Row): string | null => {
    const shown = light(row);
    return shown.computed && shown.computed !== shown.light ? LIGHT_WORDS[shown.computed] : null;
  };
  return [
    { label: `${label}, Trend`, kind: 'text', width: 22, value: trend },
    { label: `${label}, berechnet`, kind: 'text', width: 18, value: computed },
  ];
}

/** Amounts are exact, so their head says €, whatever unit the page rounds to. */
function inEuro<Row>(part: ListPart<Row>): ListPart<Row> {
  return part.kind === 'cents' ? { ...part, label: `${part.label}, €` } : part;
}

/** What a file writes of a column: its parts, its figures, or itself and its second line. */
export function partsOf<Row>(column: ListColumn<Row>): ListPart<Row>[] {
  if (column.parts) return column.parts.map(inEuro);
  const { kind } = column;
  if (column.figures) return column.figures.map(({ label, value }) => inEuro({ label, kind, value }));
  const { light, second } = column;
  const beside: ListPart<Row>[] = light ? lightParts(column.label, light) : [];
  const under: ListPart<Row>[] = second
    ? [
        {
          label: column.secondLabel ?? `${column.label}, dazu`,
          kind: 'text',
          value: second,
        },
      ]
    : [];
  return [inEuro({ label: column.label, kind, value: column.first }), ...beside, ...under];
}

function filterWords<Row extends object>(view: ListView, columns: readonly ListColumn<Row>[]): string {
  const words = columnFilters(view, columns).map(({ column, filter }) =>
    filter.understood
      ? `${column.label}: ${filter.words}`
      : `${column.label}: „${view.filters[column.key] ?? ''}“ nicht verstanden, gilt nicht`,
  );
  return words.length === 0 ? 'Filter: keiner' : `Filter: ${words.join('; ')}`;
}

function orderWords<Row>(view: ListView, columns: readonly ListColumn<Row>[]): string {
  const column = columns.find((one) => sortOf(one, view) !== null);
  if (!column) return 'Reihenfolge wie auf der Seite';
  return `Sortiert nach ${column.label}, ${sortOf(column, view) === 'desc' ? 'absteigend' : 'aufsteigend'}`;
}

/** Exactly what a page shows of a list: the rows of the tab that pass the filters, in order, in the columns shown. */
export function shownList<Row extends object, Page>(
  list: List<Row, Page>,
  page: Page,
  { view, tab }: { view: ListView; tab?: ListTab<Row> | undefined },
): ShownList<Row> {
  const all = list.rows(page);
  const declared = list.columns(page);
  const inTab = tab ? all.filter(tab.shows) : all;
  const rows = passing(ordered(inTab, view, declared), columnFilters(view, declared));
  const visible = visibleKeys(view, declared);
  const columns = declared
    .filter(({ key }) => visible.has(key))
    .flatMap((column) =>
      partsOf(column).map((part, at) => ({ part, summed: column.figures ?? (at === 0 && column.sum) })),
    );
  return {
    title: list.title,
    words: [
      ...(tab ? [`Ansicht: ${tab.label}`] : []),
      filterWords(view, declared),
      orderWords(view, declared),
      rows.length === all.length
        ? counted(all.length, list.one, list.many)
        : `${list.many}: ${rows.length} von ${all.length}`,
    ],
    columns: columns.map(({ part }) => ({ ...part, width: part.width ?? WIDTHS[part.kind] })),
    rows,
    sums: columns.map(({ part, summed }) =>
      summed ? rows.reduce((sum, row) => sum + Number(part.value(row) ?? 0), 0) : null,
    ),
  };
}

/** What stands over a file: its Stichtag, or the day of a list that has none, and that whoever is bound to own rows sees no others. */
export function headWords(
  asOf: IsoDate,
  undated: boolean,
  { isOwn, role }: { isOwn: boolean; role: string },
): string[] {
  return [
    `${undated ? 'Stand' : 'Stichtag'} ${formatDate(asOf)}`,
    isOwn ? `Nur die eigenen Zeilen: mehr sieht ${role} nicht.` : `Alles, was ${role} sehen darf.`,
  ];
}
