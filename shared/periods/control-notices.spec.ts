import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCents } from '../money.ts';
import { statedNotices } from './control-notices.ts';

const period = (closed: boolean, confirmed: number | null, cents = 100_000, difference = 0) => ({
  ...{ year: 2021, period: '03', ledger: 'result' as const, closed },
  cents: toCents(cents),
  confirmedCents: confirmed === null ? null : toCents(confirmed),
  differenceCents: toCents(difference),
});

test('An open period says nothing, a closed or confirmed one says what is different', () => {
  assert.deepEqual(
    statedNotices([
      period(false, null),
      period(true, 100_000),
      period(true, 100_000, 100_001, 1),
      period(true, null, 100_001, 1),
      period(false, 100_000, 99_999, -1),
    ]),
    [
      '03/2021 Ergebnishaushalt ist geschlossen; die Kontrollsumme 1.000,00 € geht auf 0,00 auf.',
      '03/2021 Ergebnishaushalt ist geschlossen mit 1.000,00 €; die Kontrollsumme ist 1.000,01 €. Die Bestätigung bleibt, wie sie war; der Unterschied steht im Abgleich.',
      '03/2021 Ergebnishaushalt ist geschlossen; zwischen der Kontrollsumme 1.000,01 € und den Buchungen liegen 0,01 €. Gebucht ist nichts; der Unterschied steht im Abgleich.',
      '03/2021 Ergebnishaushalt ist bestätigt mit 1.000,00 €; die Kontrollsumme ist 999,99 €. Die Bestätigung bleibt, wie sie war; der Unterschied steht im Abgleich.',
    ],
  );
});
