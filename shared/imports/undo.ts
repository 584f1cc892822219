import { counted } from '../counted.ts';
import * as z from 'zod';
import { monthOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { centsField, dateField, idField } from '../fields.ts';
import { formatEuro, toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import { countingDay, periodStateOf } from '../periods/periods.ts';
import type { PeriodStates } from '../periods/periods.ts';
import { LEFT_REASONS } from './terms.ts';
import type { LeftReason } from './terms.ts';
import { recordUndoNotes } from './undo-records.ts';

const sums = { rows: z.int(), cents: centsField };

/** What taking an import back does and does not do; the rows of the import are exactly those of the three lists. */
export const UndoAccount = z.strictObject({
  importId: idField,
  fileName: z.string(),
  /** Taken back on the day they count on. */
  reversed: z.strictObject(sums),
  /** Taken back too, but counting later, because their own period is closed. */
  later: z.array(z.strictObject({ month: z.string(), countsOn: dateField, ...sums })),
  /** What stays, and why. */
  left: z.array(z.strictObject({ reason: z.enum(LEFT_REASONS), ...sums })),
  /** Taken back where they are now, not where the import put them. */
  moved: z.int(),
  /** Releases of orders that are bound again. */
  releases: z.strictObject(sums),
  /** Changed rows of this import that still wait for a decision; they can no longer be taken over. */
  openConflicts: z.int(),
  /** Budget lines that the import made; they stay. */
  linesKept: z.int(),
  /** Of a file of records instead of sums: what is taken back and what stays, each by its number. */
  records: z
    .strictObject({
      /** Made by the import. */
      removed: z.array(z.string()),
      /** Changed by the import: the values of before count again. */
      restored: z.array(z.string()),
      kept: z.array(z.strictObject({ number: z.string(), reason: z.enum(LEFT_REASONS), why: z.string() })),
    })
    .optional(),
});
export type UndoAccount = z.infer<typeof UndoAccount>;

/** The payload of a request to take an import back. */
export const UndoImport = z.strictObject({ importId: idField });
export type UndoImport = z.infer<typeof UndoImport>;

/** One row of an import, as far as taking it back looks at it. */
export interface UndoRow {
  id: number;
  cents: Cents;
  /** The day it counts on now. */
  countsOn: IsoDate;
  /** The month of SAP's own period; absent where there is none. */
  sapMonth?: string;
  /** Why it stays whatever its period; null when only its period decides. */
  left: LeftReason | null;
}

export interface TakenBackRow {
  id: number;
  countsOn: IsoDate;
}

export interface UndoDecision {
  taken: TakenBackRow[];
  /** Ids of rows that count and stay: everything left but what was taken back before. */
  staying: number[];
  reversed: UndoAccount['reversed'];
  later: UndoAccount['later'];
  left: UndoAccount['left'];
}

interface Sum {
  rows: number;
  cents: Cents;
}

function add<K>(sums: Map<K, Sum>, key: K, cents: Cents): void {
  const before = sums.get(key) ?? { rows: 0, cents: ZERO_CENTS };
  sums.set(key, { rows: before.rows + 1, cents: toCents(before.cents + cents) });
}

/**
 * What can be taken back, and on which day it counts: its own, or the first day of the next open period when its own
 * is closed (promises.md I8). A period that is held takes nothing, so its rows stay for now. Every row is in exactly
 * one of the three sums, and they add up to all rows.
 */
export function undoOf(rows: readonly UndoRow[], states: PeriodStates): UndoDecision {
  const taken: TakenBackRow[] = [];
  const staying: number[] = [];
  const reversed = { rows: 0, cents: 0 };
  const later = new Map<string, Sum>();
  const left = new Map<LeftReason, Sum>();
  for (const row of rows) {
    const countsOn = countingDay(states, row.countsOn);
    const months = [monthOf(countsOn), row.sapMonth ?? monthOf(countsOn)];
    const held = months.some((month) => periodStateOf(states, month) === 'held');
    const reason = row.left ?? (held ? 'held' : null);
    if (reason) {
      add(left, reason, row.cents);
      if (reason !== 'taken-back') staying.push(row.id);
      continue;
    }
    taken.push({ id: row.id, countsOn });
    if (countsOn === row.countsOn) {
      reversed.rows += 1;
      reversed.cents += row.cents;
    } else add(later, monthOf(row.countsOn), row.cents);
  }
  return {
    taken,
    staying,
    reversed: { rows: reversed.rows, cents: toCents(reversed.cents) },
    later: [...later]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, sum]) => ({ month, countsOn: countingDay(states, `${month}-01` as IsoDate), ...sum })),
    left: LEFT_REASONS.flatMap((reason) => {
      const sum = left.get(reason);
      return sum ? [{ reason, ...sum }] : [];
    }),
  };
}

