import { slugOfLabel } from '#shared/papers/paper-address.ts';
import type { ExplainSource, Explanation } from '#shared/explain/explain.ts';
import { formatFteExact } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

/** A value in its unit, to the last cent or ten-thousandth of a post; without the unit's name. */
export function valueText(value: number, unit: Explanation['unit']): string {
  if (unit === 'cents') return formatEuro(value as Cents);
  return unit === 'fte' ? formatFteExact(value as Fte) : String(value);
}

/** `196.521,28 €`, `98,0000 Stellen`, `9` */
export function valueWithUnit(value: number, unit: Explanation['unit']): string {
  const name = { cents: ' €', fte: ' Stellen', count: '' }[unit];
  return `${valueText(value, unit)}${name}`;
}

/** Where a source can be looked at; null where its label is all there is. */
export function sourceLink(source: ExplainSource): { path: string; params: Record<string, string> } | null {
  if (source.kind === 'line') return { path: '/budget', params: { zahl: `zeile:${source.id}:V` } };
  if (source.kind === 'paper') {
    const slug = slugOfLabel(source.label);
    return slug === null ? null : { path: `/beschluesse/${slug}`, params: {} };
  }
  return null;
}

/** The short word a step of the way is called by: what stands before the first comma. */
export function stepWord(label: string): string {
  return label.split(',')[0] ?? label;
}
