import type { Verb } from '../cli/verb.ts';
import { liveCopyWarning } from './format.ts';
import { pathOption } from './path-option.ts';
import { writeBackup } from './write-backup.ts';

/** `backup`: one state of everything, beside running work. */
export const backupVerb: Verb = {
  name: 'backup',
  usage: 'backup --out F',
  help: [
    'Sichert den ganzen Bestand in eine Datei, während andere weiterarbeiten: ein Stand, vom Anfang bis zum Ende.',
    'Die Datei ist mit zstd gepackter Text und lässt sich auf SQLite wie auf PostgreSQL wiederherstellen (restore).',
    'Sie nennt Schema, Stand des Verlaufs, Zeilen, Summen und Prüfsummen je Tabelle; Anmeldungen sind nicht dabei.',
    'Sie ist nicht verschlüsselt: Sie enthält alles, was die Datenbank enthält, und ist nur für ihren Besitzer lesbar.',
    'Eine vorhandene Datei wird erst ersetzt, wenn die neue ganz ist. Mit --json steht alles da, was sie über sich sagt.',
    '',
    '  --out F               die Datei, zum Beispiel moves-2026-11-30.sicherung.zst',
  ].join('\n'),
  options: { out: { type: 'string' } },
  database: 'older',
  check: (values) => pathOption(values, 'out'),
  run: async ({ db, by, values }) => {
    const out = pathOption(values, 'out');
    const manifest = await writeBackup(db, by.clock, out);
    const rows = manifest.parts.reduce((sum, part) => sum + part.rows, 0);
    const { seq, hash } = manifest.history;
    return {
      data: { out, ...manifest },
      text: [
        `Gesichert: ${out} (${rows} Zeilen in ${manifest.parts.length} Tabellen)`,
        `Stand des Verlaufs: ${seq}:${hash}`,
        `Prüfsumme: ${manifest.sha256}`,
        ...liveCopyWarning(manifest),
      ].join('\n'),
    };
  },
};
