import { counted } from '../counted.ts';
import { noteWords } from './file-notes.ts';
import type { PlannedRow } from './imports.ts';
import { RECORD_DIFFERENCE_WORDS } from './plausible-record.ts';
import type { RecordBrief } from './read-record.ts';
import type { PlannedRecord, RecordFile, RecordPlan } from './record-plan.ts';
import { recordRules } from './records/record-kinds.ts';
import type { RecordProfile } from './record-profile.ts';

const NO_MONEY = { account: '', rawAmount: '', cents: null, ledger: null, budgetLine: null } as const;

const NOTES: Record<PlannedRecord['outcome'], string | null> = {
  add: null,
  change: null,
  same: null,
  repeat: 'Steht schon weiter oben in der Datei; es zählt einmal.',
  rejected: null,
};

function entryRow(entry: PlannedRecord, profile: RecordProfile): PlannedRow {
  const { line, values } = entry.record;
  return {
    ...NO_MONEY,
    line,
    outcome: entry.outcome === 'repeat' ? 'same' : entry.outcome,
    object: recordRules(profile.kind)
      .keys.map((name) => values[name] ?? '')
      .join(' · '),
    text: values[recordRules(profile.kind).name] ?? '',
    note: entry.errors[0]?.message ?? NOTES[entry.outcome],
    changes: entry.changes,
  };
}

function briefRow(brief: RecordBrief, outcome: 'rejected' | 'left-out', note: string): PlannedRow {
  const { line, key, name } = brief;
  return { ...NO_MONEY, line, outcome, object: key, text: name, note, changes: [] };
}

/** Rows that need a look come first, then the file in its own order; at most `limit`. */
export function recordRows(
  plan: RecordPlan,
  file: RecordFile,
  profile: RecordProfile,
  limit: number,
): PlannedRow[] {
  const rows = [
    ...plan.entries.map((entry) => entryRow(entry, profile)),
    ...file.rejected.map((row) => briefRow(row.brief, 'rejected', row.errors[0]?.message ?? '')),
    ...file.leftOut.map((row) => briefRow(row.brief, 'left-out', row.reason)),
  ];
  const urgent = (row: PlannedRow): number => Number(row.outcome === 'rejected' || row.outcome === 'change');
  return rows.sort((a, b) => urgent(b) - urgent(a) || a.line - b.line).slice(0, limit);
}

/** What a person should know although it does not stop the import. */
export function recordNotices(plan: RecordPlan, file: RecordFile): string[] {
  const reasons = new Map<string, number>();
  for (const row of file.leftOut) reasons.set(row.reason, (reasons.get(row.reason) ?? 0) + 1);
  const changed = plan.entries.filter((entry) => entry.outcome === 'change').length;
  const words = (count: number): string => counted(count, 'Zeile', 'Zeilen');
  const dates = (count: number): string => counted(count, 'Datum', 'Daten');
  return [
    ...file.notes.map(noteWords),
    ...[...reasons].map(([reason, count]) => `${words(count)} ausgelassen: ${reason}.`),
    ...[...file.told].map(([one, n]) => `${dates(n)}: ${RECORD_DIFFERENCE_WORDS[one]}.`),
    ...(changed > 0 ? [`${words(changed)} anders als im Bestand; vorher und nachher stehen dabei.`] : []),
  ];
}
