import { parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { parseEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

/** What a path of a fault may be covered by: itself, what it stands in, or what stands in it. */
function touches(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

/**
 * Reads what is typed in a form into what the server takes. What cannot be read is noted with the path the server has
 * for it and the German sentence that is shown; a placeholder of the right type stands in its place, so that the rest
 * is judged too. Texts that a person writes and choices go through as they are: the schema judges them.
 */
export class Reader {
  readonly faults: FieldError[] = [];

  fault(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  /** `45.000,00` or `-12,50` in cents. */
  euro(text: string, path: string, message = 'Betrag bitte wie 1.234,56 schreiben.'): Cents {
    const cents = parseEuro(text);
    if (cents === undefined) this.fault(path, message);
    return cents ?? (0 as Cents);
  }

  /** `30.06.2021` */
  date(text: string, path: string, message = 'Datum bitte wie 30.06.2021 schreiben.'): IsoDate {
    const date = parseDate(text);
    if (!date) this.fault(path, message);
    return date ?? ('' as IsoDate);
  }

  year(text: string, path: string): number {
    const year = text.trim();
    if (!/^\d{4}$/u.test(year)) this.fault(path, 'Jahr bitte mit vier Ziffern.');
    return Number(year);
  }

  /** The id of something that was chosen from a list. */
  chosen(id: number | null, path: string, message = 'Bitte wählen Sie eine Zeile.'): number {
    if (id === null) this.fault(path, message);
    return id ?? 0;
  }

  /** Whether something at this path could not be read: what stands there is a placeholder. */
  covers(path: string): boolean {
    return this.faults.some((fault) => touches(fault.path, path));
  }
}
