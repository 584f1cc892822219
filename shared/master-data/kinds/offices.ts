import { codeField, datedText } from '../master-rules.ts';
import type { MasterRules } from '../master-rules.ts';

/** Amt: who is responsible for projects and posts; accounts of the roles Amt and Projektleitung are bound to one. */
export const offices: MasterRules = {
  slug: 'aemter',
  words: {
    ...{ one: 'Amt', many: 'Ämter', the: 'Das Amt', new: 'Neues Amt' },
    none: 'Es gibt noch kein Amt. Projekte, Stellen und Zugänge nennen eines.',
  },
  lead: 'Wer für Projekte, Stellen und Zeilen zuständig ist. Ein Amt endet; seine Nummer gehört ihm für immer.',
  fields: {
    code: codeField('Nummer', 'Wie im Gliederungsplan, z. B. 10 oder 17-2. Sie ändert sich nicht mehr.'),
    name: datedText('Name'),
  },
  successors: 'many',
};
