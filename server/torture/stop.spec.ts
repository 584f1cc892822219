import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import { startServer } from './test-server.ts';
import { addTestTown } from './test-town.ts';

forEachDatabase((open) => {
  test('A server that is stopped the moment it names its address ends in order', async () => {
    const db = await open();
    await addTestTown(db);
    for (let round = 1; round <= 10; round += 1) {
      const server = await startServer(db.url);
      assert.equal(await server.stop(), 0, `round ${round}`);
    }
  });
});
