import { code, date, place, text } from './record-field.ts';
import type { RecordRules } from './record-field.ts';

export const projects: RecordRules = {
  words: 'Projekte',
  fields: {
    number: code('Nummer'),
    name: text('Name'),
    description: text('Beschreibung', false),
    ...place,
    startsOn: date('Beginn'),
    endsOn: date('Ende'),
  },
  keys: ['number'],
  name: 'name',
  changes: 'in-place',
  span: { from: 'startsOn', to: 'endsOn', words: 'Das Ende liegt vor dem Beginn' },
};
