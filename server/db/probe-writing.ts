import type { Clock } from '#shared/calendar.ts';
import type { Database } from './database.ts';

/** One small commit that is no fact: reading proves nothing about a disk that is full or read-only. */
export async function probeWriting(db: Database, clock: Clock): Promise<void> {
  const value = clock.now();
  await db.writeTransaction((query) =>
    query
      .insertInto('meta')
      .values({ key: 'write-probe', value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
}
