import { LEDGERS, LINE_KINDS } from '../../budget/terms.ts';
import { formatDate } from '../../calendar.ts';
import type { IsoDate } from '../../calendar.ts';
import { code, date, text } from './record-field.ts';
import type { RecordRules } from './record-field.ts';

export const accountMap: RecordRules = {
  words: 'Kontenzuordnung',
  fields: {
    frame: text('Kontenrahmen'),
    prefix: code('Konto beginnend mit', 'number'),
    validFrom: date('gültig ab'),
    ledger: { ...text('Haushalt'), oneOf: LEDGERS },
    kind: { ...text('Art'), oneOf: LINE_KINDS },
    name: { ...text('Bezeichnung'), describes: true },
    id: { ...text('Kennung', false), describes: true },
  },
  keys: ['frame', 'prefix', 'validFrom'],
  name: 'name',
  called: ({ prefix = '', validFrom }) => `${prefix} (ab ${formatDate(validFrom as IsoDate)})`,
  changes: 'never',
  instead: {
    words: 'Eine geänderte Zuordnung ist ein neuer Eintrag mit eigenem „gültig ab“.',
    blocked: 'Eine Kontenzuordnung wird nur ergänzt: was sich ändert, braucht ein neues „gültig ab“.',
  },
  olderThanAll: true,
};
