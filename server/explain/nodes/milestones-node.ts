import { endOfMonth, formatDate } from '#shared/calendar.ts';
import type { MilestoneFigure } from '#shared/explain/address.ts';
import { pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { monthWords } from '#shared/explain/words.ts';
import type { Queries } from '../../db/database.ts';
import { milestoneFacts } from '../../projects/milestone-facts.sql.ts';
import { owns } from '../../rights/own-rows.sql.ts';
import { node } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

const FORMULAS: Record<MilestoneFigure, { letters: string; words: string }> = {
  planned: { letters: 'PV = Σ Gewichte', words: 'Meilensteine, deren Basistermin bis zum Monatsende liegt' },
  earned: { letters: 'EV = Σ Gewichte', words: 'Meilensteine, die bis dahin mit Nachweis erreicht sind' },
};

/** The weights of milestones planned or earned up to the end of a month, one part a milestone. */
export async function milestonesNode(
  read: Queries,
  address: { figure: MilestoneFigure; month: string },
  query: NodeQuery,
): Promise<Node> {
  const { asOf, knownSeq, own } = query;
  const end = endOfMonth(address.month);
  const facts = (await milestoneFacts(read, { asOf, knownSeq })).filter((fact) =>
    owns(own, { projectId: fact.projectId, office: null }),
  );
  const dayOf = (fact: (typeof facts)[number]) =>
    address.figure === 'planned'
      ? fact.baselineOn
      : fact.reachedOn !== null && fact.reachedOn <= asOf
        ? fact.reachedOn
        : null;
  const parts = facts
    .flatMap((fact) => {
      const on = dayOf(fact);
      if (on === null || on > end || fact.weightCents === 0) return [];
      const note =
        fact.evidence === null || address.figure === 'planned' ? null : `Nachweis: ${fact.evidence}`;
      return [part({ label: fact.name, value: fact.weightCents, on, note })];
    })
    .sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
  const word = address.figure === 'planned' ? 'geplant' : 'erreicht';
  return node({
    label: `Meilensteine ${word} bis ${monthWords(address.month)}`,
    value: sumParts(parts),
    formula: FORMULAS[address.figure],
    note: `kumuliert zum ${formatDate(end)}`,
    ...pageOf(parts, query.page, sumParts),
  });
}
