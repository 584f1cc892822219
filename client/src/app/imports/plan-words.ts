import { counted } from '#shared/counted.ts';
import type { ImportPlanView, PlannedRow } from '#shared/imports/imports.ts';
import { isRecordKind, recordRules } from '#shared/imports/records/record-kinds.ts';
import { changesOf, MONEY_KINDS } from '#shared/imports/terms.ts';
import type { ImportKind } from '#shared/imports/terms.ts';
import { minusCents, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

export const OUTCOME_WORDS: Record<PlannedRow['outcome'], string> = {
  add: 'neu',
  change: 'anders',
  same: 'unverändert',
  missing: 'fehlt in der Datei',
  rejected: 'fehlerhaft',
  'left-out': 'ausgelassen',
};

/** Whether a changed row is written: as the difference of an order, as a record's new values. */
const takesChanges = (kind: ImportKind): boolean =>
  ['difference', 'in-place', 'newer-row'].includes(changesOf(kind));

/** The plan in one sentence: what would happen, or why nothing may. */
export function planSentence(plan: ImportPlanView): string {
  if (plan.importedBefore) {
    return `Diese Datei wurde schon eingelesen (Nr. ${plan.importedBefore.importId}). Nichts kommt dazu.`;
  }
  if (plan.rejected > 0) {
    return `${counted(plan.rejected, 'Zeile ist', 'Zeilen sind')} fehlerhaft. Gebucht wird ganz oder gar nicht.`;
  }
  if (plan.doubled.length > 0)
    return 'Einzelposten und Summen desselben Systems zählen nie beide: Die Datei stünde doppelt. So wird nichts gebucht.';
  if (plan.controlOk === false) return 'Die Kontrollsumme stimmt nicht. So wird nichts gebucht.';
  if (plan.change > 0 && changesOf(plan.kind) === 'decided') {
    const rest = plan.add > 0 ? `${counted(plan.add, 'Zeile wird', 'Zeilen werden')} gebucht, ` : '';
    return `${rest}${counted(plan.change, 'Zeile steht', 'Zeilen stehen')} schon mit anderem Inhalt im Bestand und ${plan.change === 1 ? 'kommt' : 'kommen'} in die Konfliktliste. Überschrieben wird nie.`;
  }
  if (plan.change > 0 && takesChanges(plan.kind)) {
    const fresh = plan.add > 0 ? `${counted(plan.add, 'Zeile ist', 'Zeilen sind')} neu, ` : '';
    return `${fresh}${counted(plan.change, 'Zeile ist', 'Zeilen sind')} anders als im Bestand. Vorher und nachher stehen dabei, das Alte bleibt nachlesbar.`;
  }
  if (plan.change > 0) {
    return `${counted(plan.change, 'Zeile steht', 'Zeilen stehen')} schon mit anderem Inhalt im Bestand. Überschrieben wird nie.`;
  }
  if (plan.add === 0) return 'Alle Zeilen stehen schon im Bestand. Nichts kommt dazu.';
  return `${counted(plan.add, 'Zeile wird', 'Zeilen werden')} gebucht, wenn Sie bestätigen.`;
}

/** What the confirming button says: how many rows it writes. Changed orders and records are written too. */
export function bookingText(plan: ImportPlanView): string {
  if (!plan.applicable) return 'Buchen';
  const changed = takesChanges(plan.kind) ? plan.change : 0;
  const rows = counted(plan.add + changed, 'Zeile', 'Zeilen');
  return MONEY_KINDS.some((kind) => kind === plan.kind) ? `${rows} buchen` : `${rows} übernehmen`;
}

/** Why the confirming button is off; null when it is on. */
export function blockedReason(plan: ImportPlanView): string | null {
  if (plan.applicable) return null;
  if (plan.importedBefore) return 'Diese Datei ist schon gebucht.';
  if (plan.rejected > 0) return 'Bitte die fehlerhaften Zeilen in der Datei berichtigen und neu hochladen.';
  if (plan.controlFault !== null) return 'Die Kontrollsumme muss auf den Cent stimmen.';
  const blocked = isRecordKind(plan.kind) ? recordRules(plan.kind).instead?.blocked : undefined;
  if (plan.change > 0 && blocked !== undefined) return blocked;
  if (plan.change > 0) return 'Einen Ansatz ändert eine Bewegung mit Beschluss, nicht eine Datei.';
  if (plan.doubled.length > 0)
    return 'Was die Datei bringt, steht schon in anderer Form im Bestand; es zählte sonst doppelt.';
  if (plan.held.length > 0)
    return 'Eine Periode der Datei ist angehalten; nach der Abstimmung geht es weiter.';
  return 'Die Datei enthält keine Zeile, die übernommen wird.';
}

/** One line of the table "what becomes of the rows". */
export interface CountLine {
  word: string;
  rows: number;
  cents: Cents | null;
}

export function countLines(plan: ImportPlanView): CountLine[] {
  // What an order grows by is the sum of new and changed rows together.
  const asDifference = changesOf(plan.kind) === 'difference';
  const lines: CountLine[] = [
    {
      word: asDifference && plan.change > 0 ? 'neu, mit Unterschieden' : 'neu',
      rows: plan.add,
      cents: plan.addCents,
    },
    { word: 'unverändert', rows: plan.same, cents: plan.sameCents },
    { word: 'anders als im Bestand', rows: plan.change, cents: asDifference ? null : changedCents(plan) },
    { word: 'ausgelassen', rows: plan.leftOut, cents: plan.leftOutCents },
    { word: 'fehlerhaft', rows: plan.rejected, cents: null },
  ];
  return lines;
}

function changedCents(plan: ImportPlanView): Cents {
  return toCents(plan.sumCents - plan.addCents - plan.sameCents);
}

/** The control total speaks about the whole file: rows taken over and rows left out. */
export function fileCents(plan: ImportPlanView): Cents {
  return toCents(plan.sumCents + plan.leftOutCents);
}

/** What was typed and what it is compared with, both as they stand in the file; null where nothing was typed. */
export function typedControl(plan: ImportPlanView): { file: Cents; stated: Cents } | null {
  const typed = plan.controlOrigin === 'entered' && plan.controls.find((line) => line.origin === 'entered');
  return typed ? { file: typed.fileCents, stated: typed.statedCents } : null;
}

/** Rows of the file less its control total; null while there is no total, or rows are missing from the sum. */
export function controlDifference(plan: ImportPlanView): Cents | null {
  if (plan.controlTotalCents === null || plan.rejected > 0) return null;
  const typed = typedControl(plan);
  return typed ? minusCents(typed.file, typed.stated) : minusCents(fileCents(plan), plan.controlTotalCents);
}

/** What stands under the control total when it cannot be checked; empty when it was. */
export function controlNote(plan: ImportPlanView): string {
  if (plan.controlFault !== null || plan.controlOk !== null) return '';
  return plan.rejected > 0
    ? 'Prüfbar, sobald alle Zeilen lesbar sind.'
    : 'Ohne Kontrollsumme bleibt ungeprüft, ob die Datei vollständig ist.';
}

export const CONTROL_WORDS: Record<ImportPlanView['controlOrigin'], string> = {
  'totals-row': 'Kontrollsumme (Summenzeile der Datei)',
  profile: 'Kontrollsumme (steht im Profil)',
  entered: 'Kontrollsumme (von Ihnen angegeben)',
  none: 'Kontrollsumme',
};
