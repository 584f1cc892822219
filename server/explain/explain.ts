import type { FigureAddress } from '#shared/explain/address.ts';
import type { PageFigure } from '#shared/explain/page-figures.ts';
import type { Explanation } from '#shared/explain/explain.ts';
import type { Queries } from '../db/database.ts';
import { lineMonthNode, placeNode, postingNode } from './nodes/actuals-node.ts';
import { changeNode } from './nodes/change-node.ts';
import { envelopeNode } from './nodes/envelope-node.ts';
import { linesNode } from './nodes/lines-node.ts';
import { explanation } from './nodes/node.ts';
import type { Node, NodeQuery } from './nodes/node.ts';
import { milestonesNode } from './nodes/milestones-node.ts';
import { orderNode, preCommitmentNode } from './nodes/order-node.ts';
import { carryOverNode } from './nodes/carry-over-node.ts';
import { curveNode } from './nodes/curve-node.ts';
import { forecastNode } from './nodes/forecast-node.ts';
import { laterNode } from './nodes/later-node.ts';
import { positionsNode, postsNode } from './nodes/posts-node.ts';
import { reportNode } from './nodes/report-node.ts';
import { ownParts } from './own-parts.ts';
import { tieOutNode } from './nodes/tie-out-node.ts';

async function pageNode(read: Queries, address: PageFigure, query: NodeQuery): Promise<Node> {
  switch (address.of) {
    case 'curve':
      return curveNode(read, address, query);
    case 'forecast':
      return forecastNode(read, address, query);
    case 'later':
      return laterNode(read, address, query);
    case 'carryOver':
      return carryOverNode(read, address, query);
    case 'tieOut':
      return tieOutNode(read, address, query);
    case 'posts':
      return postsNode(read, address, query);
    case 'report':
      return reportNode(read, address, query);
  }
}

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
    default:
      return pageNode(read, address, query);
  }
}

/** Where a figure comes from, one level deep. Throws `not-found` for a figure that does not exist. */
export async function explain(read: Queries, address: FigureAddress, query: NodeQuery): Promise<Explanation> {
  const { parts, ...node } = await nodeOf(read, address, query);
  return explanation(address, query, { ...node, parts: ownParts(parts, query.own) });
}
