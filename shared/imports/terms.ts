import { MONEY_KINDS, moneyRules } from './money/money-kinds.ts';
import type { MoneyKind } from './money/money-kinds.ts';
import type { MoneyRules } from './money/money-rules.ts';
import type { RecordRules } from './records/record-field.ts';
import { isRecordKind, RECORD_KINDS, RECORD_RULES } from './records/record-kinds.ts';
import type { RecordKind } from './records/record-kinds.ts';

export type { MoneyKind } from './money/money-kinds.ts';
export { MONEY_KINDS } from './money/money-kinds.ts';
export type { RecordKind } from './records/record-kinds.ts';
export { RECORD_KINDS } from './records/record-kinds.ts';

export type ImportKind = MoneyKind | RecordKind;
/** What a file can bring. Apart from the schemas, so that a page does not load the schema library for its words. */
export const IMPORT_KINDS: readonly [ImportKind, ...ImportKind[]] = [...MONEY_KINDS, ...RECORD_KINDS];

/** Whether rows of a kind may wait in the basket, without a line. */
export const hasBasket = (kind: ImportKind): boolean =>
  !isRecordKind(kind) && moneyRules(kind).nature === 'posting';

/** What a changed row of a file does: `refused` and `never` keep it out, `decided` waits, the others write it. */
export const changesOf = (kind: ImportKind): MoneyRules['changes'] | RecordRules['changes'] =>
  isRecordKind(kind) ? RECORD_RULES[kind].changes : moneyRules(kind).changes;

/** What a kind is called on every page. */
export function importKindWords(kind: ImportKind): string {
  return isRecordKind(kind) ? RECORD_RULES[kind].words : moneyRules(kind).words;
}

export const UNITS = ['EUR', 'TEUR', 'MIO', 'CENT'] as const;
export type Unit = (typeof UNITS)[number];
/** Which sign an expense has in the file; storage is always expense positive. */
export const SIGNS = ['expense-positive', 'expense-negative'] as const;
export type Sign = (typeof SIGNS)[number];
/** What an empty amount means. */
export const EMPTY_AMOUNTS = ['refused', 'zero'] as const;
/** Which day a row counts on that has none: 31 December of its year, or the last day of its period. */
export const POSTING_DAYS = ['year-end', 'period-end'] as const;
export type PostingDay = (typeof POSTING_DAYS)[number];
/**
 * How a date is written (dates.ts). `iso-midnight`: as the first instant of its day, `2011-01-10T00:00:00Z`; forms with
 * `time`: a time of day may follow, which belongs to its day.
 */
export const DATE_FORMATS = [
  'dd.mm.yyyy',
  'd.m.yyyy',
  'dd.mm.yy',
  'dd.mm.yyyy-time',
  'dd/mm/yyyy',
  'yyyymmdd',
  'yyyy-mm-dd',
  'iso-time',
  'iso-midnight',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Where a control total comes from: the file itself, the profile of this one file, or a person. */
export const CONTROL_ORIGINS = ['totals-row', 'profile', 'entered', 'none'] as const;
export type ControlOrigin = (typeof CONTROL_ORIGINS)[number];

/** Why a row of an import that is taken back stays (shared/imports/undo.ts). */
export const LEFT_REASONS = [
  'taken-back',
  'taken-over',
  'reversed-in-sap',
  'reconciled',
  'changed-later',
  'held',
  'needed',
] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];

/** Source of the postings that take others back; no profile reads it, so no file ever matches them. */
export const UNDO_SOURCE = 'UNDO';

/** What became of a row that SAP changed (shared/imports/conflict.ts). */
export const CONFLICT_STATES = ['open', 'requested', 'blocked', 'taken', 'kept', 'settled'] as const;
export type ConflictState = (typeof CONFLICT_STATES)[number];
export const CONFLICT_STATE_WORDS: Record<ConflictState, string> = {
  open: 'offen',
  requested: 'beantragt',
  blocked: 'gesperrt',
  taken: 'übernommen',
  kept: 'alte behalten',
  settled: 'erledigt',
};
