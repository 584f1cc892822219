import { Pipe } from '@angular/core';
import type { PipeTransform } from '@angular/core';
import { formatFte, formatFteExact } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';

/** `{{ share | fte }}` → `63,45`; `{{ share | fte: 'exact' }}` → `63,4500`; null → `–`. */
@Pipe({ name: 'fte' })
export class FtePipe implements PipeTransform {
  transform(value: Fte | null | undefined, digits: 'overview' | 'exact' = 'overview'): string {
    if (value === null || value === undefined) return '–';
    return digits === 'exact' ? formatFteExact(value) : formatFte(value);
  }
}
