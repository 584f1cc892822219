import type { Verb } from '../cli/verb.ts';
import { verify } from './verify.ts';

export const verifyVerb: Verb = {
  name: 'verify',
  usage: 'verify',
  help: [
    'Prüft, was immer gelten muss: Einstellungen, Fremdschlüssel, Kette des Verlaufs, ΣU = 0,',
    'Übertragungen, gespeicherte Summen = neu gerechnet, Summe der Buchungen = Summe der Einlesungen,',
    'herausgegebene Berichte unverändert. Ende mit 2, wenn etwas nicht stimmt. Ändert nichts.',
  ].join('\n'),
  options: {},
  database: 'existing',
  run: async ({ db }) => {
    const result = await verify(db);
    const lines = result.checks.map(
      (check) => `${check.ok ? 'ok    ' : 'FEHLER'} ${check.label}: ${check.detail}`,
    );
    return { data: result, text: lines.join('\n'), failed: !result.ok };
  },
};
