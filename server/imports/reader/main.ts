import { createWriteStream } from 'node:fs';
import type { FileRow } from '#shared/imports/cell.ts';
import { readCsv } from './csv.ts';
import { Refusal } from './task.ts';
import type { ReadAnswer, ReadTask, RowSink } from './task.ts';

/**
 * The process that reads an uploaded file, alone: it has a memory limit and a time-out, no environment, no way to
 * write a file or to start a process (server/imports/read-file.ts). Whatever a hostile file does ends here.
 */
const BATCH = 500;

async function readInput(): Promise<{ task: ReadTask; bytes: Buffer }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const input = Buffer.concat(chunks);
  const end = input.indexOf(10);
  // Written by read-file.ts, not by the person who uploads.
  return { task: JSON.parse(input.toString('utf8', 0, end)) as ReadTask, bytes: input.subarray(end + 1) };
}

const output = createWriteStream('', { fd: 1, autoClose: false });

function answer(value: ReadAnswer): void {
  output.write(`${JSON.stringify(value)}\n`);
}

class Batches implements RowSink {
  #rows: FileRow[] = [];

  add(row: FileRow): void {
    this.#rows.push(row);
    if (this.#rows.length >= BATCH) this.flush();
  }

  flush(): void {
    if (this.#rows.length > 0) answer({ rows: this.#rows });
    this.#rows = [];
  }
}

try {
  const { task, bytes } = await readInput();
  const batches = new Batches();
  if (task.format === 'csv') readCsv(bytes, task, batches);
  else await (await import('./xlsx.ts')).readXlsx(bytes, task, batches);
  batches.flush();
  answer({ end: true });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  answer({ refused: { code: error.code, detail: error.message } });
}
