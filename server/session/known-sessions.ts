import type { Clock, Instant } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { findSession } from './session.sql.ts';
import type { OpenSession } from './session.sql.ts';

interface Known {
  commits: number;
  session: OpenSession;
  /** Asked anew before this instant: the clock was turned back. */
  since: Instant;
  /** Asked anew after this instant, so that idle and absolute ends hold to the second. */
  until: Instant;
}

const KNOWN_MS = 1000;
/** Sessions remembered at most; all are forgotten when there are more. */
const MOST_KNOWN = 10_000;

/**
 * Who asks, read from the database on each request (a right taken away holds at once, promises.md T7), without asking
 * it twice for the same state: nothing is asked while nobody has committed (SQLite tells), and requests of one
 * session that arrive while a question is under way share the next one, which starts after they came.
 */
export class KnownSessions {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #known = new Map<string, Known>();
  readonly #asked = new Map<
    string,
    { running: Promise<OpenSession | null>; next?: Promise<OpenSession | null> }
  >();

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  find(idSha256: string): OpenSession | Promise<OpenSession | null> {
    const commits = this.#db.commits();
    const known = this.#known.get(idSha256);
    const now = this.#clock.now();
    if (known?.commits === commits && known?.since !== undefined && known.since <= now && now < known.until)
      return known.session;
    const asked = this.#asked.get(idSha256);
    if (!asked) return this.#ask(idSha256);
    const again = (): Promise<OpenSession | null> => this.#ask(idSha256);
    asked.next ??= asked.running.then(again, again);
    return asked.next;
  }

  async #ask(idSha256: string): Promise<OpenSession | null> {
    const running = this.#read(idSha256);
    const asked = { running };
    this.#asked.set(idSha256, asked);
    try {
      return await running;
    } finally {
      if (this.#asked.get(idSha256) === asked) this.#asked.delete(idSha256);
    }
  }

  async #read(idSha256: string): Promise<OpenSession | null> {
    const commits = this.#db.commits();
    const now = this.#clock.now();
    const session = await findSession(this.#db.read, this.#clock, idSha256);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    if (session && !session.touchDue && commits !== undefined) {
      const until = new Date(Date.parse(now) + KNOWN_MS).toISOString() as Instant;
      this.#known.set(idSha256, { commits, session, since: now, until });
    } else this.#known.delete(idSha256);
    return session;
  }
}
