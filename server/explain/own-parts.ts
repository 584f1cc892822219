import { parseFigure } from '#shared/explain/address.ts';
import type { ExplainPart, ExplainSource } from '#shared/explain/explain.ts';
import { explainRight } from '#shared/explain/rights.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';

/** What a source may name to whoever sees own rows alone: no line on the other side, no request, no import. */
const NAMED: readonly ExplainSource['kind'][] = ['movement', 'paper', 'posting', 'order'];

/** The sources that may be named; all of them to whoever sees every row. */
export function shownSources(sources: readonly ExplainSource[], own: OwnRows | null): ExplainSource[] {
  return own ? sources.filter((source) => NAMED.includes(source.kind)) : [...sources];
}

function mayGoOn(figure: string | null): boolean {
  const address = figure === null ? null : parseFigure(figure);
  return address !== null && explainRight(address) === null;
}

/** Parts as they may be shown: what would lead on to a figure of foreign rows ends here. */
export function ownParts(parts: readonly ExplainPart[], own: OwnRows | null): ExplainPart[] {
  if (!own) return [...parts];
  return parts.map((part) => ({
    ...part,
    sources: shownSources(part.sources, own),
    explain: mayGoOn(part.explain) ? part.explain : null,
  }));
}
