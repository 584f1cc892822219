import { FIGURE_WORDS, LEDGER_WORDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import type { FigureName, MovementKind } from '#shared/budget/terms.ts';
import { sumFigures } from '#shared/budget/figures.ts';
import { SIDE_WORDS } from '#shared/budget/sides.ts';
import type { LinesOwner } from '#shared/explain/address.ts';
import { compositionOf, formulaOf, formulaParts } from '#shared/explain/formulas.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import type { ExplainPart } from '#shared/explain/explain.ts';
import { sumCents } from '#shared/money.ts';
import { compareNatural } from '#shared/order.ts';
import type { LineWithFigures } from '../../ledger/figures.sql.ts';
import type { Queries } from '../../db/database.ts';
import { linePlace, monthNodes } from './actuals-node.ts';
import { movementsOfKind } from '../movements.sql.ts';
import { lineFigure, linesFigure, node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';
import { orderParts } from './order-node.ts';
import { ordersOfLine } from '../orders.sql.ts';
import { movementSources } from '../sources.ts';
import { ownedLines } from '../structure.sql.ts';

function ownerLabel(owner: LinesOwner, lines: readonly LineWithFigures[]): string {
  const [first] = lines;
  if (!first) return '';
  if (owner.of === 'line') return `Zeile ${first.number} ${first.name}, ${first.year}`;
  const side = owner.side === null ? '' : `, ${SIDE_WORDS[owner.ledger][owner.side]}`;
  const part = `${LEDGER_WORDS[owner.ledger]} ${owner.year}${side}`;
  switch (owner.of) {
    case 'ledger':
      return part;
    case 'group':
      return owner.code === null
        ? `Zeilen ohne Deckungskreis, ${part}`
        : `Deckungskreis ${owner.code} ${first.coverGroupName ?? ''}, ${part}`;
    case 'subBudget':
      return `Teilhaushalt ${owner.code} ${first.subBudgetName}, ${part}`;
    case 'kind':
      return `${LINE_KIND_WORDS[owner.code]}, ${part}`;
    case 'project':
      return `Projekt ${first.project ?? ''} ${first.projectName ?? ''}, ${part}`;
  }
}

/** Every line whose figure is not zero, each with its own node; lines of zero add nothing. */
export function lineParts(
  lines: readonly LineWithFigures[],
  figure: FigureName,
  withYear = false,
): ExplainPart[] {
  return lines
    .filter((line) => line.figures[figure] !== 0)
    .map((line) =>
      part({
        label: `${line.number} ${line.name}${withYear ? `, ${line.year}` : ''}`,
        value: line.figures[figure],
        explain: lineFigure(line.id, figure),
      }),
    );
}

/** A ledger's part by its cover groups: the level at which availability is tested (§ 20 GemHVO). */
function groupParts(
  owner: LinesOwner & { of: 'ledger' },
  lines: readonly LineWithFigures[],
  figure: FigureName,
) {
  return [...Map.groupBy(lines, (line) => line.coverGroup)]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : compareNatural(a, b)))
    .map(([code, members]) =>
      part({
        label:
          code === null
            ? 'Zeilen ohne Deckungskreis'
            : `Deckungskreis ${code} ${members[0]?.coverGroupName ?? ''}`,
        value: sumCents(members.map((line) => line.figures[figure])),
        explain: linesFigure({ ...owner, of: 'group', code }, figure),
      }),
    )
    .filter((one) => one.value !== 0);
}

async function movementParts(read: Queries, lineId: number, kind: MovementKind, query: NodeQuery) {
  const rows = await movementsOfKind(read, lineId, kind, query);
  return rows.map((row) =>
    part({
      label: row.reason,
      value: row.cents,
      on: row.effectiveOn,
      sources: movementSources(row, query.own),
    }),
  );
}

/** A recorded figure of one line: movements, orders, or the months of its postings. */
async function recordedParts(
  read: Queries,
  line: LineWithFigures,
  figure: FigureName,
  query: NodeQuery,
): Promise<ExplainPart[]> {
  if (figure === 'I') return monthNodes(read, linePlace(line.id), query);
  if (figure === 'O') return orderParts(await ordersOfLine(read, line.id, query));
  return movementParts(read, line.id, figure as MovementKind, query);
}

/** A figure of a line or of lines together. Throws `not-found` when there is no such line. */
export async function linesNode(
  read: Queries,
  owner: LinesOwner,
  figure: FigureName,
  query: NodeQuery,
): Promise<Node> {
  const lines = await ownedLines(read, owner, query);
  const [first] = lines;
  if (!first) return noSuchFigure(owner.of === 'line' ? `Eine Haushaltszeile ${owner.id}` : 'Solche Zeilen');
  const figures = sumFigures(lines.map((line) => line.figures));
  const about = {
    label: `${FIGURE_WORDS[figure]}, ${ownerLabel(owner, lines)}`,
    value: figures[figure],
    formula: formulaOf(figure),
  };
  const composition = compositionOf(figure);
  if (composition)
    return node({
      ...about,
      ...onePage(formulaParts(composition, figures, (name) => linesFigure(owner, name))),
    });
  const parts =
    owner.of === 'line'
      ? await recordedParts(read, first, figure, query)
      : owner.of === 'ledger'
        ? groupParts(owner, lines, figure)
        : lineParts(lines, figure);
  const note = parts.length === 0 ? 'Bis zum Stichtag ist dazu nichts erfasst.' : null;
  return node({ ...about, note, ...pageOf(parts, query.page, sumParts) });
}
