import type { Ledger } from '../budget/terms.ts';
import { codeKey } from '../codes.ts';
import type { RuleRow, RuleTarget } from './rule.ts';
import { largest } from '../largest.ts';

/** What of a line decides whether a posting can belong to it. */
export interface TargetLine {
  id: number;
  number: string;
  year: number;
  ledger: Ledger;
  account: string;
  project: string | null;
}

/** Lines findable by year and number, and by year, ledger and project. */
export interface TargetIndex {
  byNumber: ReadonlyMap<string, TargetLine>;
  byProject: ReadonlyMap<string, readonly TargetLine[]>;
}

export type Resolved =
  | { kind: 'line'; line: TargetLine }
  | { kind: 'exclude'; reason: string }
  /** The rule matches, but its target is not there in the posting's year and ledger. */
  | { kind: 'none'; why: string };

export function targetIndex(lines: readonly TargetLine[]): TargetIndex {
  const byProject = new Map<string, TargetLine[]>();
  for (const line of lines) {
    if (line.project === null) continue;
    const key = `${line.year}|${line.ledger}|${codeKey(line.project)}`;
    byProject.set(key, [...(byProject.get(key) ?? []), line]);
  }
  return {
    byNumber: new Map(lines.map((line) => [`${line.year}|${codeKey(line.number)}`, line])),
    byProject,
  };
}

function lineOfProject(number: string, row: RuleRow, index: TargetIndex): Resolved {
  const lines = index.byProject.get(`${row.fiscalYear}|${row.ledger}|${codeKey(number)}`) ?? [];
  const where = `im Jahr ${row.fiscalYear}`;
  if (lines.length === 0)
    return { kind: 'none', why: `Projekt ${number} hat ${where} in diesem Haushalt keine Zeile.` };
  const account = codeKey(row.account);
  const fitting = lines.filter((line) => account.startsWith(codeKey(line.account)));
  const longest = largest(
    fitting.map((line) => line.account.length),
    0,
  );
  const best = lines.length === 1 ? lines : fitting.filter((line) => line.account.length === longest);
  const [line, ...more] = best;
  if (line && more.length === 0) return { kind: 'line', line };
  return {
    kind: 'none',
    why: `Projekt ${number} hat ${where} ${lines.length} Zeilen; welche, wäre geraten.`,
  };
}

/** The place a rule's target stands for, for one posting: a line of its own year and ledger, or left out. */
export function resolveTarget(target: RuleTarget, row: RuleRow, index: TargetIndex): Resolved {
  if (target.kind === 'exclude') return { kind: 'exclude', reason: target.reason };
  if (target.kind === 'project') return lineOfProject(target.number, row, index);
  const line = index.byNumber.get(`${row.fiscalYear}|${codeKey(target.number)}`);
  if (!line) return { kind: 'none', why: `Im Jahr ${row.fiscalYear} gibt es keine Zeile ${target.number}.` };
  if (line.ledger !== row.ledger)
    return { kind: 'none', why: `Zeile ${target.number} steht in einem anderen Haushalt als die Buchung.` };
  return { kind: 'line', line };
}
