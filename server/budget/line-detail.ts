import type { BudgetLineDetail, LineMovementRow } from '#shared/budget/budget.ts';
import { groupAvailable } from '#shared/budget/checks.ts';
import { sideOf } from '#shared/budget/sides.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Queries } from '../db/database.ts';
import { lineRow } from './budget-page.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import { POSTINGS_PER_PAGE, lineCommitments, lineMovements, linePostings } from './line.sql.ts';
import { mayName, owns } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { paperRef } from '../papers/paper-columns.ts';

function movementRow(
  row: Awaited<ReturnType<typeof lineMovements>>[number],
  own: OwnRows | null,
): LineMovementRow {
  const { id, kind, cents, effectiveOn, reason, origin, recordedAt } = row;
  const { counterId, counterNumber, counterName } = row;
  const counterLine =
    counterId === null || !mayName(own, row)
      ? null
      : { id: counterId, number: counterNumber ?? '', name: counterName ?? '' };
  const takesBack = kind === 'Z' && row.reversesId === null && row.reversedBy === null;
  const paper = paperRef(row, own === null);
  return { id, kind, cents, effectiveOn, reason, paper, counterLine, takesBack, origin, recordedAt };
}

async function availableInGroup(read: Queries, line: LineWithFigures, asOf: IsoDate, knownSeq?: number) {
  if (line.coverGroup === null || sideOf(line.kind) !== 'expense') return null;
  const group = await lineFigures(read, {
    asOf,
    knownSeq,
    years: [line.year],
    coverGroups: [line.coverGroup],
  });
  return groupAvailable(group.filter((one) => one.ledger === line.ledger));
}

/** A line down to its movements, orders and one page of postings. Throws `not-found`. */
export async function lineDetail(
  read: Queries,
  query: { id: number; asOf: IsoDate; page: number; knownSeq?: number | undefined; own: OwnRows | null },
): Promise<BudgetLineDetail> {
  const { id, asOf, page, knownSeq, own } = query;
  const [line] = await lineFigures(read, { asOf, knownSeq, lineIds: [id] });
  // Found by the same statements whether it is another's or none.
  if (!line || !owns(own, line)) throw new AppError('not-found', `Eine Haushaltszeile ${id} gibt es nicht.`);
  const commitments = await lineCommitments(read, id, asOf, knownSeq);
  const postings = await linePostings(read, { lineId: id, asOf, page, knownSeq });
  return {
    asOf,
    line: lineRow(line),
    // What a cover group has left is made of every line in it.
    groupAvailableCents: own ? null : await availableInGroup(read, line, asOf, knownSeq),
    movements: (await lineMovements(read, id, asOf, knownSeq)).map((row) => movementRow(row, own)),
    commitments: commitments.map(({ ordered, released, cancelled, carried, open, ...order }) => ({
      ...order,
      orderedCents: ordered,
      releasedCents: released,
      cancelledCents: cancelled,
      carriedCents: carried,
      openCents: open,
      preCommitment: order.dueYear > line.year,
    })),
    postings: postings.rows,
    postingsCarriedCents: postings.carriedCents,
    postingsTotal: postings.total,
    postingsPage: page,
    postingsPerPage: POSTINGS_PER_PAGE,
  };
}
