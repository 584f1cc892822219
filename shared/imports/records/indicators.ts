import { formatDate } from '../../calendar.ts';
import type { IsoDate } from '../../calendar.ts';
import { code, date, text } from './record-field.ts';
import type { RecordRules } from './record-field.ts';

export const indicators: RecordRules = {
  words: 'Kennzahlen',
  fields: {
    code: code('Kennzahl'),
    measuredOn: date('Stand'),
    name: text('Name'),
    value: { title: 'Wert', type: 'decimal', required: true },
    unit: text('Einheit'),
    model: text('Modell und Version', false),
    source: text('Quelle'),
  },
  keys: ['code', 'measuredOn'],
  name: 'name',
  called: ({ code: named = '', measuredOn }) => `${named} (${formatDate(measuredOn as IsoDate)})`,
  changes: 'newer-row',
  measured: 'measuredOn',
};
