import { codeKey, sameCode } from '../codes.ts';
import { pushAll } from '../largest.ts';
import type { FileNote } from './file-notes.ts';
import type { RowError } from './imports.ts';
import type { ReadRecord, RecordBrief, SourceRecord } from './read-record.ts';
import type { RecordDifference } from './plausible-record.ts';
import { recordRules } from './records/record-kinds.ts';
import { REFERENCE_WORDS } from './records/record-field.ts';
import type { RecordField, Reference } from './records/record-field.ts';
import type { RecordProfile } from './record-profile.ts';
import type { RecordKind } from './terms.ts';

/** A file of records after every row was read once: each is in exactly one of these lists. */
export interface RecordFile {
  records: SourceRecord[];
  leftOut: { brief: RecordBrief; reason: string }[];
  rejected: { brief: RecordBrief; errors: RowError[] }[];
  /** What was read otherwise than it stands in the file, and stops nothing. */
  warnings: RowError[];
  /** Dates that the profile lets pass although they cannot be meant, counted by what is strange about them. */
  told: Map<RecordDifference, number>;
  /** What the reader met in the file that a person should know. */
  notes: FileNote[];
}

export const emptyRecordFile = (): RecordFile => ({
  records: [],
  leftOut: [],
  rejected: [],
  warnings: [],
  told: new Map(),
  notes: [],
});

export function addRecord(file: RecordFile, read: ReadRecord): void {
  if (read.outcome === 'record') {
    file.records.push(read.record);
    pushAll(file.warnings, read.warnings);
    for (const one of read.told) file.told.set(one, (file.told.get(one) ?? 0) + 1);
    return;
  }
  if (read.outcome === 'left-out') file.leftOut.push(read);
  else file.rejected.push(read);
}

export interface RecordFacts {
  profile: RecordProfile;
  fileName: string;
  file: RecordFile;
  /** What the data holds under the file's keys, by the same fields. */
  existing: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Keys of the codes that the city keeps. */
  known: Readonly<Record<Reference, ReadonlySet<string>>>;
}

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface PlannedRecord {
  record: SourceRecord;
  outcome: 'add' | 'change' | 'same' | 'repeat' | 'rejected';
  changes: FieldChange[];
  errors: RowError[];
}

export interface RecordPlan {
  entries: PlannedRecord[];
  errors: RowError[];
  warnings: RowError[];
}

const told = (facts: RecordFacts, record: SourceRecord, field: string, message: string): RowError => ({
  file: facts.fileName,
  line: record.line,
  column: facts.profile.fields[field] ?? '',
  text: record.values[field] ?? '',
  message,
});

/** Codes of the row that the city does not keep. */
function referenceErrors(facts: RecordFacts, record: SourceRecord): RowError[] {
  return Object.entries(recordRules(facts.profile.kind).fields).flatMap(([name, field]) => {
    const code = record.values[name] ?? '';
    if (!field.refers || code === '' || facts.known[field.refers].has(codeKey(code))) return [];
    return [told(facts, record, name, `${REFERENCE_WORDS[field.refers]} „${code}“ gibt es nicht.`)];
  });
}

/** Whether two values of a field say the same: codes by their keys. */
const sameValue = (field: RecordField, a: string, b: string): boolean =>
  field.code ? sameCode(a, b) : a === b;

/** Fields in which two rows of a key contradict each other. */
function contradictions(kind: RecordKind, one: SourceRecord, other: SourceRecord): string[] {
  return Object.entries(recordRules(kind).fields)
    .filter(
      ([name, field]) =>
        !field.describes && !sameValue(field, one.values[name] ?? '', other.values[name] ?? ''),
    )
    .map(([, field]) => field.title);
}

/** The values a record would have: what the profile reads from the file, everything else as it stands. */
function mergedValues(facts: RecordFacts, record: SourceRecord): Readonly<Record<string, string>> {
  const { fields, constants } = facts.profile;
  const before = Object.entries(facts.existing.get(record.key) ?? {});
  const unread = before.filter(([name]) => !(name in fields) && constants?.[name] === undefined);
  // A code that means the same stays as the city writes it.
  const same = before.filter(([name, old]) => {
    const field = recordRules(facts.profile.kind).fields[name];
    return field?.code !== undefined && sameCode(old, record.values[name] ?? '');
  });
  return { ...record.values, ...Object.fromEntries([...unread, ...same]) };
}

