import { MOVEMENT_WORDS } from '../budget/terms.ts';
import type { MovementKind } from '../budget/terms.ts';
import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Cents } from '../money.ts';
import type { ColumnKind, ReportCell, ReportColumn, ReportRow, ReportTable } from '../report-table.ts';
import type { ExplainPart, ExplainSource, Explanation } from './explain.ts';
import { amountOf } from './parts.ts';

/** A movement below a figure; `cents` as it counts in it. */
export interface ListedMovement {
  line: string;
  kind: MovementKind;
  on: IsoDate;
  reason: string;
  sources: ExplainSource[];
  cents: Cents;
}

/** An order below a figure: what it still binds, as it counts in it. */
export interface ListedOrder {
  orderNumber: string;
  text: string;
  ordered: Cents;
  released: Cents;
  cancelled: Cents;
  cents: Cents;
}

/** A posting's part below a figure, as it counts in it. */
export interface ListedPosting {
  document: string;
  on: IsoDate;
  sapOn: IsoDate | null;
  text: string;
  account: string;
  costObject: string;
  vendor: string | null;
  line: string;
  how: string;
  importName: string;
  rowNumber: number;
  cents: Cents;
}

/** Everything recorded below a figure. */
export interface RecordedBelow {
  /** What the law or a decision states as one sum: the ceiling of an envelope. */
  stated: { label: string; cents: Cents } | null;
  movements: ListedMovement[];
  orders: ListedOrder[];
  postings: ListedPosting[];
  /** Postings beyond what one file takes. */
  more: { postings: number; cents: Cents } | null;
}

const VALUE_KINDS: Record<Explanation['unit'], ColumnKind> = { cents: 'cents', fte: 'fte', count: 'integer' };

/** Rows of a list and its sum; an empty list is a sum of nothing. */
function listTable(
  head: Pick<ReportTable, 'id' | 'title' | 'sentence' | 'columns'>,
  rows: readonly Record<string, ReportCell>[],
  sums: { key: string; word: string; amounts: Record<string, number> },
  notes: string[] = [],
): ReportTable {
  const total: ReportRow = {
    kind: 'total',
    sums: rows.map((_, index) => index),
    cells: { [sums.key]: sums.word, ...sums.amounts },
  };
  return { ...head, rows: [...rows.map((cells) => ({ kind: 'row' as const, cells })), total], notes };
}

const sumOf = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

const sourceText = (sources: readonly ExplainSource[]): string =>
  sources.map(({ label, detail }) => (detail === null ? label : `${label} (${detail})`)).join('; ');

function partCells(one: ExplainPart): Record<string, ReportCell> {
  return {
    letter: one.letter === null ? '' : `${one.sign === -1 ? '− ' : ''}${one.letter}`,
    label: one.label,
    on: one.on,
    note: one.note ?? '',
    sources: sourceText(one.sources),
    value: amountOf(one),
  };
}

/** What the figure is and its parts, each with its sign, ending in the figure. */
function partsTable(node: Explanation): ReportTable {
  const known = node.knownOn === null ? '' : `, bekannt am ${formatDate(node.knownOn)}`;
  const columns: ReportColumn[] = [
    { key: 'letter', label: 'Formel', kind: 'text', width: 8 },
    { key: 'label', label: 'Bestandteil', kind: 'text', width: 44 },
    { key: 'on', label: 'zählt am', kind: 'date' },
    { key: 'note', label: 'Hinweis', kind: 'text', width: 32 },
    { key: 'sources', label: 'Quelle', kind: 'text', width: 40 },
    { key: 'value', label: node.unit === 'cents' ? 'Betrag in €' : 'Wert', kind: VALUE_KINDS[node.unit] },
  ];
  return listTable(
    {
      id: 'zahl',
      title: node.label,
      sentence: `${node.formula.letters}: ${node.formula.words}. Stichtag ${formatDate(node.asOf)}${known}.`,
      columns,
    },
    node.parts.map(partCells),
    { key: 'label', word: node.label, amounts: { value: node.value } },
    [
      ...(node.note === null ? [] : [node.note]),
      `Adresse der Zahl: ${node.figure}. Was mindert, trägt ein Minus; die Summe der Bestandteile ist die Zahl.`,
    ],
  );
}

function movementsTable(rows: readonly ListedMovement[]): ReportTable {
  const columns: ReportColumn[] = [
    { key: 'kind', label: 'Art', kind: 'text', width: 24 },
    { key: 'line', label: 'Zeile', kind: 'text', width: 36 },
    { key: 'on', label: 'wirkt ab', kind: 'date' },
    { key: 'reason', label: 'Grund', kind: 'text', width: 40 },
    { key: 'sources', label: 'Bewegung, Drucksache, Antrag, Freigabe', kind: 'text', width: 44 },
    { key: 'cents', label: 'Betrag in €', kind: 'cents' },
  ];
  return listTable(
    { id: 'bewegungen', title: 'Bewegungen', sentence: 'Alle Bewegungen unter der Zahl.', columns },
    rows.map((row) => ({
      ...{ kind: MOVEMENT_WORDS[row.kind], line: row.line, on: row.on, reason: row.reason },
      ...{ sources: sourceText(row.sources), cents: row.cents },
    })),
    { key: 'kind', word: 'Summe', amounts: { cents: sumOf(rows, (row) => row.cents) } },
  );
}

