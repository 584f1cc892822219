import type { Step } from './steps.ts';

/** What npm test counts on: a light step needs one, a heavy one both. */
const CORES = 2;

/**
 * The next step that may begin beside those that run; undefined while it has to wait. Light ones keep their order,
 * except that one which waits for another is overtaken; a heavy one is overtaken by none.
 */
export function nextStep(waiting: readonly Step[], active: readonly Step[]): Step | undefined {
  const unfinished = new Set([...waiting, ...active].map(({ name }) => name));
  const step = waiting.find(({ heavy, after }) => heavy || after === undefined || !unfinished.has(after));
  if (step === undefined) return undefined;
  const room = active.some(({ heavy }) => heavy) ? 0 : CORES - active.length;
  return room >= (step.heavy ? CORES : 1) ? step : undefined;
}
