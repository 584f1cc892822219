import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { test } from 'node:test';
import express from 'express';
import { sendStream } from './send-stream.ts';
import { Spool } from './spool.ts';

const CHUNK = 128 * 1024;
const CHUNKS = 320;

const chunkAt = (n: number): Buffer => Buffer.alloc(CHUNK, `${n};`);

function wholeSha256(): string {
  const hash = createHash('sha256');
  for (let n = 0; n < CHUNKS; n += 1) hash.update(chunkAt(n));
  return hash.digest('hex');
}

/** A download of 40 MB; `made` settles when the last byte was handed over, `ended` when the answer is over. */
async function serveDownload(
  spool: Spool,
  send?: (take: (chunk: Uint8Array) => Promise<void>) => Promise<void>,
) {
  const [made, ended] = [Promise.withResolvers<number>(), Promise.withResolvers<undefined>()];
  const app = express();
  app.get('/file', async (_request, response) => {
    const all = async (take: (chunk: Uint8Array) => Promise<void>): Promise<void> => {
      let given = 0;
      for (; given < CHUNKS; given += 1) await take(chunkAt(given));
      made.resolve(given);
    };
    await sendStream(response, { fileName: 'x.csv', send: send ?? all }, 'text/csv', spool);
    ended.resolve(undefined);
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { port, made: made.promise, ended: ended.promise, close };
}

/** Asks and reads nothing. */
async function sleepyReader(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.on('error', () => undefined);
  socket.write('GET /file HTTP/1.0\r\nHost: x\r\n\r\n');
  return socket;
}

async function bodySha256(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  socket.resume();
  await once(socket, 'close');
  const all = Buffer.concat(pieces);
  return createHash('sha256')
    .update(all.subarray(all.indexOf('\r\n\r\n') + 4))
    .digest('hex');
}

test('A download is made to its end while its reader sleeps, and arrives whole once it reads', async () => {
  const download = await serveDownload(new Spool());
  const socket = await sleepyReader(download.port);
  assert.equal(await download.made, CHUNKS);
  assert.equal(await bodySha256(socket), wholeSha256());
  await download.ended;
  await download.close();
});

test('A download larger than the room on disk waits for its reader, and arrives whole', async () => {
  const download = await serveDownload(new Spool(5 * CHUNK));
  const socket = await sleepyReader(download.port);
  const first = await Promise.race([
    download.made,
    new Promise((done) => socket.once('readable', () => done('waits'))),
  ]);
  assert.equal(first, 'waits');
  assert.equal(await bodySha256(socket), wholeSha256());
  await download.close();
});

test('A quick reader gets every byte, without a file', async () => {
  const download = await serveDownload(new Spool(0));
  const answer = await fetch(`http://127.0.0.1:${download.port}/file`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(createHash('sha256').update(bytes).digest('hex'), wholeSha256());
  await download.close();
});

test('When the reader leaves, the maker is told and the room is free again', async () => {
  const spool = new Spool(40 * CHUNK);
  const told = Promise.withResolvers<unknown>();
  const download = await serveDownload(spool, async (take) => {
    try {
      for (let n = 0; ; n += 1) await take(chunkAt(n));
    } catch (error) {
      told.resolve(error);
      throw error;
    }
  });
  const socket = await sleepyReader(download.port);
  socket.destroy();
  assert.ok((await told.promise) instanceof Error);
  await download.ended;
  assert.ok(spool.empty);
  const other = new Spool(40 * CHUNK);
  assert.ok(await other.put(Buffer.alloc(40 * CHUNK)), 'nothing of the first one is counted any more');
  await other.close();
  await download.close();
});

test('A fault before the first byte is answered, a later one breaks the connection', async () => {
  const late = await serveDownload(new Spool(), async (take) => {
    await take(chunkAt(1));
    throw new Error('mitten darin');
  });
  await assert.rejects(fetch(`http://127.0.0.1:${late.port}/file`).then((answer) => answer.arrayBuffer()));
  await late.close();
  const early = await serveDownload(new Spool(), () => Promise.reject(new Error('vorher')));
  assert.equal((await fetch(`http://127.0.0.1:${early.port}/file`)).status, 500);
  await early.close();
});
