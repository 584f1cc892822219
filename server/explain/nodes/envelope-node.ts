import { sideOf } from '#shared/budget/sides.ts';
import { FIGURE_WORDS } from '#shared/budget/terms.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import type { EnvelopeFigure } from '#shared/explain/address.ts';
import { compositionOf, formulaOf, formulaParts } from '#shared/explain/formulas.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import type { EnvelopeUse } from '../../ledger/envelopes.sql.ts';
import { envelopeUse } from '../../ledger/envelopes.sql.ts';
import { lineFigures } from '../../ledger/figures.sql.ts';
import type { LineWithFigures } from '../../ledger/figures.sql.ts';
import type { Queries } from '../../db/database.ts';
import { lineParts } from './lines-node.ts';
import { node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

const OVERLAP = 'Rahmen überlappen sich und werden nie addiert.';

function freeNode(use: EnvelopeUse, address: (figure: EnvelopeFigure) => string): Node {
  const parts = [
    part({ letter: 'R', label: 'Rahmen', value: use.ceilingCents, explain: address('ceiling') }),
    ...(['S', 'O', 'I'] as const).map((name) =>
      part({
        ...{ sign: -1, letter: name, label: FIGURE_WORDS[name], value: use.figures[name] },
        explain: address(name),
      }),
    ),
  ];
  return node({
    label: `bis zur Obergrenze frei, Rahmen „${use.name}“`,
    value: use.availableCents,
    formula: {
      letters: 'frei = R − S − O − I',
      words: 'frei = Rahmen − Sperre − Mittelbindung (Obligo) − Ist der Zeilen im Umfang',
    },
    note: `Umfang: ${use.scopeText}. ${OVERLAP}`,
    ...onePage(parts),
  });
}

function ceilingNode(use: EnvelopeUse): Node {
  return node({
    label: `Rahmen „${use.name}“`,
    value: use.ceilingCents,
    formula: { letters: 'R', words: 'eine beschlossene Obergrenze mit eigenem Umfang' },
    note: use.note === '' ? OVERLAP : use.note,
    ...onePage([part({ label: use.scopeText, value: use.ceilingCents })]),
  });
}

/** The lines a figure of an envelope sums. */
function linesOf(use: EnvelopeUse, lines: readonly LineWithFigures[]): LineWithFigures[] {
  const inside = new Set(use.lineIds);
  return lines.filter((line) => inside.has(line.id));
}

function sumNode(
  use: EnvelopeUse,
  lines: readonly LineWithFigures[],
  figure: FigureName,
  query: NodeQuery,
  address: (figure: EnvelopeFigure) => string,
): Node {
  const about = {
    label: `${FIGURE_WORDS[figure]}, Rahmen „${use.name}“`,
    value: use.figures[figure],
    formula: formulaOf(figure),
    note: `Umfang: ${use.scopeText}. ${OVERLAP}`,
  };
  const composition = figure === 'V' ? compositionOf('V') : null;
  if (composition)
    return node({
      ...about,
      ...onePage(formulaParts(composition, use.figures, (name) => address(name as EnvelopeFigure))),
    });
  return node({ ...about, ...pageOf(lineParts(lines, figure, true), query.page, sumParts) });
}

function spendableNode(use: EnvelopeUse, lines: readonly LineWithFigures[], query: NodeQuery): Node {
  const year = fiscalYearOf(query.asOf);
  const open = lines.filter((line) => sideOf(line.kind) === 'expense' && line.year >= year);
  return node({
    label: `verfügbar ab ${year}, Rahmen „${use.name}“`,
    value: use.spendableCents,
    formula: {
      letters: 'Σ V',
      words: `Summe von „verfügbar“ der Aufwandszeilen ab ${year}; was ältere Jahre übrig ließen, ist verfallen (§ 21 GemHVO)`,
    },
    note: OVERLAP,
    ...pageOf(lineParts(open, 'V', true), query.page, sumParts),
  });
}

/** A figure of an envelope. Throws `not-found` when no such envelope was valid and known. */
export async function envelopeNode(
  read: Queries,
  given: { id: number; figure: EnvelopeFigure },
  query: NodeQuery,
): Promise<Node> {
  const { id, figure } = given;
  const all = await lineFigures(read, query);
  const use = (await envelopeUse(read, query.asOf, all, query.knownSeq)).find((one) => one.id === id);
  if (!use) return noSuchFigure(`Einen Rahmen ${id} zu diesem Stichtag`);
  const address = (name: EnvelopeFigure): string => figureText({ of: 'envelope', id, figure: name });
  if (figure === 'free') return freeNode(use, address);
  if (figure === 'ceiling') return ceilingNode(use);
  const lines = linesOf(use, all);
  if (figure === 'spendable') return spendableNode(use, lines, query);
  return sumNode(use, lines, figure, query, address);
}
