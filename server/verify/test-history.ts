import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';

/** Writes as many history rows, each with a reason, before and after of its own. */
export async function addHistory(db: Database, rows: number): Promise<void> {
  for (let i = 1; i <= rows; i += 1) {
    await transact(db, { clock: systemClock, writer: { id: null, name: 'prüfer' } }, () =>
      Promise.resolve({
        result: null,
        change: {
          action: 'note',
          entity: 'note',
          entityId: i,
          reason: `Grund ${i}`,
          before: { i },
          after: { i: i + 1 },
        },
      }),
    );
  }
}
