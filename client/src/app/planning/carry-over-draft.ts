import { LEDGERS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { parseDate } from '#shared/calendar.ts';
import { parseEuro, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { ChosenCarryOver } from '#shared/planning/carry-over-annex.ts';
import { pairSums } from '#shared/planning/carry-over.ts';
import type { CarryOverPage, CarryOverPair, CarryOverRow } from '#shared/planning/carry-over-request.ts';
import { amountText } from './amount.ts';

/** What somebody wants of one line, as typed. */
export interface Wish {
  chosen: boolean;
  amount: string;
  targetLineId: number | null;
  reason: string;
  firstUsedOn: string;
}

/** The proposal: the whole cap into the line with the same number; chosen by whoever asks. */
export function proposalOf(row: CarryOverRow): Wish {
  return {
    chosen: false,
    amount: amountText(row.capCents),
    targetLineId: row.targetLineId,
    reason: '',
    firstUsedOn: '',
  };
}

export interface ReadWishes {
  pairs: CarryOverPair[];
  /** In the order of the rows: what cannot be read or is missing. */
  faults: string[];
}

/** The pairs of the chosen lines; what cannot be read is named with its line. The server decides about the rest. */
export function readWishes(rows: readonly CarryOverRow[], wishOf: (row: CarryOverRow) => Wish): ReadWishes {
  const faults: string[] = [];
  const pairs = rows.flatMap((row): CarryOverPair[] => {
    const wish = wishOf(row);
    if (!wish.chosen) return [];
    const cents = parseEuro(wish.amount);
    const used = wish.firstUsedOn.trim();
    const day = used === '' ? null : parseDate(used);
    if (cents === undefined || cents <= 0)
      faults.push(`Zeile ${row.number}: Betrag bitte wie 1.234,56 schreiben.`);
    if (day === undefined) faults.push(`Zeile ${row.number}: Datum bitte wie 30.06.2021 schreiben.`);
    if (wish.targetLineId === null) faults.push(`Zeile ${row.number}: Die Zielzeile fehlt.`);
    if (cents === undefined || cents <= 0 || day === undefined || wish.targetLineId === null) return [];
    const { targetLineId, reason } = wish;
    return [{ lineId: row.id, targetLineId, cents, reason: reason.trim(), firstUsedOn: day }];
  });
  return { pairs, faults };
}

/** Σ per ledger of what is chosen, for the line above the button. */
export function sumsOf(
  page: CarryOverPage,
  pairs: readonly CarryOverPair[],
): { ledger: Ledger; cents: Cents }[] {
  const ledgers = new Map(page.rows.map((row) => [row.id, row.ledger]));
  const sums = pairSums(pairs, (id) => ledgers.get(id));
  return LEDGERS.flatMap((ledger) => (sums[ledger] === undefined ? [] : [{ ledger, cents: sums[ledger] }]));
}

/** What the annex shows of the chosen pairs. */
export function chosenFor(
  page: CarryOverPage,
  pairs: readonly CarryOverPair[],
): Map<number, ChosenCarryOver> {
  const numbers = new Map(page.targets.map((target) => [target.id, target.number]));
  return new Map(
    pairs.map((pair) => [
      pair.lineId,
      {
        cents: toCents(pair.cents),
        target: numbers.get(pair.targetLineId) ?? '',
        reason: pair.reason,
      },
    ]),
  );
}
