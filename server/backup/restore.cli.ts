import { systemClock } from '../clock.ts';
import type { PlaceVerb } from '../cli/verb.ts';
import { verify } from '../verify/verify.ts';
import { liveCopyWarning } from './format.ts';
import { pathOption } from './path-option.ts';
import { restoreBackup } from './restore.ts';

/** `restore`: a backup into an empty place. */
export const restoreVerb: PlaceVerb = {
  name: 'restore',
  usage: 'restore --in F [--verify]',
  help: [
    'Stellt eine Sicherung in einer leeren Datenbank wieder her: einer SQLite-Datei, die es noch nicht gibt, oder einer',
    'PostgreSQL-Datenbank ohne Tabellen. Womit gesichert wurde, ist gleich; ein älteres Schema wird gehoben.',
    'Danach wird alles noch einmal gelesen: Zeilen, Summen, Stand des Verlaufs und Prüfsummen müssen die der Sicherung',
    'sein. Ist sie unvollständig, geändert oder vertauscht, sagt die Ablehnung, was nicht stimmt, und nichts bleibt zurück.',
    '',
    '  --in F                die Datei von „moves backup“',
    '  --verify              danach die ganze Prüfung (verify); Ende mit 2, wenn sie etwas findet',
  ].join('\n'),
  options: { in: { type: 'string' }, verify: { type: 'boolean' } },
  database: 'place',
  check: (values) => pathOption(values, 'in'),
  run: async ({ databaseUrl, values }) => {
    const path = pathOption(values, 'in');
    const wanted = values['verify'] === true;
    const { head, parts, lifted, verified } = await restoreBackup(
      databaseUrl,
      path,
      systemClock.now(),
      wanted ? verify : undefined,
    );
    const failed = verified?.checks.filter((check) => !check.ok) ?? [];
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const lines = [
      `Wiederhergestellt: Stand ${head.at}, ${rows} Zeilen in ${parts.length} Tabellen, wie gesichert.`,
      `Stand des Verlaufs: ${head.history.seq}:${head.history.hash}`,
      ...liveCopyWarning(head),
      ...(lifted.length > 0 ? [`Gehoben durch: ${lifted.join(', ')}.`] : []),
      ...(verified
        ? [failed.length === 0 ? `Prüfung: ${verified.checks.length} ohne Befund.` : 'Prüfung:']
        : []),
      ...failed.map((check) => `FEHLER ${check.label}: ${check.detail}`),
    ];
    return {
      data: { ...head, parts, lifted, verified: verified ?? null },
      text: lines.join('\n'),
      failed: failed.length > 0,
    };
  },
};