function ordersTable(rows: readonly ListedOrder[]): ReportTable {
  const columns: ReportColumn[] = [
    { key: 'number', label: 'Bestellung', kind: 'text', width: 18 },
    { key: 'text', label: 'Text', kind: 'text', width: 44 },
    { key: 'ordered', label: 'bestellt', kind: 'cents' },
    { key: 'released', label: 'berechnet', kind: 'cents' },
    { key: 'cancelled', label: 'storniert', kind: 'cents' },
    { key: 'cents', label: 'in der Zahl', kind: 'cents' },
  ];
  const sum = (of: (row: ListedOrder) => number): number => sumOf(rows, of);
  const amounts = {
    ordered: sum((row) => row.ordered),
    released: sum((row) => row.released),
    cancelled: sum((row) => row.cancelled),
    cents: sum((row) => row.cents),
  };
  return listTable(
    { id: 'bestellungen', title: 'Bestellungen', sentence: 'Alle Bestellungen unter der Zahl.', columns },
    rows.map(({ orderNumber, ...row }) => ({ number: orderNumber, ...row })),
    { key: 'number', word: 'Summe', amounts },
    ['Je Bestellung bindet max(0; bestellt − berechnet − storniert); was mindert, trägt ein Minus.'],
  );
}

const POSTING_COLUMNS: ReportColumn[] = [
  { key: 'document', label: 'Beleg', kind: 'text', width: 18 },
  { key: 'on', label: 'zählt am', kind: 'date' },
  { key: 'sapOn', label: 'SAP-Datum', kind: 'date' },
  { key: 'account', label: 'Konto', kind: 'text', width: 11 },
  { key: 'costObject', label: 'Objekt', kind: 'text', width: 12 },
  { key: 'text', label: 'Text aus SAP', kind: 'text', width: 36 },
  { key: 'vendor', label: 'Kreditor', kind: 'text', width: 14 },
  { key: 'line', label: 'steht bei', kind: 'text', width: 26 },
  { key: 'how', label: 'wie zugeordnet', kind: 'text', width: 24 },
  { key: 'importName', label: 'Datei', kind: 'text', width: 30 },
  { key: 'rowNumber', label: 'Zeile', kind: 'text', width: 8 },
  { key: 'cents', label: 'Betrag in €', kind: 'cents' },
];

function postingsTable(rows: readonly ListedPosting[], more: RecordedBelow['more']): ReportTable {
  const rest =
    more === null
      ? []
      : [{ document: `weitere ${more.postings}`, text: 'vollständig in „Buchungen“', cents: more.cents }];
  return listTable(
    {
      id: 'buchungen',
      title: 'Buchungen',
      sentence: 'Alle Buchungen unter der Zahl, mit Beleg und eingelesener Datei.',
      columns: POSTING_COLUMNS,
    },
    [...rows.map((row) => ({ ...row, rowNumber: String(row.rowNumber) })), ...rest],
    {
      key: 'document',
      word: 'Summe',
      amounts: { cents: sumOf(rows, (row) => row.cents) + (more?.cents ?? 0) },
    },
  );
}

/** The lists beside the figure: their sums together are the figure. */
function proofTable(node: Explanation, lists: readonly { word: string; cents: number }[]): ReportTable {
  return listTable(
    {
      id: 'probe',
      title: 'Probe',
      sentence: 'Was erfasst ist, zusammen: die Summe ist die Zahl.',
      columns: [
        { key: 'what', label: 'Liste', kind: 'text', width: 48 },
        { key: 'cents', label: 'Betrag in €', kind: 'cents' },
      ],
    },
    lists.map(({ word, cents }) => ({ what: word, cents })),
    { key: 'what', word: node.label, amounts: { cents: node.value } },
  );
}

/**
 * A figure as tables for a sheet: its parts, and where money is recorded below it the movements, orders and postings
 * with their proof. `node` has all its parts on one page. Every total is the sum of its rows (`reportTableFaults`).
 */
export function figureTables(node: Explanation, below: RecordedBelow | null): ReportTable[] {
  if (below === null) return [{ ...partsTable(node), sheet: 'Zahl' }];
  const { stated, movements, orders, postings, more } = below;
  const lists = [
    ...(stated === null ? [] : [{ word: stated.label, cents: stated.cents }]),
    { word: 'Bewegungen', cents: sumOf(movements, (row) => row.cents) },
    { word: 'Bestellungen', cents: sumOf(orders, (row) => row.cents) },
    { word: 'Buchungen', cents: sumOf(postings, (row) => row.cents) + (more?.cents ?? 0) },
  ];
  return [
    { ...partsTable(node), sheet: 'Zahl' },
    proofTable(node, lists),
    ...(movements.length === 0 ? [] : [movementsTable(movements)]),
    ...(orders.length === 0 ? [] : [ordersTable(orders)]),
    ...(postings.length === 0 && more === null ? [] : [postingsTable(postings, more)]),
  ];
}
