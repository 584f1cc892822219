import * as z from 'zod';
import { CellPart } from './cell-part.ts';
import { FILE_SHAPE, NumberFormat, shapeFaults } from './file-shape.ts';
import type { FileShape } from './file-shape.ts';
import { RecordPlausibility } from './plausible-record.ts';
import { recordRules } from './records/record-kinds.ts';
import { columnName } from './row-test.ts';
import { DATE_FORMATS, RECORD_KINDS } from './terms.ts';

/** Each text of `field` must stand for one text of `for`; what does not is reported, never guessed. */
export const OneMeaning = z.strictObject({ field: z.string().min(1), for: z.string().min(1) });
export type OneMeaning = z.infer<typeof OneMeaning>;

/** How a file of records is read: which column is which field, and what the file does not say. */
export const RecordProfile = z
  .strictObject({
    ...FILE_SHAPE,
    kind: z.enum(RECORD_KINDS),
    /** Our field → its column. */
    fields: z.record(z.string(), columnName),
    /** Our field → what it is in every row; also where its column is empty. */
    constants: z.record(z.string(), z.string().min(1)).optional(),
    /** Our field → the file's word → ours; a word that is not listed is a fault. */
    words: z.record(z.string(), z.record(z.string(), z.string().min(1))).optional(),
    /** Our field → the part of its cell that is meant. */
    parts: z.record(z.string(), CellPart).optional(),
    number: NumberFormat.optional(),
    dateFormat: z.enum(DATE_FORMATS),
    /** What is done where dates cannot be meant; strict unless stated. */
    plausibility: RecordPlausibility.optional(),
    oneMeaning: z.array(OneMeaning).min(1).optional(),
  })
  .superRefine((profile, context) => {
    for (const { message, path } of recordFaults(profile))
      context.addIssue({ code: 'custom', message, path });
  });
export type RecordProfile = z.infer<typeof RecordProfile>;

type Checked = FileShape &
  Pick<RecordProfile, 'kind' | 'fields' | 'constants' | 'words' | 'parts' | 'number'>;

interface Fault {
  message: string;
  path: string[];
}

function recordFaults(profile: Checked): Fault[] {
  const known = recordRules(profile.kind).fields;
  const given = new Set([...Object.keys(profile.fields), ...Object.keys(profile.constants ?? {})]);
  const missing = Object.entries(known).filter(([name, field]) => field.required && !given.has(name));
  const strange = (['fields', 'constants', 'words', 'parts'] as const).flatMap((part) =>
    Object.keys(profile[part] ?? {})
      .filter((field) => !(field in known))
      .map((field) => ({ message: `Ein Feld „${field}“ gibt es hier nicht.`, path: [part, field] })),
  );
  const counts = Object.entries(known).some(
    ([name, field]) => name in profile.fields && (field.type === 'fte' || field.type === 'decimal'),
  );
  return [
    ...shapeFaults(profile),
    ...(counts && !profile.number
      ? [{ message: 'Die Schreibweise der Zahlen fehlt.', path: ['number'] }]
      : []),
    ...strange,
    ...missing.map(([name, field]) => ({
      message: `Das Feld „${field.title}“ fehlt.`,
      path: ['fields', name],
    })),
  ];
}

/** Every column the profile reads, once each, in a fixed order. */
export function recordColumns(profile: RecordProfile): string[] {
  const tests = [
    ...profile.leaveOut.flatMap((rule) => [rule.test, ...(rule.and ?? [])]),
    ...(profile.select ?? []),
    ...(profile.tableEnd ?? []),
  ];
  return [...new Set([...Object.values(profile.fields), ...tests.map((test) => test.column)])];
}
