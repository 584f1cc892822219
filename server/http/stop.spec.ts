import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { stoppable } from './stop.ts';

const ROUNDS = Number(process.env['TORTURE_STOPS'] ?? 20);
const MB = Buffer.alloc(1_000_000, 'x');

/** `/` at once, `/slow` after 300 ms, `/big` more than any buffer holds, `/never` never. */
const app: RequestListener = (request, response) => {
  if (request.url === '/slow') setTimeout(() => response.end('slow'), 300);
  else if (request.url === '/big') for (let n = 0; n < 50; n += 1) response.write(MB);
  else if (request.url !== '/never') response.end('ok');
};

async function start() {
  const { server, stop } = stoppable(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  /** Settles when so many requests have arrived. */
  const arrived = async (count: number): Promise<void> => {
    for (let seen = 0; seen < count; seen += 1) await once(server, 'request');
  };
  return { port: (server.address() as AddressInfo).port, stop, arrived };
}

/** Status and what the server says about the connection; rejects when the answer is cut. */
function get(port: number, path: string, agent?: Agent): Promise<{ status: number; connection: string }> {
  return new Promise((done, fail) => {
    const sent = httpRequest({ port, host: '127.0.0.1', path, agent }, (response: IncomingMessage) => {
      response.resume();
      response.on('end', () => {
        if (!response.complete) fail(new Error('cut'));
        done({ status: response.statusCode ?? 0, connection: response.headers.connection ?? '' });
      });
      response.on('error', fail);
    });
    sent.on('error', fail);
    sent.end();
  });
}

async function idleSocket(port: number, bytes = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  if (bytes !== '') socket.write(bytes);
  socket.on('error', () => undefined);
  return socket;
}

async function timed(work: Promise<void>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began;
}

test('Idle connections do not hold a server up: asked before, never asked, half a request', async () => {
  const { port, stop } = await start();
  const agent = new Agent({ keepAlive: true });
  assert.equal((await get(port, '/', agent)).status, 200);
  const sockets = await Promise.all([idleSocket(port), idleSocket(port, 'GET / HTTP/1.1\r\nHost: x\r\n')]);
  const gone = Promise.all(sockets.map((socket) => once(socket, 'close')));
  assert.ok((await timed(stop())) < 1_000);
  await gone;
  agent.destroy();
});

test('Answers under way are given whole, and end their connection', async () => {
  const { port, stop, arrived } = await start();
  const agent = new Agent({ keepAlive: true });
  const five = arrived(5);
  const slow = Array.from({ length: 5 }, () => get(port, '/slow', agent));
  await five;
  const stopped = timed(stop());
  for (const answer of await Promise.all(slow))
    assert.deepEqual(answer, { status: 200, connection: 'close' });
  assert.ok((await stopped) < 1_500);
  agent.destroy();
});

test('What comes afterwards is refused politely, then nobody listens', async () => {
  const { port, stop, arrived } = await start();
  const one = arrived(1);
  const slow = get(port, '/slow');
  await one;
  const stopped = stop();
  assert.deepEqual(await get(port, '/'), { status: 503, connection: 'close' });
  await slow;
  await stopped;
  await assert.rejects(get(port, '/'), { code: 'ECONNREFUSED' });
});

test('Whoever reads slowly or is never answered is cut before five seconds are over', async () => {
  const { port, stop, arrived } = await start();
  const both = arrived(2);
  const reader = await idleSocket(port, 'GET /big HTTP/1.1\r\nHost: x\r\n\r\n');
  reader.pause();
  const waiting = get(port, '/never').catch((error: unknown) => error);
  await both;
  const ms = await timed(stop());
  assert.ok(ms > 3_500 && ms < 4_800, `${ms} ms`);
  assert.ok((await waiting) instanceof Error);
  reader.destroy();
});

test(`Under load no request is cut, ${ROUNDS} times`, async () => {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { port, stop } = await start();
    const seen: (number | string)[] = [];
    const state = { on: true };
    const client = async (): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (state.on) {
        const status = await get(port, '/', agent).then(
          (answer) => answer.status,
          (error: unknown) => String((error as NodeJS.ErrnoException).code ?? error),
        );
        seen.push(status);
        if (status !== 200) break;
      }
      agent.destroy();
    };
    const clients = Promise.all(Array.from({ length: 8 }, client));
    while (seen.length < 50) await turn();
    await stop();
    state.on = false;
    await clients;
    assert.deepEqual(new Set(seen), new Set([200, 503]), `round ${round}`);
  }
});
