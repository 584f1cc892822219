import { AppError } from '#shared/errors.ts';
import { parseEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

/** A control total as typed; throws `invalid-parameter`, because a guess would defeat its purpose. */
export function parseControlTotal(text: string | undefined): Cents | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const cents = parseEuro(text);
  if (cents !== undefined) return cents;
  const message = 'Erwartet wird ein Betrag wie 1234.56 oder 1.234,56.';
  throw new AppError('invalid-parameter', `Kontrollsumme „${text.slice(0, 40)}“: ${message}`, {
    errors: [{ path: 'controlTotal', message }],
  });
}
