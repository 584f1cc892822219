import type { FigureAddress } from '#shared/explain/address.ts';
import type { Explanation } from '#shared/explain/explain.ts';
import type { Queries } from '../db/database.ts';
import { lineMonthNode, placeNode, postingNode } from './actuals-node.ts';
import { changeNode } from './change-node.ts';
import { envelopeNode } from './envelope-node.ts';
import { linesNode } from './lines-node.ts';
import { explanation } from './node.ts';
import type { Node, NodeQuery } from './node.ts';
import { milestonesNode } from './milestones-node.ts';
import { orderNode, preCommitmentNode } from './order-node.ts';
import { positionsNode } from './positions-node.ts';

async function nodeOf(read: Queries, address: FigureAddress, query: NodeQuery): Promise<Node> {
  switch (address.of) {
    case 'lines':
      return linesNode(read, address.owner, address.figure, query);
    case 'envelope':
      return envelopeNode(read, address, query);
    case 'month':
      return lineMonthNode(read, address, query);
    case 'order':
      return orderNode(read, address.id, query);
    case 'posting':
      return postingNode(read, address.id, query);
    case 'unassigned':
    case 'excluded':
      return placeNode(read, address, query);
    case 'preCommitment':
      return preCommitmentNode(read, address, query);
    case 'change':
      return changeNode(read, address, query);
    case 'milestones':
      return milestonesNode(read, address, query);
    case 'positions':
      return positionsNode(read, address.figure, query);
  }
}

/** Where a figure comes from, one level deep. Throws `not-found` for a figure that does not exist. */
export async function explain(read: Queries, address: FigureAddress, query: NodeQuery): Promise<Explanation> {
  return explanation(address, query, await nodeOf(read, address, query));
}
