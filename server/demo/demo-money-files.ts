import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { MOVEMENT_KINDS } from '#shared/budget/terms.ts';
import {
  centsField,
  dateField,
  fundingField,
  ledgerField,
  lineKindField,
  originField,
  yearField,
} from '#shared/fields.ts';
import { FOLDER, listOf } from './demo-files.ts';

const name = z.string().min(1);
const code = z.string().min(1);
const origin = originField;

export const readBudgetLines = listOf('budget-lines.json', {
  number: code,
  year: yearField,
  name,
  ledger: ledgerField,
  kind: lineKindField,
  funding: fundingField,
  subBudget: code,
  office: code,
  stage: code.nullable(),
  field: code.nullable(),
  project: code.nullable(),
  coverGroup: code.nullable(),
  account: code,
  costObject: code,
  transferable: z.boolean(),
  origin,
});

export const readMovements = listOf('movements.json', {
  line: code,
  year: yearField,
  kind: z.enum(MOVEMENT_KINDS),
  cents: centsField,
  effectiveOn: dateField,
  recordedOn: dateField,
  reason: name,
  paper: code.nullable(),
  counterLine: z.strictObject({ line: code, year: yearField }).nullable(),
  pairKey: code.nullable(),
  origin,
});
export type DemoMovement = ReturnType<typeof readMovements>[number];

export const readCommitments = listOf('commitments.json', {
  order: code,
  line: code,
  year: yearField,
  dueYear: yearField,
  text: name,
  orderedOn: dateField,
  entries: z.array(
    z.strictObject({
      kind: z.enum(['ordered', 'cancelled']),
      cents: centsField,
      on: dateField,
    }),
  ),
  origin,
});
export type DemoCommitment = ReturnType<typeof readCommitments>[number];

/** The bytes of one SAP file of the demo, as they would be uploaded. */
export function readSapFile(month: string): Buffer {
  return readFileSync(new URL(`sap/${month}.csv`, FOLDER));
}
