import { AppError } from '#shared/errors.ts';
import type { Verb, VerbContext } from '../cli/verb.ts';
import {
  migrate,
  newestVersion,
  pendingMigrations,
  requireCurrentSchema,
  schemaVersion,
} from '../db/migrate.ts';
import { foldAllDueTexts } from '../db/search-texts.ts';
import { createDemo } from './demo.ts';
import { initDatabase, requireLogin } from './init.ts';

/** The login of `--admin`. Throws `invalid-input` when it is missing or cannot be one. */
function adminOption(values: VerbContext['values']): string {
  const admin = values['admin'];
  if (typeof admin !== 'string') throw new AppError('invalid-input', '--admin NAME fehlt.');
  requireLogin(admin);
  return admin;
}

/** `init`: an empty database for real data, with its first administrator. */
export const initVerb: Verb = {
  name: 'init',
  usage: 'init --admin NAME',
  help: [
    'Richtet eine neue Datenbank für echte Daten ein: Schema, Kontenzuordnung und die erste Anmeldung.',
    'Eine schon eingerichtete Datenbank wird abgelehnt.',
    '',
    '  --admin NAME          Anmeldename der ersten Verwaltung',
  ].join('\n'),
  options: { admin: { type: 'string' } },
  database: 'new',
  check: adminOption,
  run: async ({ db, by, values }) => {
    const admin = adminOption(values);
    await initDatabase(db, by, { admin });
    return { data: { kind: 'live', admin }, text: `Eingerichtet. Erste Anmeldung: ${admin}` };
  },
};

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

/** `migrate`: brings the schema of an existing database to this program's. */
export const migrateVerb: Verb = {
  name: 'migrate',
  usage: 'migrate [--dry-run]',
  help: [
    'Hebt eine Datenbank mit älterem Schema auf das dieses Programms; jeder Schritt gilt ganz oder gar nicht.',
    'Vorher sichern. Danach „moves verify“: was frühere Programme falsch gebucht haben, steht dort mit Beleg und Betrag.',
    '',
    '  --dry-run             nennt nur, was fehlt',
  ].join('\n'),
  options: { 'dry-run': { type: 'boolean' } },
  database: 'older',
  run: async ({ db, values }) => {
    const from = await schemaVersion(db);
    if (from > newestVersion(db.engine)) await requireCurrentSchema(db);
    const pending = (await pendingMigrations(db)).map(({ name }) => name);
    if (pending.length === 0)
      return { data: { from, to: from, applied: [] }, text: `Schema ${from} ist das neueste.` };
    if (values['dry-run'] === true)
      return {
        data: { from, pending, applied: [] },
        text: `Es fehlen: ${pending.join(', ')}. Nichts wurde verändert.`,
      };
    await migrate(db);
    await foldAllDueTexts(db);
    const to = await schemaVersion(db);
    return {
      data: { from, to, applied: pending },
      text: `Von Schema ${from} auf ${to}: ${pending.join(', ')}.`,
    };
  },
};
