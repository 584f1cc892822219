import type { Insertable } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import type { PaperPurpose, PaperState } from '#shared/papers/terms.ts';
import type { CouncilPaperTable } from '../db/tables-papers.ts';
import type { Tx } from '../db/transact.ts';
import { placePaper, sessionAt } from './paper-places.sql.ts';

type NewPaper = Omit<Insertable<CouncilPaperTable>, 'recorded_seq' | 'version' | 'id'>;

/** What a paper is on the agenda of its own session for. */
export function purposeOf(kind: NewPaper['kind']): PaperPurpose {
  return kind === 'information' ? 'information' : 'decision';
}

/** How a paper stands once its session was, where nobody says more. */
export function stateAfterSession(kind: NewPaper['kind']): PaperState {
  return kind === 'information' ? 'reported' : 'decided';
}

/** One more dated fact about how a paper stands; the rules are the caller's. */
export async function addPaperState(
  tx: Tx,
  paperId: number,
  fact: { state: PaperState; on: IsoDate; reason: string },
): Promise<void> {
  await tx.query
    .insertInto('paper_state')
    .values({
      ...{ paper_id: paperId, state: fact.state, effective_on: fact.on, reason: fact.reason },
      recorded_seq: tx.seq,
    })
    .execute();
}

/** Writes a paper down with its body, its session and its first fact; its id. The rules are the caller's. */
export async function addPaper(
  tx: Tx,
  paper: NewPaper,
  first: { state: PaperState; on: IsoDate } = { state: stateAfterSession(paper.kind), on: paper.session_on },
): Promise<number> {
  const { id } = await tx.query
    .insertInto('council_paper')
    .values({ ...paper, recorded_seq: tx.seq })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addPaperState(tx, id, { ...first, reason: 'Mit der Drucksache aufgenommen' });
  const session = await sessionAt(tx, paper.body, paper.session_on);
  await placePaper(tx, id, session, {
    purpose: purposeOf(paper.kind),
    publicity: paper.publicity ?? 'public',
  });
  return id;
}
