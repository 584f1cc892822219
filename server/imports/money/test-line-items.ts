import { LINE_ITEMS } from '../test-corrections.ts';

/** A CSV of line items with the given amounts, every one a document of its own. */
export function fileOf(amounts: readonly number[], firstDocument: number): Buffer {
  const [head = ''] = LINE_ITEMS.bytes.toString('latin1').split('\n');
  const money = (cents: number): string =>
    `${Math.trunc(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}${cents < 0 ? '-' : ''}`;
  const rows = amounts.map((cents, index) => {
    const cells: Record<string, string> = {
      Buchungskreis: '1000',
      Geschäftsjahr: '2021',
      Belegnummer: String(firstDocument + index),
      Position: '1',
      Buchungsdatum: `${String((index % 28) + 1).padStart(2, '0')}.0${(index % 6) + 1}.2021`,
      Belegdatum: '02.01.2021',
      Periode: String((index % 6) + 1),
      'PSP-Element': index % 2 === 0 ? '7.100110.001' : '7.999999.001',
      Sachkonto: '44010000',
      'Betrag in Hauswährung': money(cents),
      Text: 'Probe',
    };
    return head
      .trim()
      .split(';')
      .map((name) => cells[name] ?? '')
      .join(';');
  });
  const total = head
    .trim()
    .split(';')
    .map((name, index) =>
      index === 0
        ? 'Summe'
        : name === 'Betrag in Hauswährung'
          ? money(amounts.reduce((a, b) => a + b, 0))
          : '',
    );
  return Buffer.from([head.trim(), ...rows, total.join(';'), ''].join('\r\n'), 'latin1');
}
