import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import type { Queries } from '../db/handles.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx, Writer } from '../db/transact.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** Where the demo is built, with its own clock. */
export interface DemoSite {
  db: Database;
  clock: SimulatedClock;
}

/** One thing that was done at one moment; the demo is the list of them in the order of their recording. */
export interface DemoStep {
  at: Instant;
  run(site: DemoSite): Promise<void>;
}

/** `2021-07-02` and `08:41` as an instant. The demo's times of day are UTC; only their order matters. */
export function instantOf(date: IsoDate, time: string): Instant {
  return `${date}T${time}:00.000Z` as Instant;
}

/** Groups rows by a key, keys in their order. */
export function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The number a natural key stands for. Throws when the seed names something that is not there. */
export function idFrom(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Beispieldaten: „${key}“ gibt es nicht.`);
  return id;
}

/** A demo account as writer; null id before the accounts exist. */
export async function writerOf(read: Queries, login: string): Promise<Writer & { id: number }> {
  const user = await read
    .selectFrom('app_user')
    .where('login', '=', login)
    .select(['id', 'login'])
    .executeTakeFirstOrThrow();
  return { id: user.id, name: user.login };
}

/** A step that is one transaction with one history row, written by a demo account. */
export function writing(
  at: Instant,
  login: string,
  work: (tx: Tx, writerId: number) => Promise<Change>,
): DemoStep {
  return {
    at,
    run: async ({ db, clock }) => {
      const writer = await writerOf(db.read, login);
      await transact(db, { clock, writer }, async (tx) => ({
        result: undefined,
        change: await work(tx, writer.id),
      }));
    },
  };
}
