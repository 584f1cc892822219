import * as z from 'zod';
import {
  centsField,
  codeText,
  entryCentsField,
  idField,
  instantField,
  ledgerField,
  longText,
  yearField,
} from '../fields.ts';
import { RowError } from '../imports/imports.ts';
import { CONTROL_ORIGINS } from '../imports/terms.ts';
import { PERIOD_STATES } from './terms.ts';
import { SAP_SOURCES } from './tie-out.ts';

export const monthField = z
  .string()
  .regex(/^(199\d|20\d\d|2100)-(0[1-9]|1[0-2])$/u, 'Monat im Format JJJJ-MM erwartet.');
/** SAP's own period: 01 to 12 are the months, 13 to 16 close the year. */
export const sapPeriodField = z.string().regex(/^(0[1-9]|1[0-6])$/u, 'Periode 01 bis 16 erwartet.');
const reasonField = longText().min(3, 'Bitte eine Begründung angeben.').max(500);

const sums = {
  sapCents: centsField,
  assignedCents: centsField,
  openCents: centsField,
  excludedCents: centsField,
  /** SAP − assigned − open − excluded; must be 0,00. */
  differenceCents: centsField,
  postings: z.int(),
};

/** One ledger of one SAP period. */
export const LedgerTieOut = z.strictObject({
  ledger: ledgerField,
  ...sums,
  sapSource: z.enum(SAP_SOURCES),
  /** Sub-budgets and accounts whose own control total differs. */
  partsOff: z.int(),
  /** Postings of this SAP period that count in a later month. */
  lateCents: centsField,
  latePostings: z.int(),
  /** Who confirmed the tie-out, and what came after it; null = not confirmed, or lifted. */
  confirmed: z
    .strictObject({ at: instantField, by: z.string(), cents: centsField, postings: z.int(), since: z.int() })
    .nullable(),
});
export type LedgerTieOut = z.infer<typeof LedgerTieOut>;

/** One SAP period of a year, with the state of the month it lies in. */
export const PeriodRow = z.strictObject({
  period: sapPeriodField,
  /** The month whose state counts; 13 to 16 lie in December. */
  month: monthField,
  state: z.enum(PERIOD_STATES),
  /** 0 = nobody has touched this month yet; goes into If-Match. */
  version: z.int(),
  /** The newest change of the state. */
  changed: z
    .strictObject({ at: instantField, by: z.string(), reason: z.string(), requestId: idField.nullable() })
    .nullable(),
  /** A request to open it again that waits for its decision. */
  openRequestId: idField.nullable(),
  /** What is missing before it can be closed, or opened again when it is closed; empty = it can. */
  missing: z.array(z.string()),
  /** Postings that count in this month although SAP has them in an earlier one. */
  lateArrivals: z.strictObject({ postings: z.int(), cents: centsField }),
  ledgers: z.array(LedgerTieOut),
});
export type PeriodRow = z.infer<typeof PeriodRow>;

export const PeriodsQuery = z.strictObject({ year: z.coerce.number().pipe(yearField) });
/** GET /api/periods?year= */
export const PeriodList = z.strictObject({
  year: yearField,
  /** Years that have postings or periods. */
  years: z.array(yearField),
  periods: z.array(PeriodRow),
  /** The newest import of actuals; null before the first. */
  lastImport: z
    .strictObject({
      id: idField,
      at: instantField,
      fileName: z.string(),
      rowsRead: z.int(),
      same: z.int(),
      controlOrigin: z.enum(CONTROL_ORIGINS),
    })
    .nullable(),
});
export type PeriodList = z.infer<typeof PeriodList>;

/** PATCH /api/periods/:month with If-Match */
export const PeriodChange = z.strictObject({ state: z.enum(PERIOD_STATES), reason: reasonField });
export type PeriodChange = z.infer<typeof PeriodChange>;
export const PeriodChanged = z.strictObject({
  month: monthField,
  state: z.enum(PERIOD_STATES),
  version: z.int(),
});
export type PeriodChanged = z.infer<typeof PeriodChanged>;

