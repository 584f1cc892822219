import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { Problem } from '#shared/errors.ts';
import { newTraceId } from './trace-id.ts';

/** So long new requests are still told that the server is stopping, before nobody listens any more. */
const GRACE_MS = 200;
/** Answers under way may take this long from the signal on; then the process must go. */
const MOST_MS = 4_000;

/** A server that ends in order. */
export interface StoppableServer {
  server: Server;
  /**
   * Refuses what comes from now on (503), lets answers under way end, closes every connection, within 4 seconds in
   * all. Settles when no connection is left.
   */
  stop: () => Promise<void>;
}

function refuse(response: ServerResponse): void {
  const { code, status, title } = new AppError('stopping');
  const problem: Problem = { type: 'about:blank', title, status, code, traceId: newTraceId() };
  const body = JSON.stringify(problem);
  response
    .writeHead(status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'Retry-After': '5',
      Connection: 'close',
    })
    .end(body);
}

/**
 * The app on a server that knows of every connection whether it is answering. Node's own `closeIdleConnections` counts
 * a connection that has not asked anything yet as busy, and would wait for it.
 */
export function stoppable(app: RequestListener): StoppableServer {
  const answering = new Map<Socket, Set<ServerResponse>>();
  let stopping = false;
  const server = createServer((request, response) => {
    const { socket } = request;
    const open = answering.get(socket) ?? new Set();
    answering.set(socket, open.add(response));
    response.on('close', () => {
      open.delete(response);
      if (stopping && open.size === 0) socket.end();
    });
    if (stopping) refuse(response);
    else app(request, response);
  });
  server.on('connection', (socket) => {
    answering.set(socket, new Set());
    socket.on('close', () => answering.delete(socket));
  });
  const closeIdle = (): void => {
    for (const [socket, open] of answering) if (open.size === 0) socket.destroy();
  };
  return {
    server,
    stop: async () => {
      stopping = true;
      for (const open of answering.values())
        for (const response of open) if (!response.headersSent) response.setHeader('Connection', 'close');
      await pause(GRACE_MS);
      const closed = new Promise<void>((done) => server.close(() => done()));
      closeIdle();
      const force = setTimeout(() => {
        for (const socket of answering.keys()) socket.destroy();
      }, MOST_MS - GRACE_MS);
      await closed;
      clearTimeout(force);
    },
  };
}
