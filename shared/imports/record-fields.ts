import { LEDGERS, LINE_KINDS } from '../budget/terms.ts';
import type { CodeKind } from '../codes.ts';
import type { RecordKind } from './terms.ts';

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

const text = (title: string, required = true): RecordField => ({ title, type: 'text', required });
const code = (title: string, kind: CodeKind = 'own'): RecordField => ({ ...text(title), code: kind });
const date = (title: string, required = true): RecordField => ({ title, type: 'date', required });
const place = {
  office: { ...code('Amt'), refers: 'office' },
  field: { ...code('Handlungsfeld'), refers: 'field' },
  stage: { ...code('Umsetzungsstufe'), refers: 'stage' },
} satisfies Record<string, RecordField>;

/** The fields of each kind, in the order in which they are shown. */
export const RECORD_FIELDS: Record<RecordKind, Record<string, RecordField>> = {
  projects: {
    number: code('Nummer'),
    name: text('Name'),
    description: text('Beschreibung', false),
    ...place,
    startsOn: date('Beginn'),
    endsOn: date('Ende'),
  },
  positions: {
    number: code('Nummer'),
    title: text('Bezeichnung'),
    grade: text('Entgeltgruppe'),
    fte: { title: 'Stellenanteil', type: 'fte', required: true },
    ...place,
    authorisedOn: date('bewilligt am'),
    plannedStart: date('geplanter Beginn'),
    kwOn: date('kw-Datum', false),
  },
  indicators: {
    code: code('Kennzahl'),
    measuredOn: date('Stand'),
    name: text('Name'),
    value: { title: 'Wert', type: 'decimal', required: true },
    unit: text('Einheit'),
    model: text('Modell und Version', false),
    source: text('Quelle'),
  },
  'account-map': {
    frame: text('Kontenrahmen'),
    prefix: code('Konto beginnend mit', 'number'),
    validFrom: date('gültig ab'),
    ledger: { ...text('Haushalt'), oneOf: LEDGERS },
    kind: { ...text('Art'), oneOf: LINE_KINDS },
    name: { ...text('Bezeichnung'), describes: true },
    id: { ...text('Kennung', false), describes: true },
  },
};

/** What tells the records of a kind apart. */
export const RECORD_KEYS: Record<RecordKind, readonly string[]> = {
  projects: ['number'],
  positions: ['number'],
  indicators: ['code', 'measuredOn'],
  'account-map': ['frame', 'prefix', 'validFrom'],
};

/** The field that names a record in a preview. */
export const RECORD_NAMES: Record<RecordKind, string> = {
  projects: 'name',
  positions: 'title',
  indicators: 'name',
  'account-map': 'name',
};
