import type { SourceRow } from '../source-row.ts';
import type { MoneyRules } from './money-rules.ts';

/** Of kinds whose rows are document lines, or sums that may not contradict each other. */
export const DOCUMENT_NOTES: MoneyRules['notes'] = {
  change: 'Steht schon mit anderem Inhalt im Bestand; wird nie überschrieben, sondern entschieden.',
  contradiction: 'Dieselbe Belegposition steht mehrfach mit verschiedenem Inhalt in der Datei.',
};

/** A document line that a file tells twice in different words. */
export const documentTwice = (row: SourceRow): ReturnType<MoneyRules['contradiction']> => ({
  field: 'documentNumber',
  text: `${row.companyCode}/${row.documentNumber}/${row.lineItem}`,
  message: DOCUMENT_NOTES.contradiction,
});
