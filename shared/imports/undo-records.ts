import { counted } from '../counted.ts';
import type { UndoAccount } from './undo.ts';
import type { LeftReason } from './terms.ts';

/** One record that an import made or changed, as far as taking it back looks at it. */
export interface RecordUndoRow {
  id: number;
  /** What people call it by: a project's number, an indicator and its day. */
  number: string;
  /** Made by the import; otherwise changed by it. */
  made: boolean;
  takenBack: boolean;
  /** Later changes that would be lost, in words; they go first. */
  changedBy: readonly string[];
  /** What refers to it now, in words; matters only where the import made it. */
  neededBy: readonly string[];
}

/** What taking the records of an import back does and why some stay, by number. */
export type RecordAccount = NonNullable<UndoAccount['records']>;

/** Why a record stays: reason and words; null when it can be taken back. */
function whyKept(row: RecordUndoRow): { reason: LeftReason; why: string } | null {
  if (row.takenBack) return { reason: 'taken-back', why: 'wurde schon zurückgenommen' };
  if (row.made && row.neededBy.length > 0)
    return { reason: 'needed', why: `wird gebraucht: ${row.neededBy.join(', ')}` };
  if (row.changedBy.length > 0)
    return { reason: 'changed-later', why: `wurde später geändert: ${row.changedBy.join(', ')}` };
  return null;
}

/**
 * Which records can be taken back: one that was made while nothing refers to it, one that was changed while nobody
 * changed it since. Every row is in exactly one of the three lists.
 */
export function recordUndoOf(rows: readonly RecordUndoRow[]): {
  taken: RecordUndoRow[];
  account: RecordAccount;
} {
  const taken: RecordUndoRow[] = [];
  const account: RecordAccount = { removed: [], restored: [], kept: [] };
  for (const row of rows) {
    const kept = whyKept(row);
    if (kept) account.kept.push({ number: row.number, ...kept });
    else {
      taken.push(row);
      (row.made ? account.removed : account.restored).push(row.number);
    }
  }
  return { taken, account };
}

/** How many numbers a sentence names before it only counts. */
const NAMED = 100;

function named(numbers: readonly string[]): string {
  const more = numbers.length - NAMED;
  return `${numbers.slice(0, NAMED).join(', ')}${more > 0 ? ` und ${counted(more, 'weiterer', 'weitere')}` : ''}`;
}

/** The account of records in sentences. */
export function recordUndoNotes({ removed, restored, kept }: RecordAccount): string[] {
  const records = (count: number): string => counted(count, 'Datensatz', 'Datensätze');
  const more = kept.length - NAMED;
  const notes: (string | false)[] = [
    removed.length > 0 &&
      `Zurückgenommen: ${records(removed.length)}, neu mit der Einlesung; danach in keiner Liste mehr, im Verlauf bleibt beides: ${named(removed)}.`,
    restored.length > 0 &&
      `Zurückgenommen: ${counted(restored.length, 'Änderung', 'Änderungen')}; es gelten wieder die Werte von vorher: ${named(restored)}.`,
    ...kept.slice(0, NAMED).map(({ number, why }) => `Bleibt: ${number} ${why}.`),
    more > 0 && `Bleibt: ${counted(more, 'weiterer Datensatz', 'weitere Datensätze')}.`,
    kept.length === 0 && 'Es bleibt nichts von der Einlesung stehen.',
    'Dieselbe Datei kann danach wieder eingelesen werden; was zurückgenommen ist, zählt dann als neu.',
  ];
  return notes.filter((note) => note !== false);
}
