import type { Ledger } from '../budget/terms.ts';
import { codeKey, sameCode } from '../codes.ts';
import type { ImportProfile } from './profile.ts';
import type { SourceRow } from './source-row.ts';
import { largest } from '../largest.ts';

/** What a posting needs to know of a budget line to find it. */
export interface LineBrief {
  id: number;
  number: string;
  year: number;
  ledger: Ledger;
  costObject: string;
  account: string;
  twin: number;
  subBudget: string;
}

/** What of a row finds its line. */
export type KeyRow = Pick<SourceRow, 'fiscalYear' | 'object' | 'ledger' | 'account' | 'subBudget'>;

/** Lines findable by year and cost object. */
export type LineIndex = ReadonlyMap<string, readonly LineBrief[]>;

const placeOf = (year: number, object: string): string => `${year}|${codeKey(object)}`;

export function lineIndex(lines: readonly LineBrief[]): LineIndex {
  const index = new Map<string, LineBrief[]>();
  for (const line of lines) {
    const place = placeOf(line.year, line.costObject);
    const group = index.get(place);
    if (group) group.push(line);
    else index.set(place, [line]);
  }
  return index;
}

/** The only candidate; among twins the one of the row's sub-budget; otherwise none, because it would be a guess. */
function only(candidates: readonly LineBrief[], row: KeyRow): LineBrief | undefined {
  if (candidates.length <= 1) return candidates[0];
  const ofSubBudget = candidates.filter(
    (line) => row.subBudget !== '' && sameCode(line.subBudget, row.subBudget),
  );
  return ofSubBudget.length === 1 ? ofSubBudget[0] : undefined;
}

/**
 * The line a posting belongs to: same year, object and ledger, and the account itself or (account group) the
 * line's account as the longest beginning of the posting's. Undefined = unassigned, shown with its sum.
 */
export function lineFor(
  row: KeyRow,
  index: LineIndex,
  ways: ImportProfile['assignment'],
): LineBrief | undefined {
  const lines = (index.get(placeOf(row.fiscalYear, row.object)) ?? []).filter((l) => l.ledger === row.ledger);
  const account = codeKey(row.account);
  for (const way of ways) {
    const fitting = lines.filter((line) =>
      way === 'account' ? codeKey(line.account) === account : account.startsWith(codeKey(line.account)),
    );
    const longest = largest(
      fitting.map((line) => line.account.length),
      0,
    );
    const line = only(
      fitting.filter((l) => l.account.length === longest),
      row,
    );
    if (line) return line;
  }
  return undefined;
}

/** The line an appropriation stands for: its year, object, account and place among twins. */
export function twinLine(row: SourceRow, twin: number, index: LineIndex): LineBrief | undefined {
  return index
    .get(placeOf(row.fiscalYear, row.object))
    ?.find((line) => sameCode(line.account, row.account) && line.twin === twin);
}

/** The number a new line gets: object, account and, among twins, its place. */
export function lineNumber(object: string, account: string, twin: number): string {
  return `${object}/${account}${twin === 1 ? '' : `/${twin}`}`;
}
