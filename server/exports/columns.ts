import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { SheetColumn } from '../workbook/long-sheet.ts';
import type { PostingPart } from './postings.sql.ts';

export type ExportColumn = SheetColumn<PostingPart>;

const column = (
  label: string,
  kind: ExportColumn['kind'],
  width: number,
  of: ExportColumn['of'],
): ExportColumn => ({
  label,
  kind,
  width,
  of,
});

const PLACES: Record<PostingPart['target'], string> = {
  line: '',
  open: 'nicht zugeordnet',
  excluded: 'ausgeschlossen',
};

/** Codes are text, or their leading zeros would be lost. */
export const POSTING_COLUMNS: readonly ExportColumn[] = [
  column('Buchungsdatum', 'date', 13, (part) => part.day),
  column('Jahr', 'whole', 6, (part) => part.fiscalYear),
  column('Haushalt', 'text', 18, (part) => LEDGER_WORDS[part.ledger]),
  column('Haushaltszeile', 'text', 16, (part) => part.lineNumber ?? PLACES[part.target]),
  column('Bezeichnung', 'text', 34, (part) => part.lineName),
  column('Betrag in Euro', 'cents', 15, (part) => part.cents),
  column('Text', 'text', 36, (part) => part.text),
  column('Belegnummer', 'text', 13, (part) => part.documentNumber),
  column('Position', 'text', 9, (part) => part.lineItem),
  column('Belegdatum', 'date', 12, (part) => part.documentOn),
  column(
    'Buchungsdatum SAP',
    'date',
    13,
    (part) => part.sapPostedOn ?? (part.method === null ? part.day : null),
  ),
  column('Periode', 'text', 8, (part) => part.period),
  column('Sachkonto', 'text', 12, (part) => part.account),
  column('Kontierung', 'text', 20, (part) => part.costObject),
  column('Kreditor', 'text', 14, (part) => part.vendor),
  column('Bestellung', 'text', 13, (part) => part.orderNumber),
  column('Zuordnung', 'text', 14, (part) => (part.method === null ? 'Einlesung' : 'später geändert')),
  column('Einlesung', 'whole', 10, (part) => part.importId),
  column('Buchung Nr.', 'whole', 12, (part) => part.postingId),
];
