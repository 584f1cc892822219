import { codeField, datedText, wholeField } from '../master-rules.ts';
import type { MasterRules } from '../master-rules.ts';

/** Umsetzungsstufe: the years over which the money of its projects is summed. */
export const stages: MasterRules = {
  slug: 'umsetzungsstufen',
  words: {
    ...{ one: 'Umsetzungsstufe', many: 'Umsetzungsstufen', the: 'Die Umsetzungsstufe' },
    ...{ new: 'Neue Umsetzungsstufe' },
    none: 'Es gibt noch keine Umsetzungsstufe. Projekte und Stellen gehören zu einer.',
  },
  lead: 'Abschnitte des Programms mit ihren Haushaltsjahren; über diese Jahre wird das Geld ihrer Projekte summiert.',
  fields: {
    code: codeField('Kürzel', 'Z. B. S1. Es ändert sich nicht mehr.'),
    name: datedText('Name'),
    firstYear: wholeField('erstes Haushaltsjahr', 1990, 2100),
    lastYear: wholeField('letztes Haushaltsjahr', 1990, 2100),
  },
  successors: 'one',
  together: ({ firstYear = '', lastYear = '' }) =>
    Number(lastYear) < Number(firstYear)
      ? [{ path: 'lastYear', message: 'Das letzte Haushaltsjahr liegt vor dem ersten.' }]
      : [],
};
