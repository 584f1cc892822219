import type { CodeKind } from '../../codes.ts';

/** What a field may point to: codes the city already keeps. */
export const REFERENCES = ['office', 'field', 'stage'] as const;
export type Reference = (typeof REFERENCES)[number];
export const REFERENCE_WORDS: Record<Reference, string> = {
  office: 'Das Amt',
  field: 'Das Handlungsfeld',
  stage: 'Die Umsetzungsstufe',
};

/** One field of a record: its German name, how its text is read, and what it must be. */
export interface RecordField {
  title: string;
  /** `fte`: a share with at most four decimals; `decimal`: a number that stays decimal text. */
  type: 'text' | 'date' | 'fte' | 'decimal';
  required: boolean;
  /** Tells things apart: stored in the form of its kind, compared by its key (codes.ts). */
  code?: CodeKind;
  refers?: Reference;
  oneOf?: readonly string[];
  /** Describes only: where two rows of a key differ in it alone, they still say the same. */
  describes?: true;
}

/** Everything that differs between kinds of records, as far as it needs no database. */
export interface RecordRules {
  /** What the kind is called on every page. */
  words: string;
  /** Its fields, in the order in which they are shown. */
  fields: Readonly<Record<string, RecordField>>;
  /** The fields that tell its records apart. */
  keys: readonly string[];
  /** The field that names a record in a preview. */
  name: string;
  /** What people call a record by, from its key; without it, by its number. */
  called?: (key: Readonly<Record<string, string>>) => string;
  /**
   * What a changed row of a file does: `in-place` gives the record new values, `newer-row` is added beside the old one
   * (a measured fact), `never` is refused.
   */
  changes: 'in-place' | 'newer-row' | 'never';
  /** For `never`: what a person does instead, and why the confirming button is off. */
  instead?: { words: string; blocked: string };
  /** Its begin and end, and what is wrong when they are the other way round. */
  span?: { from: string; to: string; words: string };
  /** The date of what was measured or counted: it lies behind whoever says so. */
  measured?: string;
  /** True where dates may be older than anything that is steered with them. */
  olderThanAll?: true;
}

export const text = (title: string, required = true): RecordField => ({ title, type: 'text', required });
export const code = (title: string, kind: CodeKind = 'own'): RecordField => ({ ...text(title), code: kind });
export const date = (title: string, required = true): RecordField => ({ title, type: 'date', required });
/** Where a thing belongs: office, field of action, stage. */
export const place = {
  office: { ...code('Amt'), refers: 'office' },
  field: { ...code('Handlungsfeld'), refers: 'field' },
  stage: { ...code('Umsetzungsstufe'), refers: 'stage' },
} satisfies Record<string, RecordField>;
