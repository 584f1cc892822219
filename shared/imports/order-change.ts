import { toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { SourceRow } from './source-row.ts';

/**
 * The day a changed order counts on (0031): what the file says (a column `documentOn`: changed on, or as of), else the
 * day it is read in, at the latest the end of the year the row falls due in: a file speaks about the orders of its year.
 * Never before the order itself; a closed month is the writer's matter.
 */
export function orderChangeDay(
  row: Pick<SourceRow, 'postedOn' | 'fiscalYear' | 'documentOn'>,
  readOn: IsoDate,
): IsoDate {
  const yearEnd = toIsoDate(`${row.fiscalYear}-12-31`);
  const day = row.documentOn ?? (readOn < yearEnd ? readOn : yearEnd);
  return day > row.postedOn ? day : row.postedOn;
}
