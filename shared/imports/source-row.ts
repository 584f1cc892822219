import type { Ledger, LineKind } from '../budget/terms.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import type { Cents } from '../money.ts';

/** One booking of a file in our words: codes are text, expense is positive. A row with several amounts gives several. */
export interface SourceRow {
  line: number;
  fiscalYear: FiscalYear;
  /** Booking date of an actual; for an appropriation the day it takes effect, 1 January of its year. */
  postedOn: IsoDate;
  documentOn: IsoDate | null;
  /** Two digits; 13 to 16 are the closing periods of SAP. */
  period: string;
  object: string;
  account: string;
  subBudget: string;
  /** What a sub-budget is called that the file brings first; no part of a row's identity or content. */
  subBudgetName?: string;
  name: string;
  text: string;
  companyCode: string;
  documentNumber: string;
  lineItem: string;
  vendor: string;
  orderNumber: string;
  /** The document it reverses, where the file says so; no part of its identity or content. */
  reversedDocument?: string;
  ledger: Ledger;
  kind: LineKind;
  rawAmount: string;
  cents: Cents;
}
