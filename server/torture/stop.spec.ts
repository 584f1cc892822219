import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
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

  test('A server with connections that nobody uses ends in under five seconds', async () => {
    const db = await open();
    await addTestTown(db);
    const server = await startServer(db.url);
    const { port } = new URL(server.url);
    const sockets = [connect(Number(port), '127.0.0.1'), connect(Number(port), '127.0.0.1')];
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      await once(socket, 'connect');
    }
    sockets[1]?.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    const began = performance.now();
    assert.equal(await server.stop(), 0);
    const ms = performance.now() - began;
    assert.ok(ms < 5_000, `${ms} ms`);
  });
});
