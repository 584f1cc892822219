import type { IsoDate } from '#shared/calendar.ts';
import { toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

/** What one day brings to a list that is ordered by day: its rows and what they come to. */
export interface DayOfList {
  day: IsoDate;
  parts: number;
  cents: Cents;
}

/** Where a page lies in its list: it reads only the days from `from` to `to`, and skips `offset` rows of the first. */
export interface PlaceOfPage {
  /** Rows of the whole list. */
  total: number;
  /** Null when the page lies behind the end. */
  days: { from: IsoDate; to: IsoDate; offset: number } | null;
  /** What the days before `from` come to; of `from` itself the skipped rows are still to be added. */
  carriedCents: Cents;
}

/** Finds a page (from 1) of `size` rows by the days' totals, so that nothing before it is read. `days` ascend. */
export function placeOfPage(days: readonly DayOfList[], page: number, size: number): PlaceOfPage {
  const skip = (page - 1) * size;
  let [before, carried, offset] = [0, 0, 0];
  let from: IsoDate | undefined;
  let to: IsoDate | undefined;
  for (const { day, parts, cents } of days) {
    if (from === undefined && before + parts > skip) {
      from = day;
      offset = skip - before;
    }
    if (from === undefined) carried += cents;
    else if (before < skip + size) to = day;
    before += parts;
  }
  const place = from === undefined || to === undefined ? null : { from, to, offset };
  return { total: before, days: place, carriedCents: carried === 0 ? ZERO_CENTS : toCents(carried) };
}