const place = { year: yearField, period: sapPeriodField, ledger: ledgerField };
export const TieOutQuery = z.strictObject({
  year: z.coerce.number().pipe(yearField),
  period: sapPeriodField,
  ledger: ledgerField,
});

export const ControlTotalRow = z.strictObject({
  /** Null = the whole ledger, '' = the file names none. */
  subBudget: z.string().nullable(),
  account: z.string().nullable(),
  cents: centsField,
  givenBy: z.enum(['file', 'entered']),
  fileName: z.string().nullable(),
  note: z.string(),
  at: instantField,
  by: z.string(),
  /** How many places a file names; 1 for a typed one. */
  places: z.int(),
});
export type ControlTotalRow = z.infer<typeof ControlTotalRow>;

/** GET /api/tie-outs?year=&period=&ledger= : the drill-down. */
export const TieOutDetail = z.strictObject({
  ...place,
  tieOut: LedgerTieOut,
  parts: z.array(
    z.strictObject({
      subBudget: z.string().nullable(),
      account: z.string().nullable(),
      ...sums,
      sapCents: centsField.nullable(),
      differenceCents: centsField.nullable(),
    }),
  ),
  /** The imports that brought these postings, each with its own control total's origin. */
  imports: z.array(
    z.strictObject({
      id: idField,
      fileName: z.string(),
      at: instantField,
      postings: z.int(),
      cents: centsField,
      controlOrigin: z.enum(CONTROL_ORIGINS),
    }),
  ),
  controlTotals: z.array(ControlTotalRow),
  /** Confirmations and liftings, the newest first. */
  history: z.array(
    z.strictObject({
      state: z.enum(['confirmed', 'lifted']),
      at: instantField,
      by: z.string(),
      reason: z.string(),
      cents: centsField,
    }),
  ),
  /** The period is closed: its confirmation stays until two people open it again. */
  closed: z.boolean(),
});
export type TieOutDetail = z.infer<typeof TieOutDetail>;

/** POST /api/control-totals : typed in by hand; the newest counts. */
export const ControlTotalEntry = z.strictObject({
  ...place,
  /** Left out = the whole ledger. */
  subBudget: codeText('own').min(1).max(60).optional(),
  account: codeText('number').min(1).max(60).optional(),
  cents: entryCentsField,
  note: reasonField,
});
export type ControlTotalEntry = z.infer<typeof ControlTotalEntry>;

/** POST /api/control-totals/file?profile=&name= with the bytes: read as control totals, nothing is posted. */
export const ControlFileQuery = z.strictObject({
  profile: z.string().min(1).max(60),
  name: z.string().min(1).max(300),
});
export const ControlFileResult = z.strictObject({
  fileName: z.string(),
  rows: z.int(),
  leftOut: z.int(),
  sumCents: centsField,
  /** False = this very file was given before; it counts once. */
  first: z.boolean(),
  /** What a person should know: rows that contradict themselves and are let pass, periods that were stated already. */
  notices: z.array(z.string()),
  /** The first of those rows, and how many there are. */
  warnings: z.array(RowError),
  warningsTotal: z.int(),
  periods: z.array(
    z.strictObject({
      ...place,
      cents: centsField,
      /** The month of this period is closed. */
      closed: z.boolean(),
      /** What of SAP was confirmed here and still counts as confirmed; null = nothing was. */
      confirmedCents: centsField.nullable(),
      /** SAP − assigned − open − excluded after the totals were taken over. */
      differenceCents: centsField,
    }),
  ),
});
export type ControlFileResult = z.infer<typeof ControlFileResult>;

/** POST /api/tie-outs : confirms what was seen; other figures by then are refused. */
export const TieOutConfirm = z.strictObject({ ...place, sapCents: centsField, postings: z.int() });
export type TieOutConfirm = z.infer<typeof TieOutConfirm>;

/** POST /api/tie-outs/lift */
export const TieOutLift = z.strictObject({ ...place, reason: reasonField });
export type TieOutLift = z.infer<typeof TieOutLift>;
