import { AppError } from '#shared/errors.ts';
import { figureText } from '#shared/explain/address.ts';
import type { FigureAddress, LinesOwner } from '#shared/explain/address.ts';
import type { Explanation, ExplainPart } from '#shared/explain/explain.ts';
import type { PagedParts } from '#shared/explain/parts.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { OwnRows } from '../../rights/own-rows.sql.ts';
import type { Clocks } from '../movements.sql.ts';

/** What a node is asked for. */
export interface NodeQuery extends Clocks {
  knownOn: IsoDate | null;
  page: number;
  /** Only of these rows; null = of all. */
  own: OwnRows | null;
}

/** What a node says before its address and dates are put around it. */
export interface Node extends PagedParts {
  label: string;
  unit: Explanation['unit'];
  value: number;
  formula: Explanation['formula'];
  note: string | null;
  /** Where a figure stands at a day of its own, whatever day is asked for: a sealed report. */
  asOf?: IsoDate;
  knownOn?: IsoDate | null;
}

export function node(given: Omit<Node, 'unit' | 'note'> & Partial<Node>): Node {
  return { unit: 'cents', note: null, ...given };
}

/** The address of a line's or sum's figure. */
export function linesFigure(owner: LinesOwner, figure: FigureName): string {
  return figureText({ of: 'lines', owner, figure });
}

export const lineFigure = (id: number, figure: FigureName): string => linesFigure({ of: 'line', id }, figure);

/** Throws `not-found` in words that name the address. */
export function noSuchFigure(what: string): never {
  throw new AppError('not-found', `${what} gibt es nicht.`);
}

/** Puts address and dates around a node. */
export function explanation(address: FigureAddress, query: NodeQuery, made: Node): Explanation {
  const { asOf, knownOn } = query;
  return { figure: figureText(address), asOf, knownOn, ...made };
}

export type Parts = ExplainPart[];
