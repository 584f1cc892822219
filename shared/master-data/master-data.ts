import * as z from 'zod';
import { asOfField, dateField, idField, lineText, originField } from '../fields.ts';
import { MASTER_KINDS } from './master-kinds.ts';

/** What a record holds, as text by field; which fields there are says its kind (master-rules.ts). */
const valuesField = z.record(z.string().max(40), z.string().max(4000));
const reasonField = lineText().max(300);

export const MasterParams = z.strictObject({ kind: z.enum(MASTER_KINDS) });
export const MasterIdParams = MasterParams.extend({ id: z.coerce.number().pipe(idField) });
export const MasterQuery = z.strictObject({ asOf: asOfField.optional() });

/** POST /api/master-data/:kind: a new record, from a day on. `newRecord` (record-values.ts) is the same of one kind. */
export const NewRecord = z.strictObject({ values: valuesField, from: dateField, reason: reasonField });
export type NewRecord = z.infer<typeof NewRecord>;

/** POST /api/master-data/:kind/:id/changes: other values; dated ones count from a day on, the others are corrected. */
export const RecordChange = z.strictObject({
  values: valuesField,
  on: dateField,
  reason: reasonField.min(1, 'Bitte kurz begründen.'),
});
export type RecordChange = z.infer<typeof RecordChange>;

/** POST /api/master-data/:kind/:id/end: its last day, and who goes on with what it had (codes). */
export const RecordEnd = z.strictObject({
  on: dateField,
  successors: z.array(z.string().max(20)).max(20),
  reason: reasonField.min(1, 'Bitte kurz begründen.'),
});
export type RecordEnd = z.infer<typeof RecordEnd>;

/** What still belongs to a record, by kind of thing: `{ words: '3 Projekte', count: 3 }`. */
export const MasterUse = z.strictObject({ words: z.string(), count: z.int().min(1) });
export type MasterUse = z.infer<typeof MasterUse>;

const Coded = z.strictObject({ code: z.string(), name: z.string() });
export type Coded = z.infer<typeof Coded>;

/** A record as it is on a day. */
export const MasterRow = z.strictObject({
  id: idField,
  version: z.int().min(1),
  values: z.record(z.string(), z.string()),
  from: dateField,
  /** Its last day; null = it goes on. */
  to: dateField.nullable(),
  successors: z.array(Coded),
  /** What its dated fields hold from which day on, earliest first (null = from the beginning); only where that ever changed. */
  dated: z.array(z.strictObject({ field: z.string(), value: z.string(), on: dateField.nullable() })),
  /** What goes on beyond the day; nothing for whoever may not edit. */
  uses: z.array(MasterUse),
  origin: originField,
});
export type MasterRow = z.infer<typeof MasterRow>;

/** GET /api/master-data/:kind?asOf= */
export const MasterList = z.strictObject({
  kind: z.enum(MASTER_KINDS),
  asOf: dateField,
  rows: z.array(MasterRow),
  /** What its fields may point to, by field, as it is called on the day. */
  choices: z.record(z.string(), z.array(Coded)),
});
export type MasterList = z.infer<typeof MasterList>;

/** What a change is answered with: the record as it is on the day of the change, and what still belongs to it. */
export const MasterAnswer = z.strictObject({ row: MasterRow });
export type MasterAnswer = z.infer<typeof MasterAnswer>;
