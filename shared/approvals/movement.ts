import * as z from 'zod';
import type { CodeKind } from '../codes.ts';
import {
  codeText,
  dateField,
  entryCentsField,
  fundingField,
  idField,
  ledgerField,
  lineKindField,
  lineText,
  yearField,
} from '../fields.ts';
import { MAX_ENTRY_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';

const amountField = z
  .int()
  .min(1, 'Der Betrag muss größer als 0 sein.')
  .max(MAX_ENTRY_CENTS, 'Der Betrag ist zu groß.') as unknown as z.ZodType<Cents>;
const codeField = (kind: CodeKind) => codeText(kind).min(1, 'Pflichtangabe').max(40, 'Höchstens 40 Zeichen.');
const nameField = lineText().min(1, 'Pflichtangabe').max(200, 'Höchstens 200 Zeichen.');

/** A council paper as it is cited; `entry` writes a paper down that is not known yet. */
export const PaperCitation = z.strictObject({
  number: z.int().min(1).max(99_999),
  year: yearField,
  supplement: lineText().max(20).default(''),
  entry: z.strictObject({ title: nameField, body: nameField, sessionOn: dateField }).nullable().default(null),
});
export type PaperCitation = z.infer<typeof PaperCitation>;

/** A line that is not in the budget yet: new appropriation, or außerplanmäßig (§ 84 GemO). Codes are text. */
export const NewLine = z.strictObject({
  number: codeField('own'),
  name: nameField,
  year: yearField,
  ledger: ledgerField,
  kind: lineKindField,
  funding: fundingField.default('additional'),
  subBudget: codeField('own'),
  coverGroup: codeField('own').nullable().default(null),
  project: codeField('own').nullable().default(null),
  account: codeField('number'),
  costObject: codeField('object'),
});
export type NewLine = z.infer<typeof NewLine>;

const common = { effectiveOn: dateField, paper: PaperCitation.nullable().default(null) };
/** Exactly one of the two: a line that is there, or a new one. */
const target = { lineId: idField.nullable().default(null), newLine: NewLine.nullable().default(null) };

/** Appropriation: signed like its line (expense positive, income negative). */
const Appropriation = z.strictObject({
  movement: z.literal('A'),
  ...target,
  cents: entryCentsField,
  ...common,
});
/** Supplementary budget (§ 82 GemO), signed. */
const Supplementary = z.strictObject({
  movement: z.literal('N'),
  lineId: idField,
  cents: entryCentsField,
  ...common,
});
/** über-/außerplanmäßig (§ 84 GemO): the lines that give cover it to the cent. */
const Excess = z.strictObject({
  movement: z.literal('B'),
  ...target,
  cover: z
    .array(z.strictObject({ lineId: idField, cents: amountField }))
    .min(1, 'Bitte nennen Sie die Deckung.')
    .max(20, 'Höchstens 20 Zeilen decken einen Bedarf.'),
  ...common,
});
/** Earmarked extra income: what comes in on the income line may be spent on the other. */
const Earmarked = z.strictObject({
  movement: z.literal('Z'),
  incomeLineId: idField,
  lineId: idField,
  cents: amountField,
  ...common,
});
/** Transfer: a pair that sums to zero. */
const Transfer = z.strictObject({
  movement: z.literal('U'),
  fromLineId: idField,
  toLineId: idField,
  cents: amountField,
  ...common,
});
/** Block (§ 29 GemHVO) or its release: an amount, or tenths of a percent of A or F on the day it takes effect. */
const Block = z.strictObject({
  movement: z.literal('S'),
  lineId: idField,
  direction: z.enum(['block', 'release']),
  /** Until this milestone is reached with evidence the money stays blocked; a release names the same. */
  milestoneId: idField.optional(),
  amount: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('cents'), cents: amountField }),
    z.strictObject({
      by: z.literal('percent'),
      tenths: z.int().min(1, 'Mehr als 0 %.').max(1000, 'Höchstens 100 %.'),
      of: z.enum(['A', 'F']),
    }),
  ]),
  ...common,
});

/** What a request of the kind `movement` asks for. Amounts in cents; reason and author belong to the request. */
export const MovementPayload = z.discriminatedUnion('movement', [
  Appropriation,
  Supplementary,
  Excess,
  Earmarked,
  Transfer,
  Block,
]);
export type MovementPayload = z.infer<typeof MovementPayload>;
/** As a client sends it: what has a default may be left out. */
export type MovementPayloadInput = z.input<typeof MovementPayload>;
