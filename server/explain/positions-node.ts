import type { PositionFigure } from '#shared/explain/address.ts';
import { pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { positionAt } from '#shared/positions/standing.ts';
import { POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import { paperRef } from '../budget/papers.sql.ts';
import type { Queries } from '../db/database.ts';
import { positionFacts } from '../positions/positions.sql.ts';
import { node } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

const WORDS: Record<PositionFigure, { label: string; words: string }> = {
  authorised: {
    label: 'Stellen geschaffen',
    words: 'Stellenanteile, die beschlossen und nicht weggefallen sind',
  },
  planned: {
    label: 'Stellen geplant',
    words: 'geschaffene Stellen ab ihrem geplanten Beginn (§ 16 (5) GemHVO)',
  },
  filled: { label: 'Stellen besetzt', words: 'besetzte Anteile der geschaffenen Stellen' },
};

/** Posts in ten-thousandths, one part a post; no names are stored. Posts have no second clock yet. */
export async function positionsNode(read: Queries, figure: PositionFigure, query: NodeQuery): Promise<Node> {
  const facts = await positionFacts(read, query.asOf);
  const parts = facts
    .map((fact) => {
      const at = positionAt(fact, query.asOf);
      const paper = paperRef(fact);
      return part({
        label: `${fact.number} ${fact.title}`,
        value: at[figure],
        on: at.since,
        note: POSITION_STATE_WORDS[at.state],
        sources: paper ? [{ kind: 'paper', id: paper.id, label: paper.label, detail: paper.title }] : [],
      });
    })
    .filter((one) => one.value !== 0);
  return node({
    label: WORDS[figure].label,
    unit: 'fte',
    value: sumParts(parts),
    formula: { letters: 'Σ Stellenanteile', words: WORDS[figure].words },
    note: query.knownSeq === undefined ? null : 'Stellen werden zum heutigen Wissen gezeigt.',
    ...pageOf(parts, query.page, sumParts),
  });
}
