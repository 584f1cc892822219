import type { IsoDate } from '#shared/calendar.ts';
import { sumFte } from '#shared/fte.ts';
import { compareNatural } from '#shared/order.ts';
import { positionAt } from '#shared/positions/standing.ts';
import type { PositionStanding } from '#shared/positions/standing.ts';
import type { PositionSplit } from '#shared/reports/council-facts.ts';
import type { KnownPosition } from '../positions/positions.sql.ts';

type StandingPost = PositionStanding & Pick<KnownPosition, 'office' | 'officeName'>;

function splitBy(
  posts: readonly StandingPost[],
  keyOf: (post: StandingPost) => { code: string; name: string },
): PositionSplit[] {
  const groups = Map.groupBy(posts, (post) => keyOf(post).code);
  return [...groups.values()]
    .flatMap((group) => {
      const first = group[0];
      if (!first) return [];
      return {
        ...keyOf(first),
        posts: group.length,
        authorised: sumFte(group.map((post) => post.authorised)),
        filled: sumFte(group.map((post) => post.filled)),
      };
    })
    .sort((a, b) => compareNatural(a.code, b.code));
}

/** Authorised and filled posts at a date per office and per grade of the post, in FTE (domain.md section 4). */
export function positionSplits(
  positions: readonly KnownPosition[],
  asOf: IsoDate,
): { byOffice: PositionSplit[]; byGrade: PositionSplit[] } {
  const posts = positions
    .map((post) => ({ office: post.office, officeName: post.officeName, ...positionAt(post, asOf) }))
    .filter((post) => post.authorised > 0);
  return {
    byOffice: splitBy(posts, (post) => ({ code: post.office, name: post.officeName })),
    byGrade: splitBy(posts, (post) => ({ code: post.grade, name: post.grade })),
  };
}
