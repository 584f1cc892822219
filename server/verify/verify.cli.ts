import type { Verb } from '../cli/verb.ts';
import { lastHistory } from '../db/transact.ts';
import { headText, notedHead, notedHeadCheck } from './noted-head.sql.ts';
import { verify } from './verify.ts';

export const verifyVerb: Verb = {
  name: 'verify',
  usage: 'verify [--head NUMMER:PRÜFSUMME]',
  help: [
    'Prüft, was immer gelten muss: Einstellungen, Fremdschlüssel, Kette des Verlaufs, ΣU = 0,',
    'Übertragungen, gespeicherte Summen = neu gerechnet, Summe der Buchungen = Summe der Einlesungen,',
    'herausgegebene Berichte unverändert. Ende mit 2, wenn etwas nicht stimmt. Ändert nichts.',
    'Die letzte Zeile nennt den Stand des Verlaufs. Woanders notiert, zeigt er später, ob am Ende etwas fehlt.',
    '',
    '  --head NR:PRÜFSUMME   prüft auch, ob dieser notierte Stand noch zum Verlauf gehört; nur die Prüfsumme genügt',
  ].join('\n'),
  options: { head: { type: 'string' } },
  database: 'existing',
  check: ({ head }) => (typeof head === 'string' ? notedHead(head) : undefined),
  run: async ({ db, values: { head: given } }) => {
    const { checks } = await verify(db);
    if (typeof given === 'string') checks.push(await notedHeadCheck(db.read, notedHead(given)));
    const head = await lastHistory(db.read);
    const ok = checks.every((check) => check.ok);
    const lines = checks.map((check) => `${check.ok ? 'ok    ' : 'FEHLER'} ${check.label}: ${check.detail}`);
    return {
      data: { ok, checks, head },
      text: [...lines, `Stand des Verlaufs: ${headText(head)}`].join('\n'),
      failed: !ok,
    };
  },
};
