import type { Funding, LineKind } from './terms.ts';

/**
 * What an envelope (Rahmen) covers: a ceiling with its own scope. An absent list means "all"; absent kinds mean all
 * that spend, because income never lowers what was used (gross principle, § 10(2) GemHVO).
 * Envelopes overlap and are never added (domain.md section 3).
 */
export interface EnvelopeScope {
  years: readonly number[];
  kinds?: readonly LineKind[] | undefined;
  stages?: readonly string[] | undefined;
  fields?: readonly string[] | undefined;
  projects?: readonly string[] | undefined;
  fundings?: readonly Funding[] | undefined;
}

export interface ScopedLine {
  year: number;
  kind: LineKind;
  stage: string | null;
  field: string | null;
  project: string | null;
  funding: Funding;
}

function within<T>(allowed: readonly T[] | undefined, value: T | null): boolean {
  return allowed === undefined || (value !== null && allowed.includes(value));
}

/** Whether a line counts towards an envelope. */
export function inScope(scope: EnvelopeScope, line: ScopedLine): boolean {
  return (
    scope.years.includes(line.year) &&
    (scope.kinds ? scope.kinds.includes(line.kind) : line.kind !== 'income') &&
    within(scope.stages, line.stage) &&
    within(scope.fields, line.field) &&
    within(scope.projects, line.project) &&
    within(scope.fundings, line.funding)
  );
}
