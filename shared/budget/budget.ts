import * as z from 'zod';
import {
  centsField,
  dateField,
  fundingField,
  idField,
  instantField,
  ledgerField,
  lineKindField,
  movementKindField,
  originField,
  sideField,
  yearField,
} from '../fields.ts';
import { ASSIGNMENT_METHODS } from '../reconciliation/terms.ts';

/** A…V of one line or sum, integer cents. */
export const FiguresView = z.strictObject({
  A: centsField,
  N: centsField,
  E: centsField,
  B: centsField,
  Z: centsField,
  U: centsField,
  F: centsField,
  S: centsField,
  O: centsField,
  I: centsField,
  V: centsField,
});

export const PaperRef = z.strictObject({
  id: idField,
  label: z.string(),
  title: z.string(),
  origin: originField,
});
export type PaperRef = z.infer<typeof PaperRef>;

export const ProjectRef = z.strictObject({ id: idField, number: z.string(), name: z.string() });
export type ProjectRef = z.infer<typeof ProjectRef>;

export const BudgetLineRow = z.strictObject({
  id: idField,
  number: z.string(),
  name: z.string(),
  year: yearField,
  ledger: ledgerField,
  kind: lineKindField,
  funding: fundingField,
  subBudget: z.string(),
  subBudgetName: z.string(),
  office: z.string().nullable(),
  /** Account group or account, and the cost object that postings carry; text, leading zeros count. */
  account: z.string(),
  costObject: z.string(),
  coverGroup: z.string().nullable(),
  coverGroupName: z.string().nullable(),
  project: ProjectRef.nullable(),
  transferable: z.boolean(),
  origin: originField,
  figures: FiguresView,
});
export type BudgetLineRow = z.infer<typeof BudgetLineRow>;

/** Open orders of the lines of `year` that fall due in a later year (Vorbelastung): neither in O nor in V. */
export const PreCommitment = z.strictObject({
  ledger: ledgerField,
  year: yearField,
  dueYear: yearField,
  cents: centsField,
});
export type PreCommitment = z.infer<typeof PreCommitment>;

/** Lines of a ledger a page of the budget lists where nobody asks for another number of them. */
export const LINES_LISTED = 600;
/** Asks for every line there may be. */
export const EVERY_LINE = 1_000_000;

/**
 * GET /api/budget?asOf=[&year=][&subBudget=][&lines=] : the groups of a year, the ledgers apart and each of them gross,
 * with the first `lines` lines of each ledger. Sums, needs and checks are always those of all lines.
 */
export const BudgetPage = z.strictObject({
  asOf: dateField,
  year: yearField,
  years: z.array(yearField),
  subBudgets: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  ledgers: z.array(
    z.strictObject({
      ledger: ledgerField,
      groups: z.array(
        z.strictObject({
          /** A group that has income and expense is two groups here: nothing is netted. */
          side: sideField,
          code: z.string().nullable(),
          name: z.string().nullable(),
          /** überplanmäßiger Bedarf = max(0, −V(group)) */
          excessNeedCents: centsField,
          figures: FiguresView,
          /** The office all its lines have; null where they have several or none. */
          office: z.string().nullable(),
          /** How many lines it has; more than `lines` where the ledger is longer than what was asked for. */
          lineCount: z.int().min(1),
          lines: z.array(BudgetLineRow),
        }),
      ),
      /** The ledger's gross sums: expense, reserve, income, as far as there are lines. Their sum is no figure. */
      sums: z.array(z.strictObject({ side: sideField, figures: FiguresView })),
      unassignedCents: centsField,
      unassignedPostings: z.int(),
    }),
  ),
  /** From the year's lines into later years, and from earlier lines into this year. */
  preCommitments: z.array(PreCommitment),
  /** Directed cover (§ 20 GemHVO): `from` may cover `to`. */
  coverEdges: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  /** The checks printed under the table, each computed, never assumed. */
  checks: z.array(z.strictObject({ label: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type BudgetPage = z.infer<typeof BudgetPage>;

/** GET /api/budget/steps?asOf=&year=&ledger=[&side=][&group=] : from A to F of a cover group, with the paper behind each step. */
export const BudgetSteps = z.strictObject({
  asOf: dateField,
  year: yearField,
  ledger: ledgerField,
  side: sideField,
  group: z.string().nullable(),
  groupName: z.string().nullable(),
  figures: FiguresView,
  /** A N E B Z U in this order; the sources of a step sum to it. */
  steps: z.array(
    z.strictObject({
      kind: movementKindField,
      cents: centsField,
      sources: z.array(
        z.strictObject({
          cents: centsField,
          effectiveOn: dateField,
          reason: z.string(),
          paper: PaperRef.nullable(),
          /** Where the paper was decided, and when. */
          decided: z.strictObject({ body: z.string(), on: dateField }).nullable(),
          lines: z.array(z.string()),
          counterLines: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type BudgetSteps = z.infer<typeof BudgetSteps>;

export const MovementRow = z.strictObject({
  id: idField,
  kind: movementKindField,
  cents: centsField,
  effectiveOn: dateField,
  reason: z.string(),
  paper: PaperRef.nullable(),
  counterLine: z.strictObject({ id: idField, number: z.string(), name: z.string() }).nullable(),
  origin: originField,
  recordedAt: instantField,
});
export type MovementRow = z.infer<typeof MovementRow>;

/** `takesBack`: earmarked income that counts; a request can take it back. */
export const LineMovementRow = MovementRow.extend({ takesBack: z.boolean() });
export type LineMovementRow = z.infer<typeof LineMovementRow>;

export const CommitmentRow = z.strictObject({
  id: idField,
  orderNumber: z.string(),
  text: z.string(),
  orderedOn: dateField,
  dueYear: yearField,
  orderedCents: centsField,
  releasedCents: centsField,
  cancelledCents: centsField,
  /** Came along from the year before (+), went along into the next (−). */
  carriedCents: centsField,
  openCents: centsField,
  /** True when it is due after the line's year: Vorbelastung, not part of O. */
  preCommitment: z.boolean(),
});
export type CommitmentRow = z.infer<typeof CommitmentRow>;

export const PostingRow = z.strictObject({
  id: idField,
  documentNumber: z.string().nullable(),
  lineItem: z.string().nullable(),
  postedOn: dateField,
  period: z.string(),
  account: z.string(),
  costObject: z.string(),
  text: z.string(),
  cents: centsField,
  orderNumber: z.string().nullable(),
  importId: idField,
  /** SAP's own date where the posting counts later because its period was closed. */
  sapPostedOn: dateField.nullable(),
  /** How this part came or left after the import; null = the posting where the import put it. */
  method: z.enum(ASSIGNMENT_METHODS).nullable(),
});
export type PostingRow = z.infer<typeof PostingRow>;

/** GET /api/budget/lines/:id?asOf=&page= : a line down to its movements, orders and postings. */
export const BudgetLineDetail = z.strictObject({
  asOf: dateField,
  line: BudgetLineRow,
  groupAvailableCents: centsField.nullable(),
  movements: z.array(LineMovementRow),
  commitments: z.array(CommitmentRow),
  /** One page of postings; what the pages before it sum to is carried, so that every page ends in a true sum. */
  postings: z.array(PostingRow),
  postingsCarriedCents: centsField,
  postingsTotal: z.int(),
  postingsPage: z.int(),
  postingsPerPage: z.int(),
});
export type BudgetLineDetail = z.infer<typeof BudgetLineDetail>;
