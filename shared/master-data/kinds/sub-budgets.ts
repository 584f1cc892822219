import { codeField, datedText } from '../master-rules.ts';
import type { MasterRules } from '../master-rules.ts';

/** Teilhaushalt with its responsible office (§ 4 GemHVO). */
export const subBudgets: MasterRules = {
  slug: 'teilhaushalte',
  words: {
    ...{ one: 'Teilhaushalt', many: 'Teilhaushalte', the: 'Der Teilhaushalt', new: 'Neuer Teilhaushalt' },
    none: 'Es gibt noch keinen Teilhaushalt. Haushaltszeilen stehen in einem.',
  },
  lead: 'Worin der Haushalt gegliedert ist (§ 4 GemHVO), jeder mit dem Amt, das ihn verantwortet.',
  fields: {
    code: codeField('Nummer', 'Wie im Haushaltsplan, z. B. 100. Sie ändert sich nicht mehr.'),
    name: datedText('Name'),
    office: {
      ...{ title: 'verantwortliches Amt', type: 'code', required: false, most: 20 },
      ...{ refers: 'offices', dated: true },
    },
  },
  successors: 'one',
};
