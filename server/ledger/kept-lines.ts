import { inNaturalOrder } from '#shared/order.ts';
import { eachBatch } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import type { Queries } from '../db/database.ts';
import { lineRows } from './lines.sql.ts';
import type { Line } from './lines.sql.ts';

/** A line without the names of its project, which are dated. */
export type KeptLine = Omit<Line, 'project' | 'projectName'> & { seq: number };

/** Every line in the order it was recorded; a line's place in it is its place in every column of amounts. */
export interface KeptLines {
  lines: KeptLine[];
  placeOf: Map<number, number>;
  /** Places in natural order of number, then by year. */
  order: number[];
  /** The last history row that recorded one. */
  lastSeq: number;
}

async function add(read: Queries, kept: Pick<KeptLines, 'lines' | 'placeOf'>): Promise<void> {
  await eachBatch(
    kept.lines.at(-1)?.id ?? 0,
    (after, most) => lineRows(read).where('l.id', '>', after).orderBy('l.id').limit(most).execute(),
    ({ transferable, ...row }) => {
      kept.placeOf.set(row.id, kept.lines.length);
      kept.lines.push({ ...row, transferable: transferable === 1 });
    },
  );
}

/** A line never changes; what its codes are called does, so that every line is read again then. */
export const LINES: Part<KeptLines> = {
  tables: ['budget_line', 'cover_group', 'field_of_action', 'office', 'stage', 'sub_budget'],
  read: async (read, before, marks) => {
    const named = ['cover_group', 'field_of_action', 'office', 'stage', 'sub_budget'] as const;
    const goesOn = before !== undefined && named.every((table) => before.marks[table] === marks[table]);
    const kept = goesOn ? before.value : { lines: [], placeOf: new Map<number, number>() };
    await add(read, kept);
    const order = inNaturalOrder(
      kept.lines.map((_, place) => place),
      (place) => kept.lines[place]?.number ?? '',
      (place) => kept.lines[place]?.year ?? 0,
    );
    return {
      lines: kept.lines,
      placeOf: kept.placeOf,
      order,
      lastSeq: kept.lines.reduce((last, line) => Math.max(last, line.seq), 0),
    };
  },
};
