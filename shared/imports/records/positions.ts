import { code, date, place, text } from './record-field.ts';
import type { RecordRules } from './record-field.ts';

export const positions: RecordRules = {
  words: 'Stellen',
  fields: {
    number: code('Nummer'),
    title: text('Bezeichnung'),
    grade: text('Entgeltgruppe'),
    fte: { title: 'Stellenanteil', type: 'fte', required: true },
    ...place,
    authorisedOn: date('bewilligt am'),
    plannedStart: date('geplanter Beginn'),
    kwOn: date('kw-Datum', false),
  },
  keys: ['number'],
  name: 'title',
  changes: 'in-place',
  span: { from: 'plannedStart', to: 'kwOn', words: 'Das kw-Datum liegt vor dem geplanten Beginn' },
};
