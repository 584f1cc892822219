import type { Verb } from '../cli/verb.ts';
import { createDemo } from './demo.ts';

/** `demo`: a database with Digital MoveS 2020/2021 as example data. */
export const demoVerb: Verb = {
  name: 'demo',
  usage: 'demo',
  help: [
    'Legt eine neue Datenbank mit Beispieldaten an: Digital MoveS 2020/2021, Stichtag 30.06.2021.',
    'Eine schon eingerichtete Datenbank wird abgelehnt.',
  ].join('\n'),
  options: {},
  database: 'new',
  run: async ({ db }) => {
    await createDemo(db);
    return { data: { kind: 'demo' }, text: 'Die Beispieldatenbank ist angelegt.' };
  },
};
