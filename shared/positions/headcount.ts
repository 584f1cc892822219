import { formatDate, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { ReportTable } from '../report-table.ts';
import type { PositionPage } from './positions.ts';

/** The day of the Stellenplan: filled posts are counted on 30 June (§ 57 GemO, § 5 GemHVO). */
export function headcountDay(year: number): IsoDate {
  return toIsoDate(`${year}-06-30`);
}

/** Authorised and filled posts per grade on 30 June of a year, from the page of posts of that day. */
export function headcountTable({ asOf, byGrade }: Pick<PositionPage, 'asOf' | 'byGrade'>): ReportTable {
  const rows = byGrade.map((grade): ReportTable['rows'][number] => ({
    kind: 'row',
    cells: {
      grade: grade.code,
      posts: grade.posts,
      authorised: grade.authorised,
      filled: grade.filled,
      vacant: grade.authorised - grade.filled,
    },
  }));
  const sum = (key: 'posts' | 'authorised' | 'filled'): number =>
    byGrade.reduce((total, grade) => total + grade[key], 0);
  const total: ReportTable['rows'] =
    rows.length === 0
      ? []
      : [
          {
            kind: 'total',
            cells: {
              grade: 'Summe',
              posts: sum('posts'),
              authorised: sum('authorised'),
              filled: sum('filled'),
              vacant: sum('authorised') - sum('filled'),
            },
            sums: rows.map((_, index) => index),
          },
        ];
  return {
    id: 'headcount',
    title: `Stellen am ${formatDate(asOf)}`,
    sentence: 'Bewilligte und besetzte Stellen je Gruppe am 30. Juni (§ 57 GemO, § 5 GemHVO).',
    columns: [
      { key: 'grade', label: 'Gruppe', kind: 'text', width: 14 },
      { key: 'posts', label: 'Stellen', kind: 'integer' },
      { key: 'authorised', label: 'bewilligt, VZÄ', kind: 'fte', width: 16 },
      { key: 'filled', label: 'besetzt, VZÄ', kind: 'fte', width: 16 },
      {
        ...{ key: 'vacant', label: 'unbesetzt, VZÄ', kind: 'fte', width: 16 },
        derived: { plus: ['authorised'], minus: ['filled'] },
      },
    ],
    rows: [...rows, ...total],
    notes: [
      'Gruppe der Stelle, nicht der Person (§ 5 Abs. 3 GemHVO). Besetzt ist, was an diesem Tag besetzt war.',
    ],
  };
}
