import { formatEuro, toCents } from '#shared/money.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { PageFigure } from '#shared/explain/page-figures.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { CARRY_OVER_RULE_WORDS, carryOverCap } from '#shared/planning/carry-over.ts';
import type { Queries } from '../../db/database.ts';
import { pairLines } from '../../carry-over/carry-over.sql.ts';
import { movementsOfKind } from '../movements.sql.ts';
import { lineFigure, node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';
import { movementSources } from '../sources.ts';
import { findLine } from '../structure.sql.ts';

type Pair = NonNullable<Awaited<ReturnType<typeof pairLines>> extends Map<number, infer L> ? L : never>;

/** What the rule of § 21 leaves of F − I, down to the cap. */
function capNode(line: Pair): Node {
  const { rule, capCents, basis } = carryOverCap(line);
  const { F, I } = line.figures;
  const cut = capCents - (F - I);
  const parts = [
    part({
      letter: 'F',
      label: 'fortgeschriebener Ansatz',
      value: F,
      explain: F === 0 ? null : lineFigure(line.id, 'F'),
    }),
    part({
      sign: -1,
      letter: 'I',
      label: 'Ist',
      value: I,
      explain: I === 0 ? null : lineFigure(line.id, 'I'),
    }),
    ...(cut === 0
      ? []
      : [
          part({
            label: rule === 'none' ? 'nicht übertragbar' : 'durch die Regel begrenzt',
            value: cut,
            note: basis,
          }),
        ]),
  ];
  return node({
    label: `höchstens übertragbar, Zeile ${line.number} ${line.name}, ${line.year}`,
    value: capCents,
    formula: { letters: '≤ F − I', words: `${CARRY_OVER_RULE_WORDS[rule]}: ${basis}` },
    note:
      line.carriedCents === 0
        ? null
        : `Schon übertragen sind ${formatEuro(toCents(line.carriedCents))} €; F steht ohne sie.`,
    ...onePage(parts),
  });
}

/** Cap or sum carried of a line, by § 21 GemHVO. Throws `not-found` when there is no such line. */
export async function carryOverNode(
  read: Queries,
  address: PageFigure & { of: 'carryOver' },
  query: NodeQuery,
): Promise<Node> {
  const found = await findLine(read, address.line);
  if (!found) return noSuchFigure(`Eine Haushaltszeile ${address.line}`);
  const line = (await pairLines(read, found.year, query)).get(address.line);
  if (!line) return noSuchFigure(`Eine Haushaltszeile ${address.line}`);
  if (address.figure === 'cap') return capNode(line);
  const rows = await movementsOfKind(read, line.id, 'E', query);
  const parts = rows
    .filter((row) => row.counterYear !== null && row.counterYear > line.year)
    .map((row) =>
      part({
        sign: -1,
        label: row.reason,
        value: row.cents,
        on: row.effectiveOn,
        sources: movementSources(row, null),
      }),
    );
  return node({
    label: `schon übertragen, Zeile ${line.number} ${line.name}, ${line.year}`,
    value: line.carriedCents,
    formula: { letters: '− Σ E', words: `${MOVEMENT_WORDS.E} in das nächste Jahr: mindert F dieses Jahres` },
    note: parts.length === 0 ? 'Bis zum Stichtag ist dazu nichts erfasst.' : null,
    ...pageOf(parts, query.page, sumParts),
  });
}
