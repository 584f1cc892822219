import type { FigureAddress } from '#shared/explain/address.ts';
import type { PageFigure } from '#shared/explain/page-figures.ts';
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
import { carryOverNode } from './carry-over-node.ts';
import { curveNode } from './curve-node.ts';
import { forecastNode } from './forecast-node.ts';
import { laterNode } from './later-node.ts';
import { positionsNode, postsNode } from './posts-node.ts';
import { reportNode } from './report-node.ts';
import { tieOutNode } from './tie-out-node.ts';

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
  return explanation(address, query, await nodeOf(read, address, query));
}
