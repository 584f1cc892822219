import { businessDate, formatDate } from '#shared/calendar.ts';
import type { FigureAddress } from '#shared/explain/address.ts';
import { pageOfTotal, sumParts } from '#shared/explain/parts.ts';
import { actorText, historyTitle } from '#shared/history/words.ts';
import { knownUntil } from '../../clocks/selection.ts';
import type { Queries } from '../../db/database.ts';
import { historyNames } from '../../history/names.sql.ts';
import { postingPart } from './actuals-node.ts';
import { changeParts, changeSum, changesBySeq, spanOf } from '../changes/changes.sql.ts';
import { node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';
import { targetOf } from '../changes/target.ts';

/** The postings, and parts of postings, that one change brought to a figure of actuals. */
export async function changeNode(
  read: Queries,
  address: FigureAddress & { of: 'change' },
  query: NodeQuery,
): Promise<Node> {
  const { actuals } = await targetOf(read, address.figure, query.asOf);
  const history = (await changesBySeq(read, [address.seq])).get(address.seq);
  if (actuals === null || !history || address.seq > knownUntil(query))
    return noSuchFigure(`Eine Änderung ${address.seq} dieser Zahl`);
  const given = { seq: address.seq, days: spanOf(actuals.month, query.asOf), page: query.page };
  const names = await historyNames(read, [history]);
  const { total, carried } = await changeSum(read, actuals.place, given);
  const rows = (await changeParts(read, actuals.place, given)).map(postingPart);
  return node({
    label: `Ist, ${historyTitle(history, names)}, erfasst am ${formatDate(businessDate(history.at))} von ${actorText(history.actor, names)}`,
    value: total,
    formula: { letters: 'Σ Buchungen', words: 'was diese eine Änderung zum Ist beigetragen hat' },
    note: history.reason,
    ...pageOfTotal(rows, { page: query.page, carried, total, sumOf: sumParts }),
  });
}
