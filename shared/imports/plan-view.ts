import { counted } from '../counted.ts';
import { formatDate } from '../calendar.ts';
import { formatEuro, toCents } from '../money.ts';
import { monthWords } from '../periods/periods.ts';
import { DIFFERENCE_WORDS } from './differences.ts';
import { noteWords } from './file-notes.ts';
import { Firsts } from './firsts.ts';
import type { PlannedRow } from './imports.ts';
import { moneyRules } from './money/money-kinds.ts';
import { fileNameOf } from './parsed-file.ts';
import type { ParsedFile } from './parsed-file.ts';
import type { PlannedEntry } from './plan.ts';
import type { Plan } from './plan-tally.ts';
import type { ImportProfile } from './profile.ts';
import type { RowBrief } from './read-row.ts';

const REPEATED = 'Dieselbe Belegposition steht schon weiter oben in der Datei; sie zählt einmal.';

function noteOf(entry: PlannedEntry, profile: ImportProfile): string | null {
  const { notes } = moneyRules(profile.kind);
  const { outcome } = entry;
  if (outcome === 'repeat') return REPEATED;
  if (outcome === 'change' || outcome === 'contradiction') return notes[outcome];
  const late = lateNote(entry);
  const place = placeNote(entry, profile);
  return late !== null && place !== null ? `${late} ${place}` : (late ?? place);
}

/** A late entry counts where nobody has stated a figure yet; the row says so. */
function lateNote({ outcome, countsOn, late }: PlannedEntry): string | null {
  return outcome === 'add' && late ? `Nachbuchung: zählt ab ${formatDate(countsOn)}.` : null;
}

function placeNote(entry: PlannedEntry, profile: ImportProfile): string | null {
  if (entry.outcome === 'add' && entry.rule) {
    const { code, target } = entry.rule;
    return target.kind === 'exclude' ? `Ausgeschlossen, Regel ${code}: ${target.reason}` : `Regel ${code}.`;
  }
  if (moneyRules(profile.kind).nature !== 'budget' && entry.outcome === 'add' && !entry.line)
    return 'Keine passende Haushaltszeile: bleibt nicht zugeordnet.';
  if (entry.occurrence > 1) return `Zwilling ${entry.occurrence}: gleicher Schlüssel, beide bleiben.`;
  return null;
}

const OUTCOMES: Record<PlannedEntry['outcome'], PlannedRow['outcome']> = {
  add: 'add',
  change: 'change',
  same: 'same',
  repeat: 'same',
  contradiction: 'rejected',
};

function entryRow(entry: PlannedEntry, profile: ImportProfile): PlannedRow {
  const { row } = entry.keyed;
  return {
    line: row.line,
    outcome: OUTCOMES[entry.outcome],
    object: row.object,
    account: row.account,
    text: [row.name, row.text].filter((text) => text !== '').join(' · '),
    rawAmount: row.rawAmount,
    cents: row.cents,
    ledger: row.ledger,
    budgetLine: entry.lineNumber,
    note: noteOf(entry, profile),
    changes: entry.changes,
  };
}

function briefRow(brief: RowBrief, outcome: 'rejected' | 'left-out', note: string): PlannedRow {
  return { ...brief, outcome, cents: null, ledger: null, budgetLine: null, note, changes: [] };
}

/** A row of the preview before it is worded: only the rows that are shown are. */
interface Candidate {
  urgent: boolean;
  seq: number;
  word: () => PlannedRow;
}

const PREVIEW_ROWS = 200;

/** The rows a preview shows: those that need a look come first, then the file in its own order. */
export class PreviewRows {
  readonly #file: ParsedFile;
  readonly #profile: ImportProfile;
  readonly #shown = new Firsts<Candidate>(
    PREVIEW_ROWS,
    (a, b) => Number(b.urgent) - Number(a.urgent) || a.seq - b.seq,
  );

  constructor(file: ParsedFile, profile: ImportProfile) {
    this.#file = file;
    this.#profile = profile;
    for (const { brief, message, seq } of file.rejected.shown.list())
      this.#shown.add({ urgent: true, seq, word: () => briefRow(brief, 'rejected', message) });
    for (const { brief, reason, cents, seq } of file.leftOut.shown.list())
      this.#shown.add({
        urgent: false,
        seq,
        word: () => ({ ...briefRow(brief, 'left-out', reason), cents }),
      });
  }

  add(entry: PlannedEntry): void {
    const urgent = entry.outcome === 'change' || entry.outcome === 'contradiction';
    this.#shown.add({ urgent, seq: entry.keyed.seq, word: () => entryRow(entry, this.#profile) });
  }

  /** Where a delivery has several parts, each row says which one it stands in. */
  list(): PlannedRow[] {
    const { parts } = this.#file;
    return this.#shown
      .list()
      .map(({ seq, word }) => (parts.length < 2 ? word() : { ...word(), file: fileNameOf(parts, seq) }));
  }
}

