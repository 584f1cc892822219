/** A bar of the waterfall: left edge, width and the running total's place, in percent of the drawing. */
export interface StepBar {
  x: string;
  width: string;
  /** Where the next step begins; the dotted line stands there. */
  end: string;
  style: 'w-base' | 'w-up' | 'w-dn' | 'w-0';
}

/** Bars of A, then each change where the one before ended, then F from zero; cents in, percent out. */
export function stepBars(changes: readonly number[], total: number): StepBar[] {
  const ends: number[] = [];
  for (const change of changes) ends.push((ends.at(-1) ?? 0) + change);
  const low = Math.min(0, total, ...ends);
  const span = Math.max(0, total, ...ends) - low || 1;
  const percent = (cents: number): string => `${Math.round(((cents - low) / span) * 10_000) / 100}%`;
  const bar = (from: number, to: number, style: StepBar['style']): StepBar => ({
    x: percent(Math.min(from, to)),
    width: percent(low + Math.abs(to - from)),
    end: percent(to),
    style,
  });
  const steps = changes.map((change, index) => {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0);
    const style = index === 0 ? 'w-base' : change > 0 ? 'w-up' : change < 0 ? 'w-dn' : 'w-0';
    return bar(from, ends[index] ?? 0, style);
  });
  return [...steps, bar(0, total, 'w-base')];
}
