import type { BudgetSteps } from '#shared/budget/budget.ts';
import { sumFigures } from '#shared/budget/figures.ts';
import { sideOf } from '#shared/budget/sides.ts';
import type { Side } from '#shared/budget/sides.ts';
import { MOVEMENT_KINDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { sumCents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { stepRows } from './budget.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import { mayName, ownOf } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { isWithheld, paperRef } from '../papers/paper-columns.ts';

type StepRow = Awaited<ReturnType<typeof stepRows>>[number];
type Source = BudgetSteps['steps'][number]['sources'][number];

const distinct = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** What one paper did on one day is one source, whatever the number of lines it touched. */
function sourceOf(rows: readonly [StepRow, ...StepRow[]], closed: boolean): Source {
  const [first] = rows;
  const { effectiveOn, paperBody, paperOn } = first;
  return {
    cents: sumCents(rows.map((row) => row.cents)),
    effectiveOn,
    reason: distinct(rows.map((row) => row.reason)).join(' · '),
    paper: paperRef(first, closed),
    decided:
      paperBody === null || paperOn === null || isWithheld(first.paperPublicity, closed)
        ? null
        : { body: paperBody, on: paperOn },
    lines: distinct(rows.map((row) => row.line)),
    counterLines: distinct(rows.map((row) => row.counterLine)),
  };
}

function sourcesOf(rows: readonly StepRow[], closed: boolean): Source[] {
  // Without a paper the reason is all there is to tell two movements of a day apart.
  const key = (row: StepRow): string => `${row.effectiveOn}/${row.paperId ?? row.reason}`;
  return [...Map.groupBy(rows, key).values()].flatMap(([first, ...rest]) =>
    first ? [sourceOf([first, ...rest], closed)] : [],
  );
}

/** From A to F of one side of a cover group (null = the lines without one) in a year and ledger. Throws `not-found`. */
export async function budgetSteps(
  read: Queries,
  query: {
    asOf: IsoDate;
    knownSeq?: number | undefined;
    year: FiscalYear;
    ledger: Ledger;
    side: Side;
    group: string | null;
    own: OwnRows | null;
  },
): Promise<BudgetSteps> {
  const { asOf, knownSeq, year, ledger, side, group, own } = query;
  const selection = group === null ? {} : { coverGroups: [group] };
  const lines = ownOf(own, await lineFigures(read, { asOf, knownSeq, years: [year], ...selection })).filter(
    (line) => line.ledger === ledger && sideOf(line.kind) === side && line.coverGroup === group,
  );
  const [first] = lines;
  if (!first)
    throw new AppError('not-found', 'Diesen Deckungskreis gibt es in diesem Jahr und Haushalt nicht.');
  const figures = sumFigures(lines.map((line) => line.figures));
  const ids = lines.map((line) => line.id);
  const rows = (await stepRows(read, ids, asOf, knownSeq)).map((row) =>
    mayName(own, row) ? row : { ...row, counterLine: null },
  );
  return {
    asOf,
    year,
    ledger,
    side,
    group,
    groupName: first.coverGroupName,
    figures,
    steps: MOVEMENT_KINDS.filter((kind) => kind !== 'S').map((kind) => ({
      kind,
      cents: figures[kind],
      sources: sourcesOf(
        rows.filter((row) => row.kind === kind),
        own === null,
      ),
    })),
  };
}
