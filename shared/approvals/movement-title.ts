import { MOVEMENT_WORDS } from '../budget/terms.ts';
import { formatChange, formatEuro, toCents } from '../money.ts';
import { NEW_LINE, coverSum } from './movement-plan.ts';
import type { MovementPayload } from './movement.ts';

/** `10 %` or `2,5 %` from tenths of a percent. */
export function percentText(tenths: number): string {
  const rest = tenths % 10;
  return `${Math.floor(tenths / 10)}${rest === 0 ? '' : `,${rest}`}\u00a0%`;
}

/** One line for lists: `Umschichtung 45.000,00 € von 105 an 131 (2021)`. `numbers` are the lines' numbers by id. */
export function movementTitle(payload: MovementPayload, numbers: ReadonlyMap<number, string>): string {
  const line = (id: number | null): string => numbers.get(id ?? NEW_LINE) ?? '?';
  const year = payload.effectiveOn.slice(0, 4);
  switch (payload.movement) {
    case 'A':
      return `${MOVEMENT_WORDS.A} ${formatEuro(payload.cents)} € auf ${line(payload.lineId)} (${year})`;
    case 'N':
      return `${MOVEMENT_WORDS.N} ${formatChange(formatEuro(payload.cents))} € auf ${line(payload.lineId)} (${year})`;
    case 'B': {
      const word = payload.newLine ? 'Außerplanmäßig' : 'Überplanmäßig';
      const from = payload.cover.map((part) => line(part.lineId)).join(', ');
      return `${word} ${formatEuro(coverSum(payload))} € auf ${line(payload.lineId)}, gedeckt aus ${from} (${year})`;
    }
    case 'Z':
      return `Mehrerträge ${formatEuro(payload.cents)} € von ${line(payload.incomeLineId)} für ${line(payload.lineId)} (${year})`;
    case 'U':
      return `${MOVEMENT_WORDS.U} ${formatEuro(payload.cents)} € von ${line(payload.fromLineId)} an ${line(payload.toLineId)} (${year})`;
    case 'S': {
      const amount =
        payload.amount.by === 'cents'
          ? `${formatEuro(toCents(payload.amount.cents))} €`
          : `${percentText(payload.amount.tenths)} von ${payload.amount.of}`;
      const word = payload.direction === 'block' ? 'Sperre' : 'Sperre aufheben:';
      return `${word} ${amount} auf ${line(payload.lineId)} (${year})`;
    }
  }
}
