import * as z from 'zod';
import type { IsoDate } from '../calendar.ts';
import { codeKey } from '../codes.ts';
import { dateField, lineText } from '../fields.ts';
import { masterRules } from './master-kinds.ts';
import type { MasterKind } from './master-kinds.ts';
import type { Values } from './master-rules.ts';
import { pastedLines } from './paste-text.ts';
import type { PastedLine } from './paste-text.ts';
import { creationFaults, recordOf } from './record-rules.ts';
import type { Beside } from './record-rules.ts';
import { valuesOf } from './record-values.ts';

/** More rows than this are a file, not a paste. */
export const MOST_PASTED = 1000;

/** POST /api/master-data/:kind/pasted/preview */
export const PasteText = z.strictObject({
  text: z
    .string()
    .min(1, 'Es ist nichts eingefügt.')
    .max(60_000, 'Zu viel auf einmal: höchstens 60.000 Zeichen.'),
  from: dateField,
});
export type PasteText = z.infer<typeof PasteText>;

/** POST /api/master-data/:kind/pasted: the same, taken as a whole or not at all. */
export const PasteInput = PasteText.extend({ reason: lineText().max(300) });
export type PasteInput = z.infer<typeof PasteInput>;

const PastedRow = z.strictObject({
  /** Of the pasted table, its heading counted. */
  line: z.int(),
  values: z.record(z.string(), z.string()),
  /** `same` stands there already as it is. */
  outcome: z.enum(['new', 'same', 'faulty']),
  faults: z.array(z.strictObject({ field: z.string(), message: z.string() })),
});
export type PastedRow = z.infer<typeof PastedRow>;

/** What was read of a paste, row by row. */
export const PastePreview = z.strictObject({
  rows: z.array(PastedRow),
  fresh: z.int(),
  same: z.int(),
  faulty: z.int(),
});
export type PastePreview = z.infer<typeof PastePreview>;

/** What a paste was answered with. */
export const PasteAnswer = z.strictObject({ made: z.int(), same: z.int() });
export type PasteAnswer = z.infer<typeof PasteAnswer>;

const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** Which field stands in which column: by a heading row where there is one, else in the order of the form. */
function columnsOf(kind: MasterKind, first: PastedLine | undefined): { fields: string[]; headed: boolean } {
  const { fields } = masterRules(kind);
  const names = Object.keys(fields);
  const byTitle = new Map(names.map((name) => [plain(fields[name]?.title ?? name), name]));
  const found = (first?.cells ?? []).map((cell) => byTitle.get(plain(cell)) ?? '');
  return found.includes('code') && found.includes('name')
    ? { fields: found, headed: true }
    : { fields: names, headed: false };
}

function rowValues(
  kind: MasterKind,
  fields: readonly string[],
  { cells }: PastedLine,
): Record<string, string> {
  const none = Object.fromEntries(Object.keys(masterRules(kind).fields).map((name) => [name, '']));
  const named = fields.flatMap((name, at) =>
    name === '' ? [] : [[name, (cells[at] ?? '').trim()] as const],
  );
  return { ...none, ...Object.fromEntries(named) };
}

/** What a row is: new, there already, or with everything that is wrong with it. */
function judged(
  kind: MasterKind,
  line: PastedLine,
  {
    fields,
    from,
    beside,
    seen,
  }: { fields: readonly string[]; from: IsoDate; beside: Beside; seen: Map<string, number> },
): PastedRow {
  const typed = rowValues(kind, fields, line);
  const { data, error } = valuesOf(kind).safeParse(typed);
  const values: Values = data ?? typed;
  const faults = (error?.issues ?? []).map(({ path, message }) => ({
    field: String(path[0] ?? ''),
    message,
  }));
  if (line.cells.length > fields.length && line.cells.slice(fields.length).some((cell) => cell.trim() !== ''))
    faults.push({ field: '', message: `Die Zeile hat mehr als ${fields.length} Spalten.` });
  const key = codeKey(values['code'] ?? '');
  const twin = key === '' ? undefined : seen.get(key);
  if (twin !== undefined) faults.push({ field: 'code', message: `Steht schon in Zeile ${twin}.` });
  else seen.set(key, line.line);
  const standing = recordOf(beside.records, values['code'] ?? '');
  const isSame =
    standing !== undefined && Object.keys(values).every((name) => standing.values[name] === values[name]);
  if (isSame && faults.length === 0) return { line: line.line, values, outcome: 'same', faults };
  if (!error)
    for (const { path, message } of creationFaults(kind, { values, from }, beside))
      faults.push({ field: path.replace('values.', ''), message });
  return { line: line.line, values, outcome: faults.length === 0 ? 'new' : 'faulty', faults };
}

/** Reads what was pasted, row by row, without taking anything. */
export function readPaste(kind: MasterKind, { text, from }: PasteText, beside: Beside): PastePreview {
  const lines = pastedLines(text);
  const { fields, headed } = columnsOf(kind, lines[0]);
  const body = headed ? lines.slice(1) : lines;
  const seen = new Map<string, number>();
  const rows = body.slice(0, MOST_PASTED).map((line) => judged(kind, line, { fields, from, beside, seen }));
  if (body.length > MOST_PASTED)
    rows.push({
      ...{ line: body[MOST_PASTED]?.line ?? 0, values: {}, outcome: 'faulty' },
      faults: [{ field: '', message: `Höchstens ${MOST_PASTED} Zeilen auf einmal.` }],
    });
  const count = (outcome: PastedRow['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;
  return { rows, fresh: count('new'), same: count('same'), faulty: count('faulty') };
}
