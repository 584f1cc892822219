import { AppError } from '#shared/errors.ts';
import type { Verb, VerbContext } from '../cli/verb.ts';
import { appliedMigrations, migrate, pendingMigrations, requireKnown, schemaVersion } from '../db/migrate.ts';
import { foldAllDueTexts } from '../db/search-texts.ts';
import { initDatabase, requireLogin } from './init.sql.ts';

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
  asOwner: true,
  run: async ({ db, values }) => {
    const from = await schemaVersion(db);
    requireKnown(await appliedMigrations(db));
    const pending = (await pendingMigrations(db)).map(({ name }) => name);
    if (pending.length === 0)
      return { data: { from, to: from, applied: [] }, text: `Schema ${from} ist das neueste.` };
    if (values['dry-run'] === true)
      return {
        data: { from, pending, applied: [] },
        text: `Es fehlen: ${pending.join(', ')}. Nichts wurde verändert.`,
      };
    if (db.engine === 'postgres' && (await db.loginFaults()).length === 0)
      throw new AppError(
        'conflict',
        'Diese Anmeldung darf nur damit arbeiten. DATABASE_OWNER_URL nennt die, der die Tabellen gehören; nichts wurde verändert.',
      );
    await migrate(db);
    await foldAllDueTexts(db);
    const to = await schemaVersion(db);
    return {
      data: { from, to, applied: pending },
      text: `Von Schema ${from} auf ${to}: ${pending.join(', ')}.`,
    };
  },
};
