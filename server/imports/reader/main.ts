import { Batches, say } from './batches.ts';
import { readCsv } from './csv.ts';
import { Refusal } from './task.ts';
import type { ReadTask } from './task.ts';

/**
 * The process that reads an uploaded file, alone: it has a memory limit and a time-out, no environment, no way to
 * write a file or to start a process (server/imports/read-file.ts). Whatever a hostile file does ends here.
 */
async function readInput(): Promise<{ task: ReadTask; bytes: Buffer }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const input = Buffer.concat(chunks);
  const end = input.indexOf(10);
  // Written by read-file.ts, not by the person who uploads.
  return { task: JSON.parse(input.toString('utf8', 0, end)) as ReadTask, bytes: input.subarray(end + 1) };
}

try {
  const { task, bytes } = await readInput();
  const batches = new Batches();
  if (task.format === 'csv') readCsv(bytes, task, batches);
  else await (await import('./xlsx.ts')).readXlsx(bytes, task, batches);
  batches.flush();
  say({ end: true });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say({ refused: { code: error.code, detail: error.message } });
}
