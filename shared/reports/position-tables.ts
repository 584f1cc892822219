import { formatFte, sumFte } from '../fte.ts';
import type { Fte } from '../fte.ts';
import { formatQuota } from '../money.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts, PositionSplit } from './council-facts.ts';

export interface PositionTotals {
  authorised: Fte;
  filled: Fte;
}

export function positionTotals(facts: CouncilFacts): PositionTotals {
  return {
    authorised: sumFte(facts.byOffice.map((split) => split.authorised)),
    filled: sumFte(facts.byOffice.map((split) => split.filled)),
  };
}

const NOTES = [
  'Stellen in Vollzeitäquivalenten mit vier Nachkommastellen. Gezählt wird der bewilligte Anteil, nicht die Person.',
  'nicht besetzt = bewilligt − besetzt. Besetzungsquote = besetzt geteilt durch bewilligt.',
  'Kosten stehen hier nicht: Der öffentliche Bericht nennt nur Summen von Stellen.',
];

function sentenceOf(facts: CouncilFacts): string {
  if (facts.byOffice.length === 0) return 'In diesem Datenbestand sind keine Stellen erfasst.';
  const { authorised, filled } = positionTotals(facts);
  return `${formatFte(filled)} von ${formatFte(authorised)} bewilligten Stellen sind besetzt (${formatQuota(filled, authorised)}).`;
}

function splitTable(
  head: { id: string; title: string; sheet: string; first: string; sentence: string },
  splits: PositionSplit[],
): ReportTable {
  const rows: ReportTable['rows'] = splits.map((split) => ({
    kind: 'row',
    cells: {
      code: split.code,
      name: split.name,
      authorised: split.authorised,
      filled: split.filled,
      vacant: split.authorised - split.filled,
      quota: { part: split.filled, of: split.authorised },
    },
  }));
  const authorised = sumFte(splits.map((split) => split.authorised));
  const filled = sumFte(splits.map((split) => split.filled));
  if (splits.length > 0)
    rows.push({
      kind: 'total',
      cells: {
        name: 'Summe',
        authorised,
        filled,
        vacant: authorised - filled,
        quota: { part: filled, of: authorised },
      },
      sums: splits.map((_, index) => index),
    });
  const named = splits.some((split) => split.name !== split.code);
  return {
    id: head.id,
    title: head.title,
    sheet: head.sheet,
    sentence: head.sentence,
    columns: [
      { key: 'name', label: head.first, kind: 'text', width: 44 },
      ...(named ? [{ key: 'code', label: 'Nr.', kind: 'text' as const, width: 10, sheetOnly: true }] : []),
      { key: 'authorised', label: 'bewilligt', kind: 'fte', width: 14 },
      { key: 'filled', label: 'besetzt', kind: 'fte', width: 14 },
      {
        key: 'vacant',
        label: 'nicht besetzt',
        kind: 'fte',
        width: 14,
        derived: { plus: ['authorised'], minus: ['filled'] },
      },
      { key: 'quota', label: 'Besetzungsquote', kind: 'quota', width: 16 },
    ],
    rows,
    notes: splits.length > 0 ? NOTES : [],
  };
}

/** Posts per office and per grade: authorised, filled, vacant in FTE; sums only, never cost (domain.md section 4). */
export function positionTables(facts: CouncilFacts): [ReportTable, ReportTable] {
  const sentence = sentenceOf(facts);
  const byGrade =
    facts.byGrade.length === 0
      ? sentence
      : `Die Stellen verteilen sich auf ${facts.byGrade.length} Besoldungs- und Entgeltgruppen.`;
  return [
    splitTable(
      { id: 'stellen-amt', title: 'Stellen nach Amt', sheet: 'Stellen nach Amt', first: 'Amt', sentence },
      facts.byOffice,
    ),
    splitTable(
      {
        id: 'stellen-gruppe',
        title: 'Stellen nach Besoldungs- und Entgeltgruppe',
        sheet: 'Stellen nach Gruppe',
        first: 'Gruppe',
        sentence: byGrade,
      },
      facts.byGrade,
    ),
  ];
}

/** All posts of the programme in one row. */
export function positionSumTable(facts: CouncilFacts): ReportTable {
  const { authorised, filled } = positionTotals(facts);
  const { columns } = splitTable({ id: '', title: '', sheet: '', first: 'Stellen', sentence: '' }, []);
  return {
    id: 'stellen-gesamt',
    title: 'Stellen des Programms',
    sheet: 'Stellen gesamt',
    sentence: sentenceOf(facts),
    columns,
    rows:
      facts.byOffice.length === 0
        ? []
        : [
            {
              kind: 'row',
              cells: {
                name: 'alle Ämter',
                authorised,
                filled,
                vacant: authorised - filled,
                quota: { part: filled, of: authorised },
              },
            },
          ],
    notes: [],
  };
}
