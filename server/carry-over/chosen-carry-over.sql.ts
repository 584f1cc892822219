import { AppError } from '#shared/errors.ts';
import type { ChosenCarryOver } from '#shared/planning/carry-over-annex.ts';
import { CarryOverPayload } from '#shared/planning/carry-over-request.ts';
import { requestHead } from '../requests/submit.sql.ts';
import type { Queries } from '../db/database.ts';

/** What an open request asks for, by line; empty for one that is decided: then it counts as carried or not at all. */
export async function chosenOf(read: Queries, requestId: number): Promise<Map<number, ChosenCarryOver>> {
  const head = await requestHead(read, requestId);
  if (head.kind !== 'carry-over')
    throw new AppError('not-found', `Antrag ${requestId} ist keine Ermächtigungsübertragung.`);
  if (head.state !== 'open') return new Map();
  const { pairs, year } = CarryOverPayload.parse(head.payload);
  const lines = await read
    .selectFrom('budget_line')
    .where('year', '=', year + 1)
    .select(['id', 'number'])
    .execute();
  const numbers = new Map(lines.map((line) => [line.id, line.number]));
  return new Map(
    pairs.map(({ lineId, cents, targetLineId, reason }) => [
      lineId,
      { cents, reason, target: numbers.get(targetLineId) ?? '' },
    ]),
  );
}
