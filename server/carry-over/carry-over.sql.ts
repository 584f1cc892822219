import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { minusCents, toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { TakenOrder } from '#shared/planning/carried-orders.ts';
import { carryOverCap } from '#shared/planning/carry-over.ts';
import type { CarryOverPage, CarryOverRow, PairLine } from '#shared/planning/carry-over-request.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { knownUntil } from '../clocks/selection.ts';
import { budgetYears } from '../ledger/structure.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { boundByLine, NO_ORDERS, takenSum } from '../orders/carried-orders.sql.ts';
import { ordersToFollow } from './money-routes.sql.ts';
import type { Insertable } from 'kysely';
import type { LineFirstUseTable } from '../db/tables-planning.ts';
import type { Tx } from '../db/transact.ts';

interface At {
  asOf: IsoDate;
  knownSeq?: number | undefined;
}

const useKey = (line: { ledger: string; number: string }): string => `${line.ledger}|${line.number}`;

/** Since when investments are in use, newest statement per line number and ledger. */
async function firstUses(read: Queries, at: At): Promise<Map<string, IsoDate | null>> {
  const rows = await read
    .selectFrom('line_first_use')
    .where('recorded_seq', '<=', knownUntil(at))
    .orderBy('recorded_seq')
    .orderBy('id')
    .select(['number', 'ledger', 'first_used_on as on'])
    .execute();
  return new Map(rows.map((row) => [useKey(row), row.on]));
}

/** What was carried out of the lines of a year into the next one, in cents, positive. */
async function carriedOut(read: Queries, year: FiscalYear, at: At): Promise<Map<number, Cents>> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .innerJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .where('l.year', '=', year)
    .whereRef('c.year', '>', 'l.year')
    .where('m.kind', '=', 'E')
    .where('m.effective_on', '<=', at.asOf)
    .where('m.recorded_seq', '<=', knownUntil(at))
    .groupBy('m.line_id')
    .select((eb) => ['m.line_id as lineId', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  return new Map(rows.map((row) => [row.lineId, toCents(0 - row.cents)]));
}

/** The lines of both years as the rules of § 21 see them, by id. */
export async function pairLines(
  read: Queries,
  year: FiscalYear,
  at: At,
): Promise<Map<number, PairLine & LineWithFigures>> {
  const uses = await firstUses(read, at);
  const carried = await carriedOut(read, year, at);
  const bound = await boundByLine(read, year, at);
  const lines = await lineFigures(read, { ...at, years: [year, year + 1] });
  return new Map(
    lines.map((line) => [
      line.id,
      {
        ...line,
        firstUsedOn: uses.get(useKey(line)) ?? null,
        carriedCents: carried.get(line.id) ?? ZERO_CENTS,
        ...(bound.get(line.id) ?? NO_ORDERS),
      },
    ]),
  );
}

function rowOf(line: PairLine & LineWithFigures, targetLineId: number | null): CarryOverRow {
  const { id, number, name, subBudget, ledger, kind, transferable, figures, firstUsedOn } = line;
  return {
    ...{ id, number, name, subBudget, ledger, kind, transferable, figures, firstUsedOn, targetLineId },
    carriedCents: line.carriedCents,
    openOrderCents: minusCents(line.boundCents, line.alongCents),
    carriedOrderCents: line.alongCents,
    ...carryOverCap(line),
  };
}

/** What was carried out of the lines of a year and is not taken back, pair by pair. */
async function carriedPairs(read: Queries, { asOf, year, ...at }: At & { year: FiscalYear }) {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .innerJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .leftJoin('movement as back', (join) =>
      join.onRef('back.reverses_id', '=', 'm.id').on('back.recorded_seq', '<=', knownUntil(at)),
    )
    .where('l.year', '=', year)
    .whereRef('c.year', '>', 'l.year')
    .where('m.kind', '=', 'E')
    .where('m.reverses_id', 'is', null)
    .where('back.id', 'is', null)
    .where('m.effective_on', '<=', asOf)
    .where('m.recorded_seq', '<=', knownUntil(at))
    .orderBy('l.number')
    .orderBy('m.id')
    .select(['m.id as movementId', 'l.number', 'l.name', 'l.ledger', 'c.number as target', 'm.cents'])
    .select(['m.effective_on as on', 'm.request_id as requestId'])
    .execute();
  return rows.map((row) => ({ ...row, cents: toCents(0 - row.cents) }));
}

const leftBehindSum = (orders: readonly TakenOrder[]): CarryOverPage['leftBehind'] => ({
  orders: orders.length,
  cents: takenSum(orders),
});

/** Proposals of a year: what each line may carry by which rule, what it carried already, and where it can go. */
export async function carryOverPage(read: Queries, query: At & { year: FiscalYear }): Promise<CarryOverPage> {
  const { asOf, year } = query;
  const lines = [...(await pairLines(read, year, query)).values()];
  const next = lines.filter((line) => line.year === year + 1 && sideOf(line.kind) === 'expense');
  const sameNumber = new Map(next.map((line) => [useKey(line), line.id]));
  const all = lines
    .filter((line) => line.year === year)
    .map((line) => rowOf(line, sameNumber.get(useKey(line)) ?? null));
  const counts = (row: CarryOverRow): boolean => row.capCents > 0 || row.carriedCents !== 0;
  const without = all.filter((row) => !counts(row));
  const why = Map.groupBy(without, (row) => (row.rule === 'none' ? row.basis : 'nichts übrig: F − I = 0,00'));
  return {
    asOf,
    year,
    years: await budgetYears(read),
    rows: all.filter(counts),
    done: await carriedPairs(read, query),
    leftBehind: leftBehindSum(
      await ordersToFollow(read, year, new Map(lines.map((line) => [line.id, line]))),
    ),
    leftOut: [...why].map(([basis, rows]) => ({ basis, lines: rows.length })),
    targets: next.map(({ id, number, name, ledger, kind }) => ({ id, number, name, ledger, kind })),
  };
}

/** Keeps the days on which lines were first used, as far as a request names them (§ 21 GemHVO). */
export async function keepFirstUses(tx: Tx, rows: readonly Insertable<LineFirstUseTable>[]): Promise<void> {
  if (rows.length > 0) await tx.query.insertInto('line_first_use').values(rows).execute();
}