/** Differences to what the data holds, field by field. */
function changesOf(facts: RecordFacts, record: SourceRecord): FieldChange[] {
  const before = facts.existing.get(record.key) ?? {};
  return Object.entries(recordRules(facts.profile.kind).fields).flatMap(([name, field]) => {
    const [old, now] = [before[name], record.values[name] ?? ''];
    return old !== undefined && !sameValue(field, old, now)
      ? [{ field: field.title, before: old, after: now }]
      : [];
  });
}

/** A key that stands twice: told the same way it counts once and is reported, told differently it is a fault. */
function repeated(facts: RecordFacts, first: SourceRecord, record: SourceRecord): PlannedRecord {
  const { kind } = facts.profile;
  const key = recordRules(kind).keys.find((name) => name in facts.profile.fields) ?? '';
  const fields = contradictions(kind, first, record);
  if (fields.length === 0) return { record, outcome: 'repeat', changes: [], errors: [] };
  const message = `Steht schon in Zeile ${first.line}, dort mit anderem Inhalt (${fields.join(', ')}).`;
  return { record, outcome: 'rejected', changes: [], errors: [told(facts, record, key, message)] };
}

function repeatWarning(facts: RecordFacts, first: SourceRecord, record: SourceRecord): RowError {
  const { kind } = facts.profile;
  const key = recordRules(kind).keys.find((name) => name in facts.profile.fields) ?? '';
  const texts = Object.entries(recordRules(kind).fields)
    .filter(([name, field]) => field.describes && first.values[name] !== record.values[name])
    .map(
      ([name, field]) => `${field.title} „${first.values[name] ?? ''}“ und „${record.values[name] ?? ''}“`,
    );
  const rest = texts.length === 0 ? '' : `, mit ${texts.join('; ')}`;
  return told(
    facts,
    record,
    key,
    `Mehrdeutig: steht schon in Zeile ${first.line}${rest}. Gezählt wird es einmal.`,
  );
}

/** Texts that must stand for one thing and stand for several. */
function meaningWarnings(facts: RecordFacts): RowError[] {
  return (facts.profile.oneMeaning ?? []).flatMap((rule) => {
    const first = new Map<string, SourceRecord>();
    return facts.file.records.flatMap((record) => {
      const text = record.values[rule.field] ?? '';
      const other = first.get(text);
      if (text === '') return [];
      if (!other) {
        first.set(text, record);
        return [];
      }
      const [was, is] = [other.values[rule.for] ?? '', record.values[rule.for] ?? ''];
      if (was === is) return [];
      const words = `Mehrdeutig: „${text}“ steht in Zeile ${other.line} für „${was}“, hier für „${is}“.`;
      return [told(facts, record, rule.field, words)];
    });
  });
}

/** Names of one key that differ: both are kept, because choosing one would be a guess. */
function withAllNames(kind: RecordKind, first: PlannedRecord, other: SourceRecord): void {
  const values: Record<string, string> = { ...first.record.values };
  for (const [name, field] of Object.entries(recordRules(kind).fields)) {
    const [one, two] = [values[name] ?? '', other.values[name] ?? ''];
    if (field.describes && two !== '' && !one.split(' / ').includes(two)) values[name] = `${one} / ${two}`;
  }
  first.record = { ...first.record, values };
}

/**
 * What an import of records would do, and does. Every row has exactly one outcome; the order of the file decides only
 * which of two contradicting rows is named. Pure.
 */
export function planRecords(facts: RecordFacts): RecordPlan {
  const firsts = new Map<string, PlannedRecord>();
  const warnings = [...facts.file.warnings, ...meaningWarnings(facts)];
  const entries = facts.file.records.map((record): PlannedRecord => {
    const first = firsts.get(record.key);
    if (first) {
      const entry = repeated(facts, first.record, record);
      if (entry.outcome === 'repeat') {
        warnings.push(repeatWarning(facts, first.record, record));
        withAllNames(facts.profile.kind, first, record);
      }
      return entry;
    }
    const errors = referenceErrors(facts, record);
    const entry: PlannedRecord = { record, outcome: 'add', changes: [], errors };
    firsts.set(record.key, entry);
    return entry;
  });
  for (const entry of firsts.values()) {
    if (entry.errors.length > 0) entry.outcome = 'rejected';
    else if (facts.existing.has(entry.record.key)) {
      entry.record = { ...entry.record, values: mergedValues(facts, entry.record) };
      entry.changes = changesOf(facts, entry.record);
      entry.outcome = entry.changes.length > 0 ? 'change' : 'same';
    }
  }
  const errors = [...facts.file.rejected, ...entries].flatMap((one) => one.errors);
  const byLine = (a: RowError, b: RowError): number => a.line - b.line;
  return { entries, errors: errors.sort(byLine), warnings: warnings.sort(byLine) };
}
