import { sideOf } from '#shared/budget/sides.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { figureText } from '#shared/explain/address.ts';
import type { EnvelopeFigure, FigureAddress } from '#shared/explain/address.ts';
import { recordedLetters } from '#shared/explain/formulas.ts';
import { envelopeUse } from '../../ledger/envelopes.sql.ts';
import { lineFigures } from '../../ledger/figures.sql.ts';
import type { LineWithFigures } from '../../ledger/figures.sql.ts';
import type { Queries } from '../../db/database.ts';
import type { Place } from '../actuals.sql.ts';
import type { OrderSet } from './changes.sql.ts';
import { noSuchFigure } from '../nodes/node.ts';
import type { OwnRows } from '../../rights/own-rows.sql.ts';
import { ownedLines } from '../structure.sql.ts';

type Letter = ReturnType<typeof recordedLetters>[number];

/** What a figure is recorded in: movements of lines, orders, and actuals, each with its sign in the figure. */
export interface Target {
  letters: readonly Letter[];
  lineIds: readonly number[];
  lineNames: ReadonlyMap<number, string>;
  orders: { set: OrderSet; sign: 1 | -1 } | null;
  /** `figure`: where one change of them is explained; null where no address is exactly these. */
  actuals: { place: Place; month: string | null; sign: 1 | -1; figure: FigureAddress | null } | null;
}

const NONE = { letters: [], lineIds: [], lineNames: new Map<number, string>(), orders: null, actuals: null };

/** The actuals of the figure, asked for by themselves: what one change of it did can be read there. */
function actualsFigure(address: FigureAddress): FigureAddress {
  if (address.of === 'lines') return { ...address, figure: 'I' };
  if (address.of !== 'envelope') return address;
  return address.figure === 'spendable' ? address : { ...address, figure: 'I' };
}

export function ofLines(
  actualsAt: FigureAddress | null,
  lines: readonly LineWithFigures[],
  letters: readonly Letter[],
): Target {
  const ids = lines.map((line) => line.id);
  const signOf = (name: FigureName): 1 | -1 | undefined => letters.find((one) => one.name === name)?.sign;
  const [orders, actuals] = [signOf('O'), signOf('I')];
  return {
    letters,
    lineIds: ids,
    lineNames: new Map(lines.map((line) => [line.id, `Zeile ${line.number} ${line.name}, ${line.year}`])),
    orders: orders === undefined ? null : { set: { of: 'lines', ids }, sign: orders },
    actuals:
      actuals === undefined
        ? null
        : { place: { of: 'lines', ids }, month: null, sign: actuals, figure: actualsAt },
  };
}

const FREE: readonly Letter[] = [
  { sign: -1, name: 'S' },
  { sign: -1, name: 'O' },
  { sign: -1, name: 'I' },
];

function envelopeLetters(figure: EnvelopeFigure): readonly Letter[] {
  if (figure === 'ceiling') return [];
  if (figure === 'free') return FREE;
  return recordedLetters(figure === 'spendable' ? 'V' : figure);
}

async function ofEnvelope(
  read: Queries,
  address: FigureAddress & { of: 'envelope' },
  asOf: IsoDate,
): Promise<Target> {
  const lines = await lineFigures(read, { asOf });
  const use = (await envelopeUse(read, asOf, lines)).find((one) => one.id === address.id);
  if (!use) return noSuchFigure(`Einen Rahmen ${address.id} zu diesem Stichtag`);
  const inside = new Set(use.lineIds);
  const own = lines.filter(
    (line) =>
      inside.has(line.id) &&
      (address.figure !== 'spendable' ||
        (sideOf(line.kind) === 'expense' && line.year >= fiscalYearOf(asOf))),
  );
  return ofLines(actualsFigure(address), own, envelopeLetters(address.figure));
}

/** Throws `invalid-parameter` for a figure that has no second clock. */
export async function targetOf(
  read: Queries,
  address: FigureAddress,
  asOf: IsoDate,
  own: OwnRows | null = null,
): Promise<Target> {
  const actuals = (place: Place, month: string | null): Target => ({
    ...NONE,
    actuals: { place, month, sign: 1, figure: address },
  });
  switch (address.of) {
    case 'lines':
      return ofLines(
        actualsFigure(address),
        await ownedLines(read, address.owner, { asOf, knownSeq: undefined, own }),
        recordedLetters(address.figure),
      );
    case 'envelope':
      return ofEnvelope(read, address, asOf);
    case 'month':
      return actuals({ of: 'lines', ids: [address.line] }, address.month);
    case 'unassigned':
    case 'excluded':
      return actuals({ of: address.of, year: address.year, ledger: address.ledger }, address.month);
    case 'order':
      return { ...NONE, orders: { set: { of: 'order', id: address.id }, sign: 1 } };
    case 'preCommitment':
      return { ...NONE, orders: { set: { ...address, of: 'later' }, sign: 1 } };
    default:
      throw new AppError(
        'invalid-parameter',
        `Für diese Zahl (${figureText(address)}) gibt es keinen Vergleich zweier Wissensstände.`,
      );
  }
}
