import type { IsoDate } from '#shared/calendar.ts';

/** From which date one looks; `knownSeq` = only what was recorded up to this history row (0005). */
export interface At {
  asOf: IsoDate;
  knownSeq?: number | undefined;
}

/** Which projects, seen from which date; without `projectIds` all. */
export interface ProjectSelection extends At {
  projectIds?: readonly number[] | undefined;
}

/** The bound of `knownSeq`: without one, everything recorded so far counts. */
export function knownUntil({ knownSeq }: Pick<At, 'knownSeq'>): number {
  return knownSeq ?? Number.MAX_SAFE_INTEGER;
}
