import { paperLabel } from '#shared/budget/paper.ts';
import { formatDate } from '#shared/calendar.ts';
import { paperKey } from '#shared/papers/paper-rules.ts';
import { firstOutOfOrder } from '#shared/papers/paper-states.ts';
import { PAPER_STATE_WORDS } from '#shared/papers/terms.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { paperStates } from './register.sql.ts';

async function storedPapers(read: Queries) {
  return read
    .selectFrom('council_paper')
    .orderBy('id')
    .select(['id', 'number', 'year', 'supplement', 'kind', 'body', 'session_on as sessionOn'])
    .execute();
}

/** Papers on an agenda before the year they are of, or of a body that was not there on that day. */
async function misplaced(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('paper_session as ps')
    .innerJoin('council_paper as p', 'p.id', 'ps.paper_id')
    .innerJoin('council_session as s', 's.id', 'ps.session_id')
    .innerJoin('council_body as b', 'b.id', 's.body_id')
    .where('ps.withdrawn', '=', 0)
    .orderBy('ps.id')
    .select(['p.number', 'p.year', 'p.supplement', 's.held_on as on', 'b.name', 'b.valid_to as endsOn'])
    .execute();
  return rows.flatMap(({ on, name, endsOn, ...paper }) => {
    const session = `${paperLabel(paper)}: Sitzung ${name} am ${formatDate(on)}`;
    if (Number(on.slice(0, 4)) < paper.year) return `${session} liegt vor dem Jahr der Drucksache`;
    return endsOn !== null && endsOn < on ? `${session}, das Gremium endete am ${formatDate(endsOn)}` : [];
  });
}

/** Every paper is there once by its key, its states follow each other, and no agenda lies before its year. */
export async function papersInOrder(read: Queries): Promise<Finding> {
  const papers = await storedPapers(read);
  const states = await paperStates(read);
  const keys = Map.groupBy(papers, paperKey);
  const twins = [...keys.values()].flatMap((group) =>
    group.length > 1
      ? [`${group.map(paperLabel).join(' = ')}: ${group.length} Drucksachen unter einer Nummer`]
      : [],
  );
  const astray = papers.flatMap((paper) => {
    const fact = firstOutOfOrder(paper.kind, states.get(paper.id) ?? []);
    return fact
      ? [`${paperLabel(paper)}: „${PAPER_STATE_WORDS[fact.state]}“ am ${formatDate(fact.on)} folgt nicht`]
      : [];
  });
  return finding([...twins, ...astray, ...(await misplaced(read))], `${papers.length} Drucksachen`);
}
