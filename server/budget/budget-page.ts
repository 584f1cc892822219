import type { BudgetLineRow, BudgetPage } from '#shared/budget/budget.ts';
import {
  carryOverCheck,
  coverCheck,
  deliveryCheck,
  groupExcessNeed,
  transferCheck,
} from '#shared/budget/checks.ts';
import { sumFigures } from '#shared/budget/figures.ts';
import { grossParts, sideOf } from '#shared/budget/sides.ts';
import type { Side } from '#shared/budget/sides.ts';
import { shownLedgers } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { ZERO_CENTS } from '#shared/money.ts';
import { sameCode } from '#shared/codes.ts';
import { compareNatural, inNaturalOrder } from '#shared/order.ts';
import type { Queries } from '../db/database.ts';
import { budgetYears, coverEdges } from '../ledger/structure.sql.ts';
import { carryOvers, deliveries } from './budget.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import { ownOf } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { preCommitments } from '../ledger/pre-commitments.sql.ts';

export interface BudgetPageQuery {
  asOf: IsoDate;
  year?: FiscalYear | undefined;
  subBudget?: string | undefined;
  /** Lines of each ledger that are listed at most; absent = all of them. */
  listed?: number | undefined;
  /** The second clock: only what was recorded up to this history row. */
  knownSeq?: number | undefined;
  /** Only these rows, their sums and nothing about others: checks and the basket are those of every row. */
  own?: OwnRows | null;
}

/** A line as the API shows it; the same row again for the same line. */
export function lineRow(line: LineWithFigures): BudgetLineRow {
  const row = rows.get(line) ?? newRow(line);
  rows.set(line, row);
  return row;
}

const rows = new WeakMap<LineWithFigures, BudgetLineRow>();

function newRow(line: LineWithFigures): BudgetLineRow {
  const { id, number, name, year, ledger, kind, funding, office, account, costObject } = line;
  const { subBudget, subBudgetName, coverGroup, coverGroupName, transferable, origin, figures } = line;
  const project =
    line.projectId === null || line.project === null
      ? null
      : { id: line.projectId, number: line.project, name: line.projectName ?? '' };
  return {
    ...{ id, number, name, year, ledger, kind, funding, office, account, costObject },
    ...{ subBudget, subBudgetName, coverGroup, coverGroupName, transferable, origin, figures },
    project,
  };
}

/** The year asked for; else that of asOf when it has lines, else the last one before it, else the first. */
export function chosenYear(
  years: readonly FiscalYear[],
  asOf: IsoDate,
  asked: FiscalYear | undefined,
): FiscalYear {
  const now = fiscalYearOf(asOf);
  return asked ?? years.filter((year) => year <= now).at(-1) ?? years[0] ?? now;
}

const grossOf = (lines: readonly LineWithFigures[]) =>
  grossParts(lines, (line) => ({ side: sideOf(line.kind), parts: line.figures }));

const needOf = (side: Side, lines: readonly LineWithFigures[] = []): LineWithFigures[] =>
  lines.filter((line) => sideOf(line.kind) === side);

type Group = BudgetPage['ledgers'][number]['groups'][number];

/**
 * Groups of expense, reserve and income, each in the order of their code, lines without one last. `all` decides
 * about the need, `shown` what is listed.
 */
function groupsOf(
  all: readonly LineWithFigures[],
  shown: readonly LineWithFigures[],
  listed: number,
): Group[] {
  let room = listed;
  const codeOf = (line: LineWithFigures): string | null => line.coverGroup;
  const allByCode = Map.groupBy(all, codeOf);
  return grossOf(shown).flatMap(({ side, members }) =>
    [...Map.groupBy(members, codeOf)]
      .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : compareNatural(a, b)))
      .map(([code, lines]) => {
        const rows = lines.slice(0, room).map(lineRow);
        room -= rows.length;
        return {
          side,
          code,
          name: lines[0]?.coverGroupName ?? null,
          excessNeedCents:
            side === 'income' ? ZERO_CENTS : groupExcessNeed(code, needOf(side, allByCode.get(code))),
          figures: sumFigures(lines.map((line) => line.figures)),
          office: sharedOffice(lines),
          lineCount: lines.length,
          lines: rows,
        };
      }),
  );
}

/** The one office of some lines; null where they have several, or none. Lines without one do not count. */
function sharedOffice(lines: readonly LineWithFigures[]): string | null {
  const offices = new Set(
    lines.map((line) => line.office).filter((office) => office !== null && office !== ''),
  );
  const [office = null] = offices;
  return offices.size === 1 ? office : null;
}

function subBudgetsOf(lines: readonly LineWithFigures[]): BudgetPage['subBudgets'] {
  const names = new Map(lines.map((line) => [line.subBudget, line.subBudgetName]));
  return inNaturalOrder(
    [...names].map(([code, name]) => ({ code, name })),
    ({ code }) => code,
  );
}

/** All lines of a year with their groups, sums and checks; ten statements at most, however many lines. */
export async function budgetPage(read: Queries, query: BudgetPageQuery): Promise<BudgetPage> {
  const { asOf, knownSeq, subBudget, own = null } = query;
  const years = await budgetYears(read);
  const year = chosenYear(years, asOf, query.year);
  const lines = ownOf(own, await lineFigures(read, { asOf, knownSeq, years: [year] }));
  const delivered = own ? [] : await deliveries(read, year, asOf, knownSeq);
  const open = delivered.filter((one) => one.unassignedPostings > 0);
  const shown = subBudget === undefined ? lines : lines.filter((line) => sameCode(line.subBudget, subBudget));
  const ledgerOf = (ledger: Ledger): BudgetPage['ledgers'][number] => {
    const inLedger = shown.filter((line) => line.ledger === ledger);
    const actuals = delivered.find((one) => one.ledger === ledger);
    return {
      ledger,
      groups: groupsOf(
        lines.filter((line) => line.ledger === ledger),
        inLedger,
        query.listed ?? inLedger.length,
      ).map((group) => (own ? { ...group, excessNeedCents: ZERO_CENTS } : group)),
      sums: grossOf(inLedger).map(({ side, figures }) => ({ side, figures })),
      unassignedCents: actuals?.unassigned ?? ZERO_CENTS,
      unassignedPostings: actuals?.unassignedPostings ?? 0,
    };
  };
  return {
    asOf,
    year,
    years,
    subBudgets: subBudgetsOf(lines),
    ledgers: shownLedgers([...shown, ...open]).map(ledgerOf),
    preCommitments: await preCommitments(read, { asOf, knownSeq, year, subBudget, own }),
    coverEdges: own ? [] : await coverEdges(read, asOf),
    checks: own
      ? []
      : [
          transferCheck(lines),
          coverCheck(lines),
          carryOverCheck(year, await carryOvers(read, year, asOf, knownSeq)),
          deliveryCheck(lines, delivered),
        ],
  };
}
