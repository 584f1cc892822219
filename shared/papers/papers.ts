import * as z from 'zod';
import { FiguresView } from '../budget/budget.ts';
import { asOfField, centsField, dateField, fteField, idField, ledgerField } from '../fields.ts';
import { lineText, longText, movementKindField, originField, sideField, yearField } from '../fields.ts';
import { instantField } from '../fields.ts';
import { PAPER_KINDS, PAPER_PURPOSES, PAPER_STATES, PUBLICITIES } from './terms.ts';

const required = (most: number) => lineText().min(1, 'Pflichtangabe').max(most, `Höchstens ${most} Zeichen.`);

/** PATCH /api/papers/:paper: everything of a paper but how it stands, which is a dated fact. */
export const PaperEdit = z.strictObject({
  number: z
    .int('Bitte die Nummer angeben.')
    .min(1, 'Bitte die Nummer angeben.')
    .max(99_999, 'Höchstens fünf Stellen.'),
  year: yearField,
  supplement: lineText().max(20, 'Höchstens 20 Zeichen.').default(''),
  kind: z.enum(PAPER_KINDS),
  title: required(200),
  body: required(200),
  sessionOn: asOfField,
  publicity: z.enum(PUBLICITIES),
  requestedBy: lineText().max(120, 'Höchstens 120 Zeichen.'),
  unit: lineText().max(120, 'Höchstens 120 Zeichen.'),
  deadline: asOfField.nullable(),
  summary: longText().max(2000, 'Höchstens 2000 Zeichen.'),
});
export type PaperEdit = z.infer<typeof PaperEdit>;

/** POST /api/papers: a paper with its first dated fact. */
export const PaperInput = PaperEdit.extend({ state: z.enum(PAPER_STATES), on: asOfField });
export type PaperInput = z.infer<typeof PaperInput>;

/** POST /api/papers/:paper/states: how it stands from a day on, and why. */
export const PaperStateInput = z.strictObject({
  state: z.enum(PAPER_STATES, 'Bitte einen Stand wählen.'),
  on: asOfField,
  reason: lineText().min(1, 'Bitte kurz begründen.').max(300, 'Höchstens 300 Zeichen.'),
});
export type PaperStateInput = z.infer<typeof PaperStateInput>;

/** POST /api/papers/:paper/sessions: one more agenda it stands on. */
export const PaperSessionInput = z.strictObject({
  sessionId: idField,
  purpose: z.enum(PAPER_PURPOSES),
  publicity: z.enum(PUBLICITIES),
});
export type PaperSessionInput = z.infer<typeof PaperSessionInput>;

/** POST /api/council-bodies, PATCH /api/council-bodies/:id */
export const BodyInput = z.strictObject({
  name: required(120),
  from: asOfField,
  endsOn: asOfField.nullable(),
});
export type BodyInput = z.infer<typeof BodyInput>;

/** POST /api/council-sessions, PATCH /api/council-sessions/:id */
export const SessionInput = z.strictObject({
  bodyId: z.int('Bitte ein Gremium wählen.').positive('Bitte ein Gremium wählen.'),
  on: asOfField,
  number: lineText().max(20, 'Höchstens 20 Zeichen.'),
  invitationOn: asOfField.nullable(),
  calledOff: z.boolean(),
});
export type SessionInput = z.infer<typeof SessionInput>;

/** What a paper raised in one year and ledger: Σ over lines of what is left of its movements, where it is more. */
const MovedPart = z.strictObject({ year: yearField, ledger: ledgerField, cents: centsField });

export const PaperRow = z.strictObject({
  id: idField,
  label: z.string(),
  number: z.int(),
  year: yearField,
  supplement: z.string(),
  kind: z.enum(PAPER_KINDS),
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  sessionOn: dateField,
  publicity: z.enum(PUBLICITIES),
  requestedBy: z.string(),
  unit: z.string(),
  deadline: dateField.nullable(),
  state: z.enum(PAPER_STATES),
  stateSince: dateField,
  stateReason: z.string(),
  /** Never added across years or ledgers; empty = it raised nothing. First appropriations are not counted. */
  moved: z.array(MovedPart),
  /** It brought first appropriations of a year. */
  firstYears: z.array(yearField),
  authorisedFte: fteField,
  origin: originField,
  version: z.int().min(1),
});
export type PaperRow = z.infer<typeof PaperRow>;

export const BodyRow = z.strictObject({
  id: idField,
  name: z.string(),
  from: dateField,
  endsOn: dateField.nullable(),
  sessions: z.int(),
  version: z.int().min(1),
});
export type BodyRow = z.infer<typeof BodyRow>;

