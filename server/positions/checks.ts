import { sumFte, toFte } from '#shared/fte.ts';
import { courseFaults } from '#shared/positions/event-rules.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { coursesOf } from './courses.sql.ts';

/**
 * Every post's course is sound: nothing happens after it was dropped, its states follow each other as the rules allow,
 * and no more is filled than is authorised (domain.md section 4).
 */
export async function coursesSound(read: Queries): Promise<Finding> {
  const courses = [...(await coursesOf(read)).values()];
  const faults = courses.flatMap((post) => courseFaults(post).map((fault) => `${post.number}: ${fault}`));
  const all = sumFte(courses.map((post) => toFte(post.fte)));
  return finding(faults, `${courses.length} Stellen, zusammen ${all / 10_000} VZÄ`);
}
