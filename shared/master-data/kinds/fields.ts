import { codeField, datedText, wholeField } from '../master-rules.ts';
import type { MasterRules } from '../master-rules.ts';

/** Handlungsfeld of the programme. */
export const fields: MasterRules = {
  slug: 'handlungsfelder',
  words: {
    ...{
      one: 'Handlungsfeld',
      many: 'Handlungsfelder',
      the: 'Das Handlungsfeld',
      new: 'Neues Handlungsfeld',
    },
    none: 'Es gibt noch kein Handlungsfeld. Projekte und Stellen gehören zu einem.',
  },
  lead: 'Worin das Programm gegliedert ist; Übersicht und Bericht folgen ihrer Reihenfolge.',
  fields: {
    code: codeField('Kürzel', 'Z. B. A oder 3. Es ändert sich nicht mehr.'),
    name: datedText('Name'),
    position: wholeField('Reihenfolge', 1, 999, 'An wievielter Stelle es in Übersicht und Bericht steht.'),
  },
  successors: 'many',
};
