import { accountMap } from './account-map.ts';
import { indicators } from './indicators.ts';
import { positions } from './positions.ts';
import { projects } from './projects.ts';
import type { RecordRules } from './record-field.ts';

/** Kinds whose rows are records with named fields; one module says all about a kind, one line here adds it. */
export const RECORD_RULES = {
  projects,
  positions,
  indicators,
  'account-map': accountMap,
} as const satisfies Record<string, RecordRules>;

export type RecordKind = keyof typeof RECORD_RULES;

/** In the order in which they are offered. */
export const RECORD_KINDS = Object.keys(RECORD_RULES) as readonly string[] as readonly [
  RecordKind,
  ...RecordKind[],
];

export function isRecordKind(kind: string): kind is RecordKind {
  return Object.hasOwn(RECORD_RULES, kind);
}

/** Everything that differs between kinds of records. */
export function recordRules(kind: RecordKind): RecordRules {
  return RECORD_RULES[kind];
}
