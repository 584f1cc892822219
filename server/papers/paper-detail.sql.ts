import { AppError } from '#shared/errors.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { parsePaperSlug } from '#shared/papers/paper-address.ts';
import { causedLine, moneyParts } from '#shared/papers/money-parts.ts';
import type { MovedLine } from '#shared/papers/money-parts.ts';
import type { PaperDetail } from '#shared/papers/papers.ts';
import type { Queries } from '../db/database.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import {
  MOST_LISTED,
  authorisedPosts,
  causedAuthorisations,
  causedMovements,
  movedByLine,
  ordersOfLines,
  setMilestones,
} from './chain.sql.ts';
import { findPaper } from './papers.sql.ts';
import { paperRegister } from './register.sql.ts';

export const NO_PAPER = 'Diese Drucksache gibt es nicht.';

/** What the asking person may see of a paper. */
export interface PaperRights {
  /** Papers that are not public. */
  closed: boolean;
  /** Requests and who decided about them. */
  requests: boolean;
  orders: boolean;
}

/**
 * The stored paper of an address, as far as the asking person may know of it. Throws `not-found` for one that is
 * none and for one that is not theirs to read, by as many statements.
 */
export async function paperHead(read: Queries, address: string, closed: boolean) {
  const asked = parsePaperSlug(address);
  const named = asked === null || 'id' in asked ? asked : await findPaper(read, asked);
  const paper = await read
    .selectFrom('council_paper')
    .where('id', '=', named?.id ?? 0)
    .select(['id', 'number', 'year', 'supplement', 'kind', 'title', 'body', 'session_on as sessionOn'])
    .select(['publicity', 'requested_by as requestedBy', 'unit', 'deadline', 'summary', 'version'])
    .executeTakeFirst();
  if (!paper || (!closed && paper.publicity !== 'public')) throw new AppError('not-found', NO_PAPER);
  return paper;
}

async function statesOf(read: Queries, id: number, asOf: IsoDate): Promise<PaperDetail['states']> {
  return read
    .selectFrom('paper_state as s')
    .innerJoin('history as h', 'h.seq', 's.recorded_seq')
    .where('s.paper_id', '=', id)
    .where('s.effective_on', '<=', asOf)
    .orderBy('s.effective_on', 'desc')
    .orderBy('s.id', 'desc')
    .select(['s.state', 's.effective_on as on', 's.reason', 'h.at as recordedAt'])
    .execute();
}

async function sessionsOf(
  read: Queries,
  paper: Pick<Awaited<ReturnType<typeof paperHead>>, 'id' | 'body' | 'sessionOn'>,
): Promise<PaperDetail['sessions']> {
  const rows = await read
    .selectFrom('paper_session as ps')
    .innerJoin('council_session as s', 's.id', 'ps.session_id')
    .innerJoin('council_body as b', 'b.id', 's.body_id')
    .where('ps.paper_id', '=', paper.id)
    .where('ps.withdrawn', '=', 0)
    .orderBy('s.held_on')
    .orderBy('ps.id')
    .select(['ps.id', 'b.name as body', 's.held_on as on', 's.number', 'ps.purpose', 'ps.publicity'])
    .select('s.called_off as calledOff')
    .execute();
  return rows.map((row) => ({
    ...row,
    calledOff: row.calledOff === 1,
    principal: row.body === paper.body && row.on === paper.sessionOn,
  }));
}

async function movedLines(read: Queries, id: number, asOf: IsoDate): Promise<MovedLine[]> {
  const moved = await movedByLine(read, { id, asOf });
  if (moved.size === 0) return [];
  const lines = await lineFigures(
    read,
    moved.size > MOST_LISTED ? { asOf } : { asOf, lineIds: [...moved.keys()] },
  );
  return lines.flatMap((line) => {
    const own = moved.get(line.id);
    return own ? [{ ...line, moved: own }] : [];
  });
}

/**
 * One paper with everything it caused up to a day: movements, the money on their lines, posts, baselines and what may
 * be ordered later. Throws `not-found`.
 */
export async function paperDetail(
  read: Queries,
  address: string,
  asOf: IsoDate,
  rights: PaperRights,
): Promise<PaperDetail> {
  const head = await paperHead(read, address, rights.closed);
  const of = { id: head.id, asOf };
  const [paper] = await paperRegister(read, { asOf, closed: rights.closed, ids: [head.id] });
  if (!paper) throw new AppError('not-found', 'Am Stichtag war diese Drucksache noch nicht bekannt.');
  const lines = await movedLines(read, head.id, asOf);
  const orders = rights.orders
    ? await ordersOfLines(
        read,
        lines.slice(0, MOST_LISTED).map((line) => line.id),
        asOf,
      )
    : { orders: null, ordersTotal: 0 };
  return {
    asOf,
    paper,
    states: await statesOf(read, head.id, asOf),
    sessions: await sessionsOf(read, head),
    ...(await causedMovements(read, of, rights.requests)),
    money: moneyParts(lines),
    lines: lines.slice(0, MOST_LISTED).map(causedLine),
    linesTotal: lines.length,
    ...(await authorisedPosts(read, of)),
    ...(await setMilestones(read, of)),
    authorisations: await causedAuthorisations(read, of),
    ...orders,
  };
}
