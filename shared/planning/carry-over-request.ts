import * as z from 'zod';
import { PaperCitation } from '../approvals/movement.ts';
import { FiguresView } from '../budget/budget.ts';
import {
  centsField,
  dateField,
  idField,
  ledgerField,
  lineKindField,
  longText,
  yearField,
} from '../fields.ts';
import { formatEuro, MAX_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import type { Ledger, LineKind } from '../budget/terms.ts';
import type { FieldError } from '../errors.ts';
import { fiscalYearOf } from '../calendar.ts';
import type { FiscalYear } from '../calendar.ts';
import { sideOf } from '../budget/sides.ts';
import { carryOverCap, CARRY_OVER_RULES } from './carry-over.ts';
import type { CarryOverLine } from './carry-over.ts';

const amount = z
  .int()
  .min(1, 'Ein Betrag über 0,00 € wird gebraucht.')
  .max(MAX_CENTS) as unknown as z.ZodType<Cents>;

/** One line carried over: out of `lineId`, into `targetLineId` of the next year, the same amount. */
export const CarryOverPair = z.strictObject({
  lineId: idField,
  targetLineId: idField,
  cents: amount,
  /** Needed where the amount is not the whole cap, the target is another number, or a stated first use is moved. */
  reason: longText().max(400).default(''),
  /** Stated with the request and kept: the two years of § 21(1) are counted from it. */
  firstUsedOn: dateField.nullable().default(null),
});
export type CarryOverPair = z.infer<typeof CarryOverPair>;

/** Payload of a request of the kind `carry-over`: all pairs of a year at once. */
export const CarryOverPayload = z.strictObject({
  year: yearField,
  paper: PaperCitation.nullable().default(null),
  pairs: z.array(CarryOverPair).min(1, 'Keine Zeile ist zur Übertragung gewählt.').max(2000),
});
export type CarryOverPayload = z.infer<typeof CarryOverPayload>;

/** A line a pair names. */
export interface PairLine extends CarryOverLine {
  /** Of boundCents: went along into the next year. */
  alongCents: Cents;
  id: number;
  number: string;
  name: string;
}

const isInvestment = (line: { ledger: Ledger; kind: LineKind }): boolean =>
  line.ledger === 'cash' && line.kind === 'investment';

function targetFaults(line: PairLine, target: PairLine | undefined, year: FiscalYear): string[] {
  if (!target) return ['Diese Zielzeile gibt es nicht.'];
  if (target.year !== year + 1)
    return [`Zeile ${target.number} gehört zu ${target.year}, nicht zu ${year + 1}.`];
  if (target.ledger !== line.ledger) return [`Zeile ${target.number} steht im anderen Haushalt.`];
  if (sideOf(target.kind) !== 'expense' || isInvestment(target) !== isInvestment(line))
    return [`Zeile ${target.number} dient einem anderen Zweck (Art).`];
  return [];
}

/** Every fault of a payload at once; paths begin with `payload`. Lines by id, with their figures and first use. */
export function carryOverFaults(
  payload: CarryOverPayload,
  lines: ReadonlyMap<number, PairLine>,
): FieldError[] {
  const seen = new Set<number>();
  return payload.pairs.flatMap((pair, index) => {
    const at = (path: string, message: string): FieldError => ({
      path: `payload.pairs.${index}.${path}`,
      message,
    });
    const line = lines.get(pair.lineId);
    if (line?.year !== payload.year)
      return [at('lineId', `Eine Zeile ${pair.lineId} von ${payload.year} gibt es nicht.`)];
    if (seen.has(pair.lineId)) return [at('lineId', `Zeile ${line.number} steht zweimal im Antrag.`)];
    seen.add(pair.lineId);
    const target = lines.get(pair.targetLineId);
    const { capCents, basis } = carryOverCap({
      ...line,
      firstUsedOn: pair.firstUsedOn ?? line.firstUsedOn,
    });
    const faults = targetFaults(line, target, payload.year).map((text) => at('targetLineId', text));
    if (pair.cents > capCents)
      faults.push(
        at('cents', `Zeile ${line.number}: höchstens ${formatEuro(capCents)} € übertragbar (${basis}).`),
      );
    if (pair.firstUsedOn !== null && !isInvestment(line))
      faults.push(at('firstUsedOn', 'Eine erste Benutzung gibt es nur bei Investitionen.'));
    if (pair.firstUsedOn !== null && fiscalYearOf(pair.firstUsedOn) > payload.year + 1)
      faults.push(at('firstUsedOn', `Die erste Benutzung liegt nach dem Ende von ${payload.year + 1}.`));
    const differs =
      pair.cents !== capCents ||
      (target && target.number !== line.number) ||
      // Whoever moves a stated first use moves the end of the two years.
      (pair.firstUsedOn !== null && line.firstUsedOn !== null && pair.firstUsedOn !== line.firstUsedOn);
    if (faults.length === 0 && differs && pair.reason.length < 3)
      faults.push(at('reason', `Zeile ${line.number}: weicht vom Vorschlag ab und braucht eine Begründung.`));
    return faults;
  });
}

/** A line of the year that ends, with its proposal. */
export const CarryOverRow = z.strictObject({
  id: idField,
  number: z.string(),
  name: z.string(),
  subBudget: z.string(),
  ledger: ledgerField,
  kind: lineKindField,
  transferable: z.boolean(),
  figures: FiguresView,
  /** Carried out of the line so far; F is without it. */
  carriedCents: centsField,
  /** Orders open at the end of the year that go along with what is carried, as far as the money reaches. */
  openOrderCents: centsField,
  /** Orders that went along. */
  carriedOrderCents: centsField,
  rule: z.enum(CARRY_OVER_RULES),
  /** May still be carried: the proposal. */
  capCents: centsField,
  basis: z.string(),
  firstUsedOn: dateField.nullable(),
  /** The line with the same number in the next year; null = it must be chosen. */
  targetLineId: idField.nullable(),
});
export type CarryOverRow = z.infer<typeof CarryOverRow>;

/** GET /api/carry-over?year=[&asOf=] : lines that may carry something, or did; and where it can go. */
export const CarryOverPage = z.strictObject({
  asOf: dateField,
  year: yearField,
  years: z.array(yearField),
  rows: z.array(CarryOverRow),
  /** What is carried and stands, by pair; taken back by naming its movement. */
  done: z.array(
    z.strictObject({
      movementId: idField,
      number: z.string(),
      name: z.string(),
      ledger: ledgerField,
      target: z.string(),
      cents: centsField,
      on: dateField,
      requestId: idField.nullable(),
    }),
  ),
  /** Orders whose money is carried and that did not go along (0030). */
  leftBehind: z.strictObject({ orders: z.int(), cents: centsField }),
  /** Lines with nothing to carry, by why not. */
  leftOut: z.array(z.strictObject({ basis: z.string(), lines: z.int() })),
  targets: z.array(
    z.strictObject({
      id: idField,
      number: z.string(),
      name: z.string(),
      ledger: ledgerField,
      kind: lineKindField,
    }),
  ),
});
export type CarryOverPage = z.infer<typeof CarryOverPage>;
