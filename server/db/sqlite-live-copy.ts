import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { HASHES_SINCE } from './migrations.ts';

/**
 * Whether a SQLite file was copied from under a running program. What was committed last stands in the log beside the
 * file (`-wal`) until it is taken over; a copy without the log lacks it, and nothing in it looks wrong.
 *
 * The file itself says how it was left: its head tells “with a log” from the first commit on, before the log holds
 * anything, and “without” only when the last program closed it in order. So a file that says “with a log” and has none
 * beside it is such a copy. A second file beside it (`-offen`) says that the database is in use here, so that a log
 * that other programs tidied away after a crash is no false alarm; it also remembers what was found.
 */
const MARK = '-offen';
const IN_USE =
  'Diese Datei gehört zur Datenbank daneben: Sie ist geöffnet oder wurde nicht ordentlich geschlossen.\n';
const IS_COPY =
  'Kopie: Die Datenbank daneben wurde aus einer laufenden kopiert, ohne deren Protokoll (-wal).\n';

/** Where SQLite's head names the version to write with: 2 = with a log. */
const WRITE_VERSION_AT = 18;
const WITH_LOG = 2;

export const COPY_FAULT =
  'Diese Datei ist die Kopie einer laufenden Datenbank ohne deren Protokoll (-wal): Was zuletzt gespeichert wurde, fehlt darin. Sichern mit „moves backup“';

function saysWithLog(path: string): boolean {
  if (!existsSync(path)) return false;
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(1);
    return readSync(file, head, 0, 1, WRITE_VERSION_AT) === 1 && head[0] === WITH_LOG;
  } finally {
    closeSync(file);
  }
}

/** In this order: whoever closes meanwhile takes the log away first, then changes the head, then removes the mark. */
function lacksItsLog(path: string): boolean {
  return !existsSync(`${path}${MARK}`) && !existsSync(`${path}-wal`) && saysWithLog(path);
}

/** Earlier programs left every file “with a log”: theirs is not judged. */
function keepsTheRule(connection: Sqlite.Database): boolean {
  const noted = connection.prepare("select 1 from sqlite_schema where name = 'schema_version'").get();
  return (
    noted !== undefined &&
    connection.prepare('select 1 from schema_version where version = ?').get(HASHES_SINCE) !== undefined
  );
}

/** Opens by `open`, and marks the file as in use here, or as the copy it is. */
export function openMarked(path: string, open: () => Sqlite.Database): Sqlite.Database {
  const suspect = lacksItsLog(path);
  // Before the head changes: whoever finds it changed finds the mark too.
  if (!suspect && !existsSync(`${path}${MARK}`)) writeFileSync(`${path}${MARK}`, IN_USE);
  const connection = open();
  if (suspect) writeFileSync(`${path}${MARK}`, keepsTheRule(connection) ? IS_COPY : IN_USE);
  return connection;
}

/** Whether it was found to be a copy when it was first opened here. */
export function isLiveCopy(path: string): boolean {
  return existsSync(`${path}${MARK}`) && readFileSync(`${path}${MARK}`, 'utf8') === IS_COPY;
}

/**
 * Closes the last connection of this program. When no other program has the file open, it is left as one whole file
 * that says so; a copy stays what it was.
 */
export function closeMarked(path: string, connection: Sqlite.Database): void {
  const isCopy = isLiveCopy(path);
  const whole = !isCopy && leavesTheLog(connection);
  connection.close();
  if (whole) rmSync(`${path}${MARK}`, { force: true });
}

function leavesTheLog(connection: Sqlite.Database): boolean {
  connection.pragma('busy_timeout = 0');
  try {
    return connection.pragma('journal_mode = delete', { simple: true }) === 'delete';
  } catch (error) {
    // Somebody else works on it, or the file is gone: the mark stays and says that it was not left in order.
    if (error instanceof Sqlite.SqliteError) return false;
    throw error;
  }
}
