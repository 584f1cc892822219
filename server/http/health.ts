import type { Express } from 'express';
import type { Database } from '../db/database.ts';
import { newestVersion, schemaVersion } from '../db/migrate.ts';

/** `/healthz`: the process answers. `/readyz`: it can read, on the right schema, with the settings it promises. */
export function serveHealth(app: Express, db: Database): void {
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    // A database that does not even answer is the very thing this page is asked for.
    const ready = await isReady(db).catch(() => false);
    response
      .set('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not-ready' });
  });
}

async function isReady(db: Database): Promise<boolean> {
  return (await schemaVersion(db)) === newestVersion(db.engine) && (await db.faults()).length === 0;
}
