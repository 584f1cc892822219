import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate, newestVersion, schemaVersion } from '../db/migrate.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { OLD_SCHEMA } from '../db/test-old-database.ts';

forEachDatabase((_, engine, openOld) => {
  test('A filled database of an earlier schema is lifted whole', async () => {
    const db = await openOld();
    assert.equal(await schemaVersion(db), OLD_SCHEMA);
    const count = async (): Promise<unknown> => {
      const found = await db.read
        .selectFrom('posting')
        .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.sum<number>('cents').as('cents')])
        .executeTakeFirstOrThrow();
      return { rows: found.rows, cents: found.cents };
    };
    const before = await count();
    await migrate(db);
    assert.equal(await schemaVersion(db), newestVersion(engine));
    assert.deepEqual(await count(), before, 'no posting is lost or changed');
  });
});