/** Rows and sum that are taken back, whenever they count. */
export function takenSum(account: Pick<UndoAccount, 'reversed' | 'later'>): Sum {
  const all = [account.reversed, ...account.later];
  return {
    rows: all.reduce((sum, one) => sum + one.rows, 0),
    cents: toCents(all.reduce((sum, one) => sum + one.cents, 0)),
  };
}

/** Rows and sum that stay. */
export function leftSum(account: Pick<UndoAccount, 'left'>): Sum {
  return {
    rows: account.left.reduce((sum, one) => sum + one.rows, 0),
    cents: toCents(account.left.reduce((sum, one) => sum + one.cents, 0)),
  };
}

const LEFT_WORDS: Record<LeftReason, string> = {
  'taken-back': 'wurden schon zurückgenommen',
  'taken-over': 'stammen aus der Konfliktliste und wurden von zwei Personen übernommen',
  'reversed-in-sap': 'hat SAP selbst storniert; Buchung und Storno heben sich auf',
  reconciled: 'sind mit SAP abgestimmt',
  'changed-later':
    'wurden später geändert, von einer neueren Datei oder von Hand; zuerst ist das Spätere zurückzunehmen',
  held: 'liegen in einer angehaltenen Periode; sie lassen sich später zurücknehmen',
  needed: 'werden gebraucht',
};

/** The account in sentences, the same for the request, the page and the command line. */
export function undoNotes(account: UndoAccount): string[] {
  if (account.records) return recordUndoNotes(account.records);
  const { reversed, later, left, moved, releases, openConflicts, linesKept } = account;
  const money = (sum: Sum): string =>
    `${counted(sum.rows, 'Zeile', 'Zeilen')}, zusammen ${formatEuro(sum.cents)} €`;
  const notes: (string | false)[] = [
    reversed.rows > 0 && `Zurückgenommen: ${money(reversed)}.`,
    ...later.map(
      (one) =>
        `Zurückgenommen, aber gezählt ab ${one.countsOn.slice(8)}.${one.countsOn.slice(5, 7)}.${one.countsOn.slice(0, 4)}, weil ${one.month.slice(5)}/${one.month.slice(0, 4)} geschlossen ist: ${money(one)}.`,
    ),
    ...left.map((one) => `Bleibt: ${money(one)}; sie ${LEFT_WORDS[one.reason]}.`),
    left.length === 0 && 'Es bleibt keine Zeile der Einlesung stehen.',
    moved > 0 &&
      `${counted(moved, 'Buchung wurde', 'Buchungen wurden')} nach der Einlesung anders zugeordnet; die Rücknahme folgt dem heutigen Ort.`,
    releases.rows > 0 &&
      `${counted(releases.rows, 'Bestellung wird', 'Bestellungen werden')} wieder gebunden, zusammen ${formatEuro(releases.cents)} €.`,
    openConflicts > 0 &&
      `${counted(openConflicts, 'geänderte Zeile', 'geänderte Zeilen')} dieser Einlesung in der Konfliktliste ${openConflicts === 1 ? 'entfällt' : 'entfallen'}.`,
    linesKept > 0 &&
      `${counted(linesKept, 'Haushaltszeile, die die Einlesung anlegte, bleibt', 'Haushaltszeilen, die die Einlesung anlegte, bleiben')} ohne diesen Ansatz bestehen.`,
    'Dieselbe Datei kann danach wieder eingelesen werden; zurückgenommene Zeilen zählen dann als neu.',
  ];
  return notes.filter((note) => note !== false);
}
