import type { FileShape } from '#shared/imports/file-shape.ts';
import type { RowTest } from '#shared/imports/row-test.ts';
import type { ReadTask } from './reader/task.ts';

/** What of a profile its reader must know. */
export interface ReadShape extends FileShape {
  tableEnd?: RowTest[] | undefined;
  /** Columns whose merged cells count once. */
  once?: string[] | undefined;
  /** Only the names of the columns are wanted. */
  head?: boolean | undefined;
}

const FORM = [
  'quotes',
  'fieldBreaks',
  'lines',
  'textLines',
  'missingCells',
  'headerRows',
  'sheets',
  'sheetColumn',
  'hiddenRows',
  'mergedCells',
  'formulas',
  'tableEnd',
  'once',
  'head',
] as const satisfies readonly (keyof ReadShape & keyof ReadTask)[];

/** The task a reader gets: where the cells of these columns stand, and how the file is written. */
export function readTask(shape: ReadShape, columns: readonly string[]): ReadTask {
  const form = FORM.flatMap((key) => (shape[key] === undefined ? [] : [[key, shape[key]] as const]));
  return {
    ...Object.fromEntries(form),
    format: shape.format,
    encoding: shape.encoding ?? 'utf-8',
    separator: shape.separator ?? ';',
    sheet: shape.sheet ?? null,
    headerRow: shape.headerRow,
    headers: [...columns],
    ...(shape.namedColumns ? { named: shape.namedColumns } : {}),
  };
}
