import type { IsoDate } from '#shared/calendar.ts';
import { codeKey } from '#shared/codes.ts';
import type { PaperPurpose, Publicity } from '#shared/papers/terms.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';

/** A body by its name, whatever case it is written in; undefined where none is called so. */
export async function findBody(read: Queries, name: string) {
  const bodies = await read
    .selectFrom('council_body')
    .select(['id', 'name', 'valid_from as from', 'valid_to as endsOn', 'version'])
    .execute();
  return bodies.find((body) => codeKey(body.name) === codeKey(name));
}

export async function findSession(read: Queries, bodyId: number, on: IsoDate) {
  return read
    .selectFrom('council_session')
    .where('body_id', '=', bodyId)
    .where('held_on', '=', on)
    .select(['id', 'called_off as calledOff'])
    .executeTakeFirst();
}

/** The body and the session of a paper; what nobody has written down yet is written down with it. */
export async function sessionAt(tx: Tx, name: string, on: IsoDate): Promise<number> {
  const body =
    (await findBody(tx.query, name)) ??
    (await tx.query
      .insertInto('council_body')
      .values({ name, valid_from: on, recorded_seq: tx.seq })
      .returning('id')
      .executeTakeFirstOrThrow());
  const known = await findSession(tx.query, body.id, on);
  if (known) return known.id;
  const { id } = await tx.query
    .insertInto('council_session')
    .values({ body_id: body.id, held_on: on, recorded_seq: tx.seq })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts a paper on the agenda of a session. */
export async function placePaper(
  tx: Tx,
  paperId: number,
  sessionId: number,
  how: { purpose: PaperPurpose; publicity: Publicity },
): Promise<void> {
  await tx.query
    .insertInto('paper_session')
    .values({ paper_id: paperId, session_id: sessionId, ...how, recorded_seq: tx.seq })
    .execute();
}
