import { counted } from '../counted.ts';
import { AppError } from '../errors.ts';
import type { FieldError } from '../errors.ts';
import { formatEuro } from '../money.ts';
import { monthWords } from '../periods/periods.ts';
import type { ImportPlanView, PlannedRow, RowError } from './imports.ts';
import { moneyRules } from './money/money-kinds.ts';
import { isRecordKind, recordRules } from './records/record-kinds.ts';
import type { ImportKind } from './terms.ts';

const NOTHING = 'Es wurde nichts gebucht.';

/** Where and what: `Zeile 12, Spalte Betrag` → `„1e9“: Erwartet wird …`; of several files also in which. */
export function rowFault(error: RowError, severalFiles = false): FieldError {
  const column = error.column === '' ? '' : `, Spalte ${error.column}`;
  const text = error.text === '' ? '' : `„${error.text}“: `;
  const file = severalFiles ? `${error.file}, ` : '';
  return { path: `${file}Zeile ${error.line}${column}`, message: `${text}${error.message}` };
}

function conflictFault(row: PlannedRow): FieldError {
  if (row.changes.length > 0) {
    const words = row.changes.map(
      ({ field, before, after }) => `${field}: in der Datei „${after}“, im Bestand „${before}“`,
    );
    return { path: `Zeile ${row.line}`, message: `${row.object}: ${words.join('; ')}.` };
  }
  const amount = row.cents === null ? row.rawAmount : `${formatEuro(row.cents)} €`;
  const message = `${row.object} / ${row.account}: In der Datei stehen ${amount}, im Bestand etwas anderes.`;
  return { path: `Zeile ${row.line}`, message };
}

/** What a person does with rows that a file may not change; undefined where changed rows are taken. */
function insteadOf(kind: ImportKind): string | undefined {
  if (isRecordKind(kind)) return recordRules(kind).instead?.words;
  return moneyRules(kind).instead;
}

/** Every changed row that the plan shows, and how many more there are. */
function changedRows(plan: ImportPlanView): FieldError[] {
  const shown = plan.rows.filter((row) => row.outcome === 'change').map(conflictFault);
  const more = plan.change - shown.length;
  return more <= 0
    ? shown
    : [...shown, { path: 'Datei', message: `Und ${counted(more, 'weitere Zeile', 'weitere Zeilen')}.` }];
}

function heldFault({ month, rows, cents }: ImportPlanView['held'][number]): FieldError {
  const what = counted(rows, 'neue Buchung', 'neue Buchungen');
  return { path: `Periode ${monthWords(month)}`, message: `${what}, zusammen ${formatEuro(cents)} €.` };
}

/**
 * Why a planned import may not be applied, as the answer that applying it would get; undefined when it may. Row
 * faults come first, because a sum without its faulty rows says nothing; then the control total, then conflicts,
 * then months that are held.
 * Changed postings do not stop an import: they go to the conflict list. A changed appropriation does, because what
 * changes an appropriation is a movement with a paper of its own; so does a changed row of the account map.
 */
export function refusalOf(plan: ImportPlanView): AppError | undefined {
  if (plan.rejected > 0) {
    const rows = counted(plan.rejected, 'Zeile ist fehlerhaft', 'Zeilen sind fehlerhaft');
    const faults = counted(plan.errorsTotal, 'Fehler', 'Fehler');
    return new AppError('rows-invalid', `${plan.fileName}: ${rows} (${faults}). ${NOTHING}`, {
      errors: plan.errors.map((error) => rowFault(error, plan.parts !== undefined)),
    });
  }
  if (plan.controlFault !== null) {
    return new AppError('control-total-mismatch', `${plan.controlFault} ${NOTHING}`);
  }
  if (plan.doubled.length > 0) {
    const periods = new Set(plan.doubled.map(({ year, period }) => `${period}/${year}`));
    return new AppError(
      'import-conflict',
      `${[...periods].join(', ')}: Für ein System, einen Monat, ein Objekt und Konto zählen Einzelposten oder Summen, nie beide. ${NOTHING} ${plan.doubled[0]?.instead ?? ''}`,
      {
        title: 'Was die Datei bringt, steht schon in anderer Form im Bestand.',
        errors: plan.doubled.map(({ year, period, words }) => ({
          path: `Periode ${period}/${year}`,
          message: words,
        })),
      },
    );
  }
  const instead = insteadOf(plan.kind);
  if (plan.change > 0 && instead !== undefined) {
    const rows = counted(plan.change, 'Zeile steht', 'Zeilen stehen');
    return new AppError(
      'import-conflict',
      `${rows} schon mit anderem Inhalt im Bestand und ${plan.change === 1 ? 'wird' : 'werden'} nie überschrieben. ${NOTHING} ${instead}`.trim(),
      { errors: changedRows(plan) },
    );
  }
  if (plan.held.length > 0) {
    const months = plan.held.map((held) => monthWords(held.month)).join(', ');
    return new AppError(
      'period-held',
      `${months}: Eine angehaltene Periode nimmt keine neuen Buchungen an. ${NOTHING}`,
      {
        errors: plan.held.map(heldFault),
      },
    );
  }
  return plan.add + plan.same + plan.change === 0
    ? new AppError('file-unreadable', `${plan.fileName}: Keine Zeile der Datei wird übernommen. ${NOTHING}`)
    : undefined;
}
