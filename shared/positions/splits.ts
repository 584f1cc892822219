import { compareNatural } from '../order.ts';
import { sumFte } from '../fte.ts';
import type { Fte } from '../fte.ts';
import type { Cents } from '../money.ts';
import { groupCost } from './cost.ts';

/** A post as far as a split looks at it; FTE in ten-thousandths, cost in cents or unknown. */
export interface SplitPost {
  authorised: Fte;
  filled: Fte;
  cost: Cents | null;
}

export interface PositionSplit {
  code: string;
  name: string;
  posts: number;
  authorised: Fte;
  filled: Fte;
  /** Null for fewer than five posts and where a cost is unknown. */
  plannedCostCents: Cents | null;
}

/** Posts by one of their traits (office, grade, field), in the order of its code. Leaves out what is not authorised. */
export function splitPosts<Post extends SplitPost>(
  posts: readonly Post[],
  trait: (post: Post) => { code: string; name: string },
): PositionSplit[] {
  const counted = posts.filter((post) => post.authorised > 0);
  return [...Map.groupBy(counted, (post) => trait(post).code)]
    .map(([code, group]) => ({
      code,
      name: group[0] ? trait(group[0]).name : code,
      posts: group.length,
      authorised: sumFte(group.map((post) => post.authorised)),
      filled: sumFte(group.map((post) => post.filled)),
      plannedCostCents: groupCost(group.map((post) => post.cost)),
    }))
    .sort((a, b) => compareNatural(a.code, b.code));
}
