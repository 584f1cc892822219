import { counted } from '../counted.ts';
import type { IsoDate } from '../calendar.ts';
import type { Cents } from '../money.ts';
import type { ImportProfile } from './profile.ts';
import { codeKey } from '../codes.ts';
import { documentKey } from './row-key.ts';
import type { KeyedRow } from './row-key.ts';

/** A posting that a row may reverse: of the data, or a new row of the same file (then `id` is null). */
export interface Original {
  id: number | null;
  key: string;
  occurrence: number;
  documentNumber: string;
  /** SAP's own day. */
  postedOn: IsoDate;
  cents: Cents;
  /** Reversed already, taken back or tied out: nothing may be linked to it any more. */
  taken: boolean;
}

/** A new row with its place among equal keys. */
export interface NewRow {
  keyed: KeyedRow;
  occurrence: number;
}

export interface Reversal {
  row: NewRow;
  original: Original;
}

/** Key of the document line that a row names as reversed; null when it names none. */
export function reversedKey({ row }: KeyedRow): string | null {
  const number = row.reversedDocument ?? '';
  return number === '' ? null : documentKey({ ...row, documentNumber: number });
}

/** SAP writes the other document on both lines: the reversal is the later of the two. */
function isLater({ keyed: { row } }: NewRow, original: Original): boolean {
  if (row.postedOn !== original.postedOn) return row.postedOn > original.postedOn;
  const [own, other] = [row.documentNumber, original.documentNumber].map((number) => codeKey(number));
  if (own === undefined || other === undefined) return false;
  return own.length === other.length ? own > other : own.length > other.length;
}

function originalOf({ keyed, occurrence }: NewRow): Original {
  const { documentNumber, postedOn, cents } = keyed.row;
  return { id: null, key: keyed.key, occurrence, documentNumber, postedOn, cents, taken: false };
}

/**
 * Which new rows reverse which postings (domain.md section 7; promises.md P3 "reversal line"): the row names the
 * other's document, both have the same company code, year and line item, opposite amounts, and the row is the later
 * one. A posting is reversed once, and a reversal is not reversed by a row of the same file. What fits nothing stays
 * an ordinary posting: the amounts count in any case, only the link is missing.
 */
export function reversalsAmong(rows: readonly NewRow[], existing: readonly Original[]): Reversal[] {
  const originals = Map.groupBy([...existing, ...rows.map(originalOf)], (one) => one.key);
  const used = new Set<Original>();
  const links: Reversal[] = [];
  const reversing = new Set<string>();
  for (const row of rows) {
    const key = reversedKey(row.keyed);
    const original = (key === null ? [] : (originals.get(key) ?? [])).find(
      (one) =>
        !one.taken &&
        !used.has(one) &&
        !(one.id === null && reversing.has(`${one.key}|${one.occurrence}`)) &&
        one.cents === -row.keyed.row.cents &&
        one.cents !== 0 &&
        isLater(row, one),
    );
    if (!original) continue;
    used.add(original);
    reversing.add(`${row.keyed.key}|${row.occurrence}`);
    links.push({ row, original });
  }
  return links;
}

/** Rows that name a reversed document, for the preview: how many were linked and how many stand alone. */
export function reversalNotices(rows: readonly NewRow[], links: readonly Reversal[]): string[] {
  const naming = rows.filter((row) => reversedKey(row.keyed) !== null);
  const known = new Set(links.flatMap(({ row, original }) => [row.keyed.key, original.key]));
  const alone = naming.filter((row) => !known.has(row.keyed.key)).length;
  return [
    ...(links.length === 0
      ? []
      : [
          `${counted(links.length, 'Zeile storniert', 'Zeilen stornieren')} eine frühere Buchung; beide bleiben und heben sich auf.`,
        ]),
    ...(alone === 0
      ? []
      : [
          `${counted(alone, 'Zeile nennt', 'Zeilen nennen')} einen Stornobeleg, zu dem keine offene Buchung mit dem Gegenbetrag passt.`,
        ]),
  ];
}

/** Whether a profile says which document a row reverses. */
export function readsReversals(profile: ImportProfile): boolean {
  return profile.columns.reversedDocument !== undefined && profile.columns.documentNumber !== undefined;
}
