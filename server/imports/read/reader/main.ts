import { Batches, say } from './batches.ts';
import { readCsv } from './csv.ts';
import type { LookTask } from './look.ts';
import { HeaderFound, Refusal } from './task.ts';
import type { ReadTask } from './task.ts';

const LINE_END = 10;

/** The first line, written by read-file.ts and not by the person who uploads, and what follows it piece by piece. */
async function readInput(): Promise<{ task: ReadTask | LookTask; pieces: AsyncGenerator<Buffer> }> {
  const input = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head: Buffer = Buffer.alloc(0);
  for (let next = await input.next(); next.done !== true; next = await input.next()) {
    head = Buffer.concat([head, next.value]);
    if (head.includes(LINE_END)) break;
  }
  const end = head.indexOf(LINE_END);
  async function* pieces(): AsyncGenerator<Buffer> {
    yield head.subarray(end + 1);
    for (let next = await input.next(); next.done !== true; next = await input.next()) yield next.value;
  }
  return { task: JSON.parse(head.toString('utf8', 0, end)) as ReadTask | LookTask, pieces: pieces() };
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function readRows(task: ReadTask, pieces: AsyncIterable<Buffer>): Promise<void> {
  const batches = new Batches();
  try {
    if (task.format === 'csv') await readCsv(pieces, task, batches);
    else await (await import('./xlsx.ts')).readXlsx(await whole(pieces), task, batches);
  } catch (error) {
    if (!(error instanceof HeaderFound)) throw error;
  }
  batches.end();
}

/**
 * The process that reads an uploaded file, alone: it has limits of memory and processor time, no environment, no way to
 * write a file or to start a process (server/imports/read/read-file.ts). Whatever a hostile file does ends here.
 */
try {
  const { task, pieces } = await readInput();
  if ('look' in task) say({ looked: await (await import('./look.ts')).look(task, pieces) });
  else await readRows(task, pieces);
  say({ end: true });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say({ refused: { code: error.code, detail: error.message } });
} finally {
  // What is left of the file is not wanted any more.
  process.stdin.destroy();
}
