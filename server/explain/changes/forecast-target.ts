import { sideOf } from '#shared/budget/sides.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import type { FigureAddress } from '#shared/explain/address.ts';
import { recordedLetters } from '#shared/explain/formulas.ts';
import type { PageFigure } from '#shared/explain/page-figures.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { GivenForecast } from '#shared/planning/forecasts.ts';
import { computedForecast } from '#shared/planning/forecast-rules.ts';
import { lineFigures } from '../../ledger/figures.sql.ts';
import type { LineWithFigures } from '../../ledger/figures.sql.ts';
import type { Queries } from '../../db/database.ts';
import { reportedForecasts } from '../../forecasts/forecasts.ts';
import type { Recorded } from './changes.sql.ts';
import type { NodeQuery } from '../nodes/node.ts';
import { noSuchFigure } from '../nodes/node.ts';
import { ofLines } from './target.ts';
import type { Target } from './target.ts';

type ForecastAddress = PageFigure & { of: 'forecast' };
type Letters = Target['letters'];

/** A line whose forecast somebody gave in between: P after − P before. */
export interface GivenChange {
  line: LineWithFigures;
  given: GivenForecast;
  cents: Cents;
}

const opposite = (letters: Letters): Letters =>
  letters.map(({ sign, name }) => ({ name, sign: sign === 1 ? -1 : 1 }));

async function linesOf(read: Queries, { owner }: ForecastAddress, asOf: NodeQuery['asOf'], knownSeq: number) {
  if (owner.of === 'line') return lineFigures(read, { asOf, knownSeq, lineIds: [owner.id] });
  const all = await lineFigures(read, { asOf, knownSeq, years: [owner.year] });
  return all.filter((line) => line.ledger === owner.ledger && sideOf(line.kind) === owner.side);
}

/**
 * What a forecast changed by: forecasts given in between, where none was given what F, I and O of those lines changed
 * by, and what F or A changed by that it is compared with.
 */
export async function forecastChanges(
  read: Queries,
  address: ForecastAddress,
  asOf: NodeQuery['asOf'],
  between: Recorded,
): Promise<{ given: GivenChange[]; targets: Target[] }> {
  const lines = await linesOf(read, address, asOf, between.upTo);
  if (lines.length === 0) return noSuchFigure('Solche Zeilen');
  const before = new Map((await linesOf(read, address, asOf, between.after)).map((line) => [line.id, line]));
  const scope = { asOf, lineIds: lines.map((line) => line.id) };
  const [was, is] = [
    await reportedForecasts(read, { ...scope, knownSeq: between.after }),
    await reportedForecasts(read, { ...scope, knownSeq: between.upTo }),
  ];
  const current = fiscalYearOf(asOf);
  const given = lines.flatMap((line): GivenChange[] => {
    const now = is.get(line.id);
    if (!now || now.id === was.get(line.id)?.id) return [];
    const old = before.get(line.id);
    const P = was.get(line.id)?.cents ?? (old ? computedForecast(old, current).cents : 0);
    return [{ line, given: now, cents: toCents(now.cents - P) }];
  });
  const reckoned = lines.filter((line) => !is.has(line.id));
  const [past, running] = [
    reckoned.filter((line) => line.year < current),
    reckoned.filter((line) => line.year >= current),
  ];
  const alone = ([line]: readonly LineWithFigures[]): FigureAddress | null =>
    address.owner.of === 'line' && line
      ? { of: 'lines', owner: { of: 'line', id: line.id }, figure: 'I' }
      : null;
  const spentAndBound: Letters = [...recordedLetters('I'), ...recordedLetters('O')];
  const against = { P: [], PF: opposite(recordedLetters('F')), PA: opposite(recordedLetters('A')) };
  return {
    given,
    targets: [
      ofLines(alone(past), past, spentAndBound),
      ofLines(null, running, recordedLetters('F')),
      ofLines(null, lines, against[address.figure]),
    ],
  };
}
