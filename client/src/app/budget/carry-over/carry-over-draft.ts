import { LEDGERS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { ChosenCarryOver } from '#shared/planning/carry-over-annex.ts';
import { pairSums } from '#shared/planning/carry-over.ts';
import type { CarryOverPage, CarryOverPair, CarryOverRow } from '#shared/planning/carry-over-request.ts';
import { Reader } from '../../core/reader.ts';
import { amountText } from '../amount.ts';
import type { PaperDraft } from '../../requests/paper-draft.ts';

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

/** The form of the page: wishes by line, of those that somebody touched. */
export interface CarryOverDraft extends PaperDraft {
  wishes: Record<number, Wish>;
  reason: string;
}

/** The wish of a line: what somebody typed, else the proposal. */
export function wishOf(row: CarryOverRow, wishes: CarryOverDraft['wishes']): Wish {
  return wishes[row.id] ?? proposalOf(row);
}

/** The pairs of the chosen lines, in their order; what cannot be read is named with its line. */
export function readWishes(
  rows: readonly CarryOverRow[],
  wishes: CarryOverDraft['wishes'],
  read: Reader,
): CarryOverPair[] {
  const chosen = rows.map((row) => ({ row, wish: wishOf(row, wishes) })).filter(({ wish }) => wish.chosen);
  return chosen.map(({ row, wish }, index): CarryOverPair => {
    const at = `payload.pairs.${index}`;
    const of = (words: string): string => `Zeile ${row.number}: ${words}`;
    const amount = of('Betrag bitte wie 1.234,56 schreiben.');
    const cents = read.euro(wish.amount, `${at}.cents`, amount);
    if (cents <= 0 && !read.covers(`${at}.cents`)) read.fault(`${at}.cents`, amount);
    const day = of('Datum bitte wie 30.06.2021 schreiben.');
    const used = wish.firstUsedOn.trim();
    return {
      lineId: row.id,
      targetLineId: read.chosen(wish.targetLineId, `${at}.targetLineId`, of('Die Zielzeile fehlt.')),
      cents,
      reason: wish.reason.trim(),
      firstUsedOn: used === '' ? null : read.date(used, `${at}.firstUsedOn`, day),
    };
  });
}

/** Those of the chosen lines that can be read: what the sums and the annexes show meanwhile. */
export function readablePairs(
  rows: readonly CarryOverRow[],
  wishes: CarryOverDraft['wishes'],
): CarryOverPair[] {
  const read = new Reader();
  return readWishes(rows, wishes, read).filter((_, index) => !read.covers(`payload.pairs.${index}`));
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
