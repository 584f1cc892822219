import type { Express } from 'express';
import type { Database } from '../db/database.ts';
import { newestVersion, schemaVersion } from '../db/migrate.ts';

/** `/healthz`: the process answers. `/readyz`: it can read, on the right schema, with the settings it promises. */
export function serveHealth(app: Express, db: Database): void {
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const version = await schemaVersion(db);
    const faults = await db.faults();
    const ready = version === newestVersion(db.engine) && faults.length === 0;
    response
      .set('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not-ready' });
  });
}
