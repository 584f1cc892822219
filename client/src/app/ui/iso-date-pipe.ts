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