function lateNotice({ month, countsOn, rows, cents }: Plan['late'][number]): string {
  const what = counted(rows, 'Nachbuchung', 'Nachbuchungen');
  return `${what} aus ${monthWords(month)} (geschlossen), zusammen ${formatEuro(cents)} €: ${rows === 1 ? 'zählt' : 'zählen'} ab ${formatDate(countsOn)}.`;
}

/** A sum that a program computed ends beyond the cent; by how much it was rounded is said. */
function roundedNotice({ amounts, micros }: ParsedFile['sums']['rounded']): string {
  const euro = (micros / 1_000_000).toLocaleString('de-DE', { maximumFractionDigits: 6 });
  const what = amounts === 1 ? '1 Betrag ist' : `${amounts.toLocaleString('de-DE')} Beträge sind`;
  return `${what} als Gleitkommazahl gespeichert und auf den Cent gerundet, um höchstens ${euro} € (erlaubt sind 0,0005 €).`;
}

/** How many rows the profile lets pass although their year, period and days do not fit together, and what they are about. */
export function toldNotices({ told }: ParsedFile): string[] {
  return [...told].map(
    ([difference, { rows, cents }]) =>
      `${counted(rows, 'Buchung', 'Buchungen')}, zusammen ${formatEuro(toCents(cents))} €: ${DIFFERENCE_WORDS[difference]}.`,
  );
}

/**
 * Where a column says income or expense, the file's amounts have no sign: its total is their sum, and what is booked is
 * expense less income. Both are told, so that the typed figure is found again.
 */
function directionNotice({ control, sumCents, leftOutCents }: Plan): string | false {
  const [line] = control.lines;
  if (!control.byDirection || !line) return false;
  const net = sumCents + leftOutCents;
  const [expense, income] = [(line.fileCents + net) / 2, (line.fileCents - net) / 2];
  if (!Number.isSafeInteger(expense)) return false;
  const words = [line.fileCents, expense, income, net].map((cents) => `${formatEuro(toCents(cents))} €`);
  return `Die Beträge stehen ohne Vorzeichen in der Datei, die Richtung in einer eigenen Spalte: Summe ${words[0] ?? ''} = Aufwand ${words[1] ?? ''} + Ertrag ${words[2] ?? ''}. Gezählt wird Aufwand weniger Ertrag: ${words[3] ?? ''}.`;
}

/** What a person should know although it does not stop the import. */
export function noticesOf(plan: Plan, file: ParsedFile): string[] {
  const { reasons } = file.leftOut;
  const { twins, repeats, linesMade: created } = plan;
  const notices: (string | false)[] = [
    ...file.notes.map(noteWords),
    directionNotice(plan),
    file.sums.rounded.amounts > 0 && roundedNotice(file.sums.rounded),
    ...[...reasons].map(([reason, n]) => `${counted(n, 'Zeile', 'Zeilen')} ausgelassen: ${reason}.`),
    plan.leftOutCents !== 0 && `Summe der ausgelassenen Zeilen: ${formatEuro(plan.leftOutCents)} €.`,
    ...toldNotices(file),
    twins > 0 && `${counted(twins, 'Zeile ist', 'Zeilen sind')} Zwilling einer gleichen Zeile; alle bleiben.`,
    repeats > 0 &&
      `${counted(repeats, 'Belegposition steht', 'Belegpositionen stehen')} doppelt in der Datei.`,
    ...plan.late.map(lateNotice),
    created > 0 && `${counted(created, 'Haushaltszeile wird', 'Haushaltszeilen werden')} neu angelegt.`,
    plan.counts.missing > 0 &&
      `${counted(plan.counts.missing, 'Zeile steht', 'Zeilen stehen')} im Bestand, aber nicht in dieser Datei; daran ändert sich nichts.`,
    plan.unassignedRows > 0 &&
      `${counted(plan.unassignedRows, 'Buchung', 'Buchungen')} ohne passende Haushaltszeile, zusammen ${formatEuro(plan.unassignedCents)} €.`,
  ];
  return notices.filter((notice) => notice !== false);
}
