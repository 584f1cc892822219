import { isMoney, isRecords } from './profile-field.ts';
import type { ProfileSection } from './profile-field.ts';
import { COLUMN_FIELDS, CONSTANT_FIELDS } from './profile-fields-columns.ts';
import { FILE_FIELDS, FORM_FIELDS } from './profile-fields-file.ts';
import { PLAUSIBLE_FIELDS, PLAUSIBLE_RECORD_FIELDS } from './profile-fields-plausible.ts';
import { SUM_FIELDS, VALUE_FIELDS } from './profile-fields-values.ts';

/** Every single setting of a profile, in the order a person meets it; its lists are profile-list-fields.ts. */
export const PROFILE_SECTIONS: readonly ProfileSection[] = [
  { heading: 'Datei', fields: FILE_FIELDS },
  { heading: 'Was sonst in der Datei steht', fields: FORM_FIELDS },
  { heading: 'Spalten', fields: COLUMN_FIELDS, when: isMoney },
  { heading: 'Für alle Zeilen', fields: CONSTANT_FIELDS, when: isMoney },
  { heading: 'Zahlen und Daten', fields: VALUE_FIELDS },
  { heading: 'Was nicht zusammenpasst', fields: PLAUSIBLE_FIELDS, when: isMoney },
  { heading: 'Was nicht zusammenpasst', fields: PLAUSIBLE_RECORD_FIELDS, when: isRecords },
  { heading: 'Summen und Zuordnung', fields: SUM_FIELDS, when: isMoney },
];