export const SessionRow = z.strictObject({
  id: idField,
  bodyId: idField,
  body: z.string(),
  on: dateField,
  number: z.string(),
  invitationOn: dateField.nullable(),
  calledOff: z.boolean(),
  /** On its agenda, as far as the asking person may know of them. */
  papers: z.int(),
  version: z.int().min(1),
});
export type SessionRow = z.infer<typeof SessionRow>;

/** GET /api/papers?asOf= : every paper known on the day that the asking person may read, newest session first. */
export const PaperList = z.strictObject({
  asOf: dateField,
  papers: z.array(PaperRow),
  bodies: z.array(BodyRow),
  sessions: z.array(SessionRow),
  /** The next session after the day, and until when papers for it must be there. */
  next: z.strictObject({ session: SessionRow, papersUntil: dateField }).nullable(),
});
export type PaperList = z.infer<typeof PaperList>;

export const CausedMovement = z.strictObject({
  id: idField,
  kind: movementKindField,
  lineId: idField,
  lineNumber: z.string(),
  lineName: z.string(),
  year: yearField,
  ledger: ledgerField,
  counterNumber: z.string().nullable(),
  cents: centsField,
  effectiveOn: dateField,
  reason: z.string(),
  /** Only for those who may see requests; null for the first appropriations of a year too. */
  request: z.strictObject({ id: idField, title: z.string(), decidedBy: z.string().nullable() }).nullable(),
});
export type CausedMovement = z.infer<typeof CausedMovement>;

/** The lines it moved in one year and ledger and on one side, with their money on the day. */
export const MoneyPart = z.strictObject({
  year: yearField,
  ledger: ledgerField,
  side: sideField,
  lines: z.int(),
  /** Σ of its movements per kind that are not 0. */
  moved: z.array(z.strictObject({ kind: movementKindField, cents: centsField })),
  raisedCents: centsField,
  figures: FiguresView,
});
export type MoneyPart = z.infer<typeof MoneyPart>;

export const CausedLine = z.strictObject({
  id: idField,
  number: z.string(),
  name: z.string(),
  year: yearField,
  ledger: ledgerField,
  side: sideField,
  movedCents: centsField,
  figures: FiguresView,
});
export type CausedLine = z.infer<typeof CausedLine>;

/** GET /api/papers/:paper?asOf= : one paper with everything it caused up to the day. */
export const PaperDetail = z.strictObject({
  asOf: dateField,
  paper: PaperRow,
  states: z.array(
    z.strictObject({
      state: z.enum(PAPER_STATES),
      on: dateField,
      reason: z.string(),
      recordedAt: instantField,
    }),
  ),
  sessions: z.array(
    z.strictObject({
      id: idField,
      body: z.string(),
      on: dateField,
      number: z.string(),
      purpose: z.enum(PAPER_PURPOSES),
      publicity: z.enum(PUBLICITIES),
      calledOff: z.boolean(),
      /** Where the paper itself says it is decided: taken off by changing the paper. */
      principal: z.boolean(),
    }),
  ),
  movements: z.array(CausedMovement),
  movementsTotal: z.int(),
  money: z.array(MoneyPart),
  lines: z.array(CausedLine),
  linesTotal: z.int(),
  posts: z.array(
    z.strictObject({
      id: idField,
      number: z.string(),
      title: z.string(),
      office: z.string(),
      fte: fteField,
      on: dateField,
    }),
  ),
  postsTotal: z.int(),
  postsFte: fteField,
  milestones: z.array(
    z.strictObject({
      id: idField,
      name: z.string(),
      projectId: idField,
      projectNumber: z.string(),
      projectName: z.string(),
      before: dateField.nullable(),
      after: dateField,
      inForceOn: dateField,
    }),
  ),
  milestonesTotal: z.int(),
  authorisations: z.array(
    z.strictObject({
      id: idField,
      lineId: idField,
      line: z.string(),
      year: yearField,
      ledger: ledgerField,
      dueYear: yearField,
      cents: centsField,
      on: dateField,
    }),
  ),
  /** Orders on the lines it moved; only for those who may see orders, else null. */
  orders: z
    .array(
      z.strictObject({
        id: idField,
        number: z.string(),
        text: z.string(),
        line: z.string(),
        year: yearField,
        dueYear: yearField,
        openCents: centsField,
      }),
    )
    .nullable(),
  ordersTotal: z.int(),
});
export type PaperDetail = z.infer<typeof PaperDetail>;
