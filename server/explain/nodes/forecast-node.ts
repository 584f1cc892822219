import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import { SIDE_WORDS, sideOf } from '#shared/budget/sides.ts';
import { formatDate } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import type { ForecastFigure, ForecastOwner, PageFigure } from '#shared/explain/page-figures.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { sumCents } from '#shared/money.ts';
import { FORECAST_BASIS_WORDS } from '#shared/planning/forecast-rules.ts';
import type { LineForecast } from '#shared/planning/forecasts.ts';
import type { Queries } from '../../db/database.ts';
import { forecastPage, lineForecasts } from '../../forecasts/forecasts.ts';
import { lineFigure, linesFigure, node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

const forecastFigure = (owner: ForecastOwner, figure: ForecastFigure): string =>
  figureText({ of: 'forecast', owner, figure });

/** P of one line: given by somebody, or reckoned. */
function lineNode(row: LineForecast, label: string): Node {
  const { given, basis, line } = row;
  const reckoned = (names: readonly ('F' | 'I' | 'O')[]) =>
    names.map((name) =>
      part({
        ...{ letter: name, label: name, value: row[name] },
        explain: row[name] === 0 ? null : lineFigure(line.id, name),
      }),
    );
  const parts =
    given !== null
      ? [
          part({
            label: `gemeldet von ${given.author}`,
            value: given.cents,
            on: given.forecastOn,
            note: given.note,
          }),
        ]
      : reckoned(basis === 'spent-and-bound' ? ['I', 'O'] : ['F']);
  return node({
    label,
    value: row.P,
    formula: {
      letters: given !== null ? 'P' : basis === 'spent-and-bound' ? 'P = I + O' : 'P = F',
      words: `Prognose, ${FORECAST_BASIS_WORDS[basis]}${given === null ? ': niemand hat gemeldet' : ` am ${formatDate(given.forecastOn)}`}`,
    },
    note: row.substantial ? 'erhebliche Steigerung (§ 28 GemHVO)' : null,
    ...onePage(parts),
  });
}

const AGAINST: Record<'PF' | 'PA', { name: FigureName & ('F' | 'A'); words: string }> = {
  PF: { name: 'F', words: 'Prognose − fortgeschriebener Ansatz (Steuerung)' },
  PA: { name: 'A', words: 'Prognose − Haushaltsansatz (Planvergleich nach § 51 GemHVO)' },
};

function deviationNode(
  given: { rows: readonly LineForecast[]; owner: ForecastOwner; where: string },
  figure: 'PF' | 'PA',
): Node {
  const { rows, owner, where } = given;
  const { name, words } = AGAINST[figure];
  const [P, base] = [sumCents(rows.map((row) => row.P)), sumCents(rows.map((row) => row[name]))];
  const deeper =
    owner.of === 'line'
      ? lineFigure(owner.id, name)
      : linesFigure({ of: 'ledger', year: owner.year, ledger: owner.ledger, side: owner.side }, name);
  const parts = [
    part({ letter: 'P', label: 'Prognose', value: P, explain: forecastFigure(owner, 'P') }),
    part({
      sign: -1,
      letter: name,
      label: words.split(' − ')[1] ?? '',
      value: base,
      explain: base === 0 ? null : deeper,
    }),
  ];
  return node({
    label: `Abweichung P − ${name}, ${where}`,
    value: sumParts(parts),
    formula: { letters: `P − ${name}`, words },
    ...onePage(parts),
  });
}

/** P of a line or of a year's part, and what it deviates from. Throws `not-found` when there is no such line. */
export async function forecastNode(
  read: Queries,
  address: PageFigure & { of: 'forecast' },
  query: NodeQuery,
): Promise<Node> {
  const { owner, figure } = address;
  if (owner.of === 'line') {
    const found = await lineForecasts(read, { id: owner.id, asOf: query.asOf, knownSeq: query.knownSeq });
    if (!found) return noSuchFigure(`Eine Haushaltszeile ${owner.id}`);
    const { number, name, year } = found.row.line;
    const where = `Zeile ${number} ${name}, ${year}`;
    if (figure === 'P') return lineNode(found.row, `Prognose, ${where}`);
    return deviationNode({ rows: [found.row], owner, where }, figure);
  }
  const { year, ledger, side } = owner;
  const page = await forecastPage(read, { asOf: query.asOf, knownSeq: query.knownSeq, year });
  const rows = page.rows.filter((row) => row.line.ledger === ledger && sideOf(row.line.kind) === side);
  if (rows.length === 0) return noSuchFigure('Solche Zeilen');
  const where = `${LEDGER_WORDS[ledger]} ${year}, ${SIDE_WORDS[ledger][side]}`;
  if (figure !== 'P') return deviationNode({ rows, owner, where }, figure);
  const parts = rows
    .filter((row) => row.P !== 0)
    .map((row) =>
      part({
        label: `${row.line.number} ${row.line.name}`,
        value: row.P,
        note: FORECAST_BASIS_WORDS[row.basis],
        explain: forecastFigure({ of: 'line', id: row.line.id }, 'P'),
      }),
    );
  return node({
    label: `Prognose, ${where}`,
    value: sumCents(rows.map((row) => row.P)),
    formula: {
      letters: 'Σ P',
      words: 'Prognosen der Zeilen: gemeldet, sonst F, für abgelaufene Jahre I + O',
    },
    ...pageOf(parts, query.page, sumParts),
  });
}
