import * as z from 'zod';
import { ENCODINGS, NumberFormat } from '../file-shape.ts';
import { DATE_FORMATS, IMPORT_KINDS, SIGNS, UNITS } from '../terms.ts';
import { SEPARATORS } from './shape-census.ts';

/** What a person has confirmed or chosen so far; what is missing is proposed. */
export const ChosenSettings = z.strictObject({
  encoding: z.enum(ENCODINGS).optional(),
  separator: z.enum(SEPARATORS).optional(),
  sheet: z.string().min(1).max(100).optional(),
  headerRow: z.int().min(1).max(100).optional(),
  number: NumberFormat.optional(),
  dateFormat: z.enum(DATE_FORMATS).optional(),
  unit: z.enum(UNITS).optional(),
  sign: z.enum(SIGNS).optional(),
});
export type ChosenSettings = z.infer<typeof ChosenSettings>;
export const SETTINGS = [
  'encoding',
  'separator',
  'sheet',
  'headerRow',
  'number',
  'dateFormat',
  'unit',
  'sign',
] as const satisfies readonly (keyof ChosenSettings)[];
export type Setting = (typeof SETTINGS)[number];

/** POST /api/import-profiles/proposal */
export const ProposalInput = z.strictObject({
  sampleId: z.string().max(60),
  kind: z.enum(IMPORT_KINDS),
  chosen: ChosenSettings,
});
export type ProposalInput = z.infer<typeof ProposalInput>;

/** A value as the profile stores it, and in words. */
const SettingWay = z.strictObject({ value: z.unknown(), words: z.string(), reason: z.string() });

export const SettingProposal = z.strictObject({
  setting: z.enum(SETTINGS),
  title: z.string(),
  /** Null where the file allows readings that differ: a person must choose one of `others`. */
  proposed: SettingWay.nullable(),
  /** Why nothing is proposed; empty where something is. */
  open: z.string(),
  others: z.array(SettingWay),
});
export type SettingProposal = z.infer<typeof SettingProposal>;

/** What the file suggests about a new profile, as far as what was chosen allows; nothing is written. */
export const ProfileProposal = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  settings: z.array(SettingProposal),
  /** Columns in the file's order; empty until the header is known. */
  columns: z.array(
    z.strictObject({
      header: z.string(),
      filled: z.int(),
      is: z.enum(['amount', 'date', 'code', 'text', 'empty']),
      examples: z.array(z.string()),
    }),
  ),
  rows: z.int(),
  fields: z.array(
    z.strictObject({ field: z.string(), title: z.string(), column: z.string(), reason: z.string() }),
  ),
  /** A whole profile of what is known; what it lacks its own preview names. Null until every setting is known. */
  draft: z.record(z.string(), z.unknown()).nullable(),
});
export type ProfileProposal = z.infer<typeof ProfileProposal>;
