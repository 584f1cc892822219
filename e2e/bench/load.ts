/**
 * The load of one measurement, in a process of its own, which reads its task as JSON: ten thousand addresses are too
 * long for a command line. Keeps a few connections busy, one request at a time on each, and prints what it saw as one
 * line of JSON. Speaks HTTP over plain sockets, so that it costs less than what it measures.
 */
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { json } from 'node:stream/consumers';

export interface LoadTask {
  host: string;
  port: number;
  cookie: string;
  paths: string[];
  connections: number;
  /** Asks in turn for this long; 0 = every path once. */
  seconds: number;
}

export interface Load {
  requests: number;
  seconds: number;
  p50ms: number;
  p99ms: number;
  /** Length of the last answer's body. */
  bytes: number;
  /** Answers other than 200. */
  failed: number;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

interface Tally {
  times: number[];
  failed: number;
  bytes: number;
  next: number;
}

/** One connection: asks, reads the whole answer by its Content-Length, asks again until `go` says no. */
function keepAsking(task: LoadTask, tally: Tally, go: () => boolean): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(task.port, task.host);
    let head = Buffer.alloc(0);
    let missing = -1;
    let started = 0;
    const ask = (): void => {
      if (!go()) {
        socket.end();
        done();
        return;
      }
      const path = task.paths[tally.next++ % task.paths.length] ?? '/';
      started = performance.now();
      head = Buffer.alloc(0);
      missing = -1;
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${task.host}:${task.port}\r\nCookie: ${task.cookie}\r\n\r\n`,
      );
    };
    const readHead = (): number | undefined => {
      const end = head.indexOf(END_OF_HEAD);
      if (end === -1) return undefined;
      const text = head.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/iu.exec(text)?.[1];
      if (length === undefined) throw new Error(`An answer without a length: ${text.slice(0, 200)}`);
      if (!text.startsWith('HTTP/1.1 200')) tally.failed += 1;
      tally.bytes = Number(length);
      return Number(length) - (head.length - end - END_OF_HEAD.length);
    };
    socket.on('data', (chunk) => {
      if (missing === -1) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        missing = readHead() ?? -1;
      } else missing -= chunk.length;
      if (missing !== 0) return;
      tally.times.push(performance.now() - started);
      ask();
    });
    socket.on('error', fail);
    socket.on('connect', ask);
    socket.setNoDelay(true);
  });
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export async function load(task: LoadTask): Promise<Load> {
  const tally: Tally = { times: [], failed: 0, bytes: 0, next: 0 };
  const began = performance.now();
  const until = began + task.seconds * 1_000;
  const go = (): boolean => (task.seconds === 0 ? tally.next < task.paths.length : performance.now() < until);
  await Promise.all(Array.from({ length: task.connections }, () => keepAsking(task, tally, go)));
  const seconds = (performance.now() - began) / 1_000;
  const sorted = tally.times.sort((a, b) => a - b);
  return {
    requests: sorted.length,
    seconds,
    p50ms: quantile(sorted, 0.5),
    p99ms: quantile(sorted, 0.99),
    bytes: tally.bytes,
    failed: tally.failed,
  };
}

if (import.meta.main)
  process.stdout.write(`${JSON.stringify(await load((await json(process.stdin)) as LoadTask))}\n`);
