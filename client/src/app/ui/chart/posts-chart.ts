import { endOfMonth } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { formatFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import type { ChartData } from './chart-data.ts';

/** Posts at the as-of date and at the end of every month, in ten-thousandths; `filled` is null after the as-of date. */
export interface PostsOverTime {
  asOf: IsoDate;
  authorised: Fte;
  planned: Fte;
  filled: Fte;
  curve: readonly { month: string; planned: Fte; filled: Fte | null }[];
}

/** Planned and filled posts as staircases below the authorised ones. */
export function postsChart(posts: PostsOverTime): ChartData {
  const { asOf, authorised, planned, filled, curve } = posts;
  return {
    unit: 'fte',
    asOf,
    ceiling: { value: authorised, label: `${formatFte(authorised)} bewilligt` },
    series: [
      {
        name: 'geplant',
        style: 'plan',
        stepped: true,
        points: curve.map((point) => ({ on: endOfMonth(point.month), value: point.planned })),
        labelAtAsOf: `geplant ${formatFte(planned)}`,
      },
      {
        name: 'besetzt',
        style: 'actual',
        stepped: true,
        points: curve.map((point) => ({ on: endOfMonth(point.month), value: point.filled })),
        labelAtAsOf: `${formatFte(filled)} besetzt`,
      },
    ],
  };
}
