import { job } from '../work/job.ts';
import { longWorkbook } from '../workbook/long-sheet.ts';
import { POSTING_COLUMNS } from './columns.ts';
import { csvOf } from './csv.ts';
import { postingParts } from './postings.sql.ts';
import type { PostingSelection } from './postings.sql.ts';

/** Bytes handed on at once. */
const CHUNK = 128 * 1024;

/** Writes the postings of a selection, on one state of the data, and hands the bytes on as they come. */
export const exportPostingsJob = job(
  import.meta.url,
  'exportPostingsJob',
  async (
    { db, emit },
    input: { format: 'csv' | 'xlsx'; selection: PostingSelection; title: string },
  ): Promise<void> =>
    db.snapshot(async (read) => {
      const parts = postingParts(read, input.selection);
      const pieces =
        input.format === 'csv'
          ? csvOf(POSTING_COLUMNS, parts)
          : longWorkbook(POSTING_COLUMNS, parts, { title: input.title, name: 'Buchungen' });
      let held: Buffer[] = [];
      let size = 0;
      for await (const piece of pieces) {
        held.push(piece);
        size += piece.length;
        if (size < CHUNK) continue;
        await emit(Buffer.concat(held));
        [held, size] = [[], 0];
      }
      await emit(Buffer.concat(held));
    }),
);
