import { codeKey } from '../codes.ts';
import { moneyRules } from './money/money-kinds.ts';
import { orderContent, orderKey } from './order-key.ts';
import type { ImportProfile } from './profile.ts';
import type { SourceRow } from './source-row.ts';

/** Turns text into a short fixed name (SHA-256 on the server); an argument, so that the rule stays pure. */
export type Digest = (text: string) => string;

/** A row with the key it is counted by and what it says about money. */
export interface KeyedRow {
  row: SourceRow;
  /** Where the row stands: the SAP document line, the object and account, or all of an unnumbered row. */
  key: string;
  /** What must not change under the same key. */
  content: string;
  /** Its place in the delivery, from 1. */
  seq: number;
}

/** How rows of a file are told apart (promises.md I4). */
export type Counting = 'document' | 'totals' | 'identical' | 'order';

/** Whether a key may count only once: document lines and orders. */
export function isNumbered(profile: ImportProfile): boolean {
  return ['document', 'order'].includes(countingOf(profile));
}

export function countingOf(profile: ImportProfile): Counting {
  if (moneyRules(profile.kind).nature === 'order') return 'order';
  if (profile.layout === 'totals') return 'totals';
  return profile.columns.documentNumber === undefined ? 'identical' : 'document';
}

/**
 * Everything a row says, in a fixed order: the identity of a row without a number, and the content hash's input.
 */
export function wholeContent(row: SourceRow): string {
  return JSON.stringify([
    row.fiscalYear,
    row.postedOn,
    row.documentOn,
    row.period,
    row.object,
    row.account,
    row.subBudget,
    row.name,
    row.text,
    codeKey(row.companyCode),
    codeKey(row.documentNumber),
    codeKey(row.lineItem),
    row.vendor,
    row.orderNumber,
    row.cents,
  ]);
}

/** What a posting says about money; SAP lets people edit text and vendor names later without changing it. */
export function postingContent(row: Pick<SourceRow, 'postedOn' | 'object' | 'account' | 'cents'>): string {
  return JSON.stringify([row.postedOn, codeKey(row.object), codeKey(row.account), row.cents]);
}

/** What a sum per object and account says; the sub-budget tells legitimate twins apart. */
export function totalsContent(subBudget: string, cents: number): string {
  return JSON.stringify([codeKey(subBudget), cents]);
}

function totalsKey(row: SourceRow, profile: ImportProfile): string {
  const period = profile.columns.period === undefined ? '' : `|${row.period}`;
  return `${row.fiscalYear}${period}|${codeKey(row.object)}|${codeKey(row.account)}`;
}

/** The key of an SAP document line. */
export function documentKey(
  row: Pick<SourceRow, 'companyCode' | 'fiscalYear' | 'documentNumber' | 'lineItem'>,
): string {
  const [company, number, item] = [row.companyCode, row.documentNumber, row.lineItem].map((code) =>
    codeKey(code),
  );
  return `${company ?? ''}|${row.fiscalYear}|${number ?? ''}|${item ?? ''}`;
}

/** The key of a row (promises.md I4); the source stands in front where a table has no column for it. */
export function keyedRow(row: SourceRow, profile: ImportProfile, digest: Digest): Omit<KeyedRow, 'seq'> {
  const counting = countingOf(profile);
  if (counting === 'totals') {
    const content = digest(totalsContent(row.subBudget, row.cents));
    return { row, key: totalsKey(row, profile), content };
  }
  if (counting === 'order') {
    return { row, key: orderKey(row), content: digest(orderContent(row.cents)) };
  }
  if (counting === 'document') {
    return { row, key: documentKey(row), content: digest(postingContent(row)) };
  }
  const content = digest(wholeContent(row));
  return { row, key: content, content };
}
