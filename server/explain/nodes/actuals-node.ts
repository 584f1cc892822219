import { counted } from '#shared/counted.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import type { FigureAddress } from '#shared/explain/address.ts';
import type { ExplainPart, ExplainSource } from '#shared/explain/explain.ts';
import { onePage, pageOf, pageOfTotal, part, sumParts } from '#shared/explain/parts.ts';
import { monthWords } from '#shared/explain/words.ts';
import { sumCents } from '#shared/money.ts';
import type { AssignmentMethod } from '#shared/reconciliation/terms.ts';
import { knownUntil } from '../../clocks/selection.ts';
import { excludedActuals, unassignedActuals } from '../../ledger/figures.sql.ts';
import type { Queries } from '../../db/database.ts';
import { owns } from '../../rights/own-rows.sql.ts';
import { assignmentsOf, carriedParts, findPosting, monthParts, monthSum, monthsOf } from '../actuals.sql.ts';
import type { Place } from '../actuals.sql.ts';
import { node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';
import { importSource, postingSource } from '../sources.ts';
import { findLine } from '../structure.sql.ts';

export const METHOD_WORDS: Record<AssignmentMethod, string> = {
  rule: 'nach Regel zugeordnet',
  suggestion: 'nach Vorschlag zugeordnet',
  manual: 'von Hand zugeordnet',
  split: 'aufgeteilt',
  exclude: 'ausgeschlossen',
  undo: 'Einlesung zurückgenommen',
  conflict: 'geänderte SAP-Zeile',
};

export const linePlace = (id: number): Place => ({ of: 'lines', ids: [id] });

const postingCount = (postings: number): string => counted(postings, 'Buchung', 'Buchungen');

function monthAddress(place: Place, month: string): string {
  return place.of === 'lines'
    ? figureText({ of: 'month', line: place.ids[0] ?? 0, month })
    : figureText({ of: place.of, year: place.year, ledger: place.ledger, month });
}

/** The months of a place, each with the node of its postings: never a scan of the postings themselves. */
export async function monthNodes(read: Queries, place: Place, query: NodeQuery): Promise<ExplainPart[]> {
  const months = await monthsOf(read, place, query);
  return months.map(({ month, cents, postings }) =>
    part({
      label: monthWords(month),
      value: cents,
      note: postingCount(postings),
      explain: monthAddress(place, month),
    }),
  );
}

type PostingPart = Awaited<ReturnType<typeof monthParts>>[number];

function noteOf(row: PostingPart): string | null {
  const notes = [
    row.sapPostedOn === null ? '' : `verspätet, in SAP gebucht am ${formatDate(row.sapPostedOn)}`,
    row.method === null ? '' : METHOD_WORDS[row.method],
    row.assignedBecause ?? '',
    row.reversesId === null ? '' : `Storno zu Buchung ${row.reversesId}`,
  ].filter((text) => text !== '');
  return notes.length === 0 ? null : notes.join('; ');
}

export function postingPart(row: PostingPart): ExplainPart {
  return part({
    label: row.text === '' ? 'ohne Buchungstext' : row.text,
    value: row.cents,
    on: row.day,
    note: noteOf(row),
    sources: [postingSource({ ...row, text: '' }), ...importSource(row.importId, row.importFile)],
    explain: figureText({ of: 'posting', id: row.id }),
  });
}

async function monthNode(
  read: Queries,
  place: Place,
  given: { month: string; label: string },
  query: NodeQuery,
): Promise<Node> {
  const { month, label } = given;
  const sum = await monthSum(read, place, month, query);
  const rows = (await monthParts(read, place, month, query, query.page)).map(postingPart);
  const carried = await carriedParts(read, place, month, query, query.page);
  return node({
    label,
    value: sum.cents,
    formula: {
      letters: 'Σ Buchungen',
      words: 'gebucht bis zum Stichtag; was später kam oder ging, steht mit Vorzeichen',
    },
    note: sum.postings === 0 ? null : postingCount(sum.postings),
    ...pageOfTotal(rows, { page: query.page, carried, total: sum.cents, sumOf: sumParts }),
  });
}

/** The postings of a line in one month. */
export async function lineMonthNode(
  read: Queries,
  address: { line: number; month: string },
  query: NodeQuery,
): Promise<Node> {
  const line = await findLine(read, address.line);
  if (!line || !owns(query.own, line)) return noSuchFigure(`Eine Haushaltszeile ${address.line}`);
  const label = `Ist ${monthWords(address.month)}, Zeile ${line.number} ${line.name}, ${line.year}`;
  return monthNode(read, linePlace(line.id), { month: address.month, label }, query);
}

const PLACE_WORDS = { unassigned: 'nicht zugeordnet', excluded: 'ausgeschlossen' } as const;

/** The same over every year, one part a year. */
async function yearsNode(
  read: Queries,
  place: { of: 'unassigned' | 'excluded'; ledger: Ledger },
  label: string,
  query: NodeQuery,
): Promise<Node> {
  const { of, ledger } = place;
  const actuals = of === 'unassigned' ? unassignedActuals : excludedActuals;
  const years = (await actuals(read, query.asOf, query.knownSeq)).filter((one) => one.ledger === ledger);
  const parts = years.map(({ fiscalYear, cents, postings }) =>
    part({
      label: String(fiscalYear),
      value: cents,
      note: postingCount(postings),
      explain: figureText({ of, year: fiscalYear, ledger, month: null }),
    }),
  );
  const words = 'Buchungen ohne Zeile, je Haushaltsjahr';
  return node({
    label,
    value: sumParts(parts),
    formula: { letters: 'Σ Jahre', words },
    ...onePage(parts),
  });
}

/** What belongs to no line, or was left out with a reason: by month, then by posting. */
export async function placeNode(
  read: Queries,
  address: FigureAddress & { of: 'unassigned' | 'excluded' },
  query: NodeQuery,
): Promise<Node> {
  const { of, year, ledger, month } = address;
  const about = `${PLACE_WORDS[of]}, ${LEDGER_WORDS[ledger]}${year === null ? '' : ` ${year}`}`;
  if (year === null) return yearsNode(read, { of, ledger }, about, query);
  const place: Place = { of, year, ledger };
  if (month !== null)
    return monthNode(read, place, { month, label: `${monthWords(month)}, ${about}` }, query);
  const parts = await monthNodes(read, place, query);
  return node({
    label: about,
    value: sumParts(parts),
    formula: {
      letters: 'Σ Buchungen ohne Zeile',
      words:
        of === 'unassigned'
          ? 'Buchungen, die noch keiner Zeile zugeordnet sind'
          : 'Buchungen, die mit Grund nicht zum Haushalt des Programms zählen',
    },
    note: parts.length === 0 ? 'Bis zum Stichtag ist dazu nichts erfasst.' : null,
    ...pageOf(parts, query.page, sumParts),
  });
}

/** A posting by the places its amount stands at: where the import put it, and every decision since. */
export async function postingNode(read: Queries, id: number, query: NodeQuery): Promise<Node> {
  const posting = await findPosting(read, id);
  if (!posting || posting.recordedSeq > knownUntil(query)) return noSuchFigure(`Eine Buchung ${id}`);
  const placeName = (number: string | null, name: string | null, open: string): string =>
    number === null ? open : `Zeile ${number} ${name ?? ''}`;
  const lineSource = (lineId: number | null, number: string | null): ExplainSource[] =>
    lineId === null ? [] : [{ kind: 'line', id: lineId, label: `Zeile ${number ?? ''}`, detail: null }];
  const first = part({
    label: placeName(posting.lineNumber, posting.lineName, 'nicht zugeordnet'),
    value: posting.cents,
    on: posting.postedOn,
    note: 'beim Einlesen',
    sources: [
      ...importSource(posting.importId, posting.importFile),
      ...lineSource(posting.lineId, posting.lineNumber),
    ],
  });
  const moved = (await assignmentsOf(read, id, query)).map((row) =>
    part({
      label: placeName(
        row.lineNumber,
        row.lineName,
        row.target === 'open' ? 'nicht zugeordnet' : 'ausgeschlossen',
      ),
      value: row.cents,
      on: row.effectiveOn,
      note: [METHOD_WORDS[row.method], `von ${row.actor}`, row.reason]
        .filter((text) => text !== '')
        .join('; '),
      sources: lineSource(row.lineId, row.lineNumber),
    }),
  );
  const parts = [first, ...moved];
  return node({
    label: `${postingSource({ ...posting, text: '' }).label}, ${posting.text}`,
    value: sumCents([posting.cents, ...moved.map((one) => one.value as typeof posting.cents)]),
    formula: {
      letters: 'Σ Anteile = Beleg',
      words: 'ein Beleg bleibt eine SAP-Zeile, wo immer seine Teile stehen',
    },
    note: documentNote(posting),
    ...onePage(parts),
  });
}

function documentNote(posting: NonNullable<Awaited<ReturnType<typeof findPosting>>>): string {
  return [
    `Konto ${posting.account}, Objekt ${posting.costObject}`,
    posting.vendor === null ? '' : `Kreditor ${posting.vendor}`,
    posting.orderNumber === null ? '' : `Bestellung ${posting.orderNumber}`,
    posting.documentOn === null ? '' : `Belegdatum ${formatDate(posting.documentOn)}`,
    posting.sapPostedOn === null
      ? ''
      : `in SAP gebucht am ${formatDate(posting.sapPostedOn)}, zählt verspätet am ${formatDate(posting.postedOn)}`,
    posting.reversesId === null ? '' : `Storno zu Buchung ${posting.reversesId}`,
    `Datei ${posting.importFile}, Zeile ${posting.rowNumber}`,
  ]
    .filter((text) => text !== '')
    .join(' · ');
}
