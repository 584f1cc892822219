import { Pipe } from '@angular/core';
import type { PipeTransform } from '@angular/core';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';

/** `{{ date | isoDate }}` → `30.06.2021`; null → `–`. */
@Pipe({ name: 'isoDate' })
export class IsoDatePipe implements PipeTransform {
  transform(value: IsoDate | null | undefined): string {
    return value ? formatDate(value) : '–';
  }
}

/** `+84 T`, `0 T`, `−7 T`: a slip in calendar days; null → `–`. */
export function slipText(days: number | null | undefined): string {
  if (days === null || days === undefined) return '–';
  const sign = days > 0 ? '+' : days < 0 ? '−' : '';
  return `${sign}${Math.abs(days)}\u00a0T`;
}
