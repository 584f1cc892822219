/** A row as SAP would export it; cents with sign. */
export interface SapRow {
  year: number;
  document: string;
  item: string;
  postedOn: string;
  account: string;
  object: string;
  text: string;
  cents: number;
  /** SAP's own period; that of the day unless stated. */
  period?: string;
  /** The order an invoice is for. */
  order?: string;
}

/** SAP's period of a row, 01 to 16. */
export const periodOf = (row: { period?: string; postedOn?: string }): string =>
  row.period ?? row.postedOn?.slice(5, 7) ?? '';

const HEADER =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';

/** `1.234,56-`: written here a second time on purpose, the product's formatter is under test. */
function amount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/gu, '.');
  return `${whole},${digits.slice(-2)}${cents < 0 ? '-' : ''}`;
}

const german = (iso: string): string => `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;

/** An export of profile `sap-ist` (Windows-1252) with its totals row. */
export function sapFile(rows: readonly SapRow[]): Buffer {
  const lines = rows.map((row) =>
    [
      '0100',
      String(row.year),
      row.document,
      row.item,
      german(row.postedOn),
      german(row.postedOn),
      periodOf(row),
      row.account,
      '',
      row.object,
      '',
      row.text,
      '',
      row.order ?? '',
      amount(row.cents),
    ].join(';'),
  );
  const total = rows.reduce((sum, row) => sum + row.cents, 0);
  return Buffer.from([HEADER, ...lines, `Summe${';'.repeat(14)}${amount(total)}`, ''].join('\r\n'), 'latin1');
}

/** The other layout of the same SAP, profile `sap-summen`: one sum per object, account and period. */
export function sapSumsFile(rows: readonly SapRow[]): Buffer {
  const lines = rows.map((row) =>
    [
      ...[String(row.year), periodOf(row), german(row.postedOn)],
      ...[row.object, row.account, row.text, amount(row.cents)],
    ].join(';'),
  );
  const total = rows.reduce((sum, row) => sum + row.cents, 0);
  const header = 'Geschäftsjahr;Periode;Stand;Objekt;Sachkonto;Bezeichnung;Ist';
  return Buffer.from([header, ...lines, `;;;Summe;;;${amount(total)}`, ''].join('\r\n'), 'latin1');
}

/** SAP's two layouts: the profile each is read by, and what writes it. */
export const LAYOUTS = {
  items: { profile: 'sap-ist', write: sapFile },
  sums: { profile: 'sap-summen', write: sapSumsFile },
} as const;
export type Layout = keyof typeof LAYOUTS;
