import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#shared/calendar.ts';
import { sqlitePath } from '../db/database.ts';
import type { Database } from '../db/database.ts';
import { readLastVerify, stillHas } from '../db/last-verify.ts';
import { schemaVersion } from '../db/migrate.ts';
import { newestVersion } from '../db/migrations.ts';
import { probeWriting } from '../db/probe-writing.ts';

/** Less free space beside a SQLite file than this, and the next import may find the disk full. */
export const LEAST_FREE_BYTES = 256 * 1024 * 1024;
/** A probe is a commit: not on every question of a watchdog. */
const PROBE_EVERY_MS = 10_000;
/** A writer who is still at it proves as well that writing works. */
const PROBE_WAIT_MS = 2_000;

export interface ReadinessDoors {
  db: Database;
  clock: Clock;
  /** True until the check that runs at start has come to an end. */
  verifying?: (() => boolean) | undefined;
  /** Free bytes beside the database; null where only the database server could say. */
  freeBytes?: ((db: Database) => Promise<number | null>) | undefined;
}

async function freeBesides(db: Database): Promise<number | null> {
  if (db.engine !== 'sqlite') return null;
  const { bavail, bsize } = await statfs(dirname(sqlitePath(db.url)));
  return bavail * bsize;
}

function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_BUSY') || code === '55P03';
}

/** Why this server is not ready, in words for whoever runs it; nothing when it is. */
export class Readiness {
  readonly #doors: ReadinessDoors;
  #probed = { until: 0, fault: null as string | null };

  constructor(doors: ReadinessDoors) {
    this.#doors = doors;
  }

  async #writeFault(): Promise<string | null> {
    if (performance.now() < this.#probed.until) return this.#probed.fault;
    const { db, clock } = this.#doors;
    const fault = await Promise.race([
      probeWriting(db, clock).then(
        () => null,
        (error: unknown) => (isBusy(error) ? null : 'Die Datenbank lässt sich nicht beschreiben.'),
      ),
      pause(PROBE_WAIT_MS, null, { ref: false }),
    ]);
    this.#probed = { until: performance.now() + PROBE_EVERY_MS, fault };
    return fault;
  }

  async #verifyFault(): Promise<string | null> {
    const { db, verifying } = this.#doors;
    const last = await readLastVerify(db.read);
    if (last && !last.ok) return `Die Prüfung vom ${last.at} fand Fehler: ${last.failed.join('; ')}.`;
    if (last && !(await stillHas(db.read, last)))
      return `Der Verlauf bis Nr. ${last.seq} ist nicht mehr, wie er geprüft wurde.`;
    return verifying?.() ? 'Die Prüfung beim Start läuft noch.' : null;
  }

  async reasons(): Promise<string[]> {
    const { db, freeBytes = freeBesides } = this.#doors;
    const [version, newest] = [await schemaVersion(db), newestVersion()];
    const free = await freeBytes(db);
    const found = [
      version === newest ? null : `Das Schema hat Stand ${version}, das Programm braucht ${newest}.`,
      ...(await db.faults()),
      free !== null && free < LEAST_FREE_BYTES
        ? `Neben der Datenbank sind nur ${Math.floor(free / 1_048_576)} MB frei, gebraucht werden ${LEAST_FREE_BYTES / 1_048_576} MB.`
        : null,
      await this.#writeFault(),
      await this.#verifyFault(),
    ];
    return found.filter((reason) => reason !== null);
  }
}
