import type { PaperCitation } from '#shared/approvals/movement.ts';
import { paperLabel } from '#shared/budget/paper.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { paperKey } from '#shared/papers/paper-rules.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import { addPaper } from './write-papers.sql.ts';

/** The stored paper of a citation, by its key. */
export async function findPaper(
  read: Queries,
  paper: Pick<PaperCitation, 'number' | 'year' | 'supplement'>,
): Promise<{ id: number } | undefined> {
  const named = await read
    .selectFrom('council_paper')
    .where('number', '=', paper.number)
    .where('year', '=', paper.year)
    .select(['id', 'number', 'year', 'supplement'])
    .execute();
  return named.find((one) => paperKey(one) === paperKey(paper));
}

/** A paper that is not known must be written down with the request. */
export async function paperFaults(read: Queries, paper: PaperCitation | null): Promise<FieldError[]> {
  if (paper === null || paper.entry !== null || (await findPaper(read, paper))) return [];
  const message = `${paperLabel(paper)} ist noch nicht erfasst. Bitte Titel, Gremium und Sitzungstag angeben.`;
  return [{ path: 'payload.paper.entry', message }];
}

/** The paper's id; one that is not known yet is written down with the approval. */
export async function paperId(tx: Tx, paper: PaperCitation | null, origin: Origin): Promise<number | null> {
  if (paper === null) return null;
  const known = await findPaper(tx.query, paper);
  if (known) return known.id;
  if (paper.entry === null) throw new AppError('rule-violated', 'Die Drucksache ist nicht erfasst.');
  const { number, year, supplement, entry } = paper;
  return addPaper(tx, {
    ...{ number, year, supplement, title: entry.title, body: entry.body },
    ...{ kind: 'decision', session_on: entry.sessionOn, origin },
  });
}
