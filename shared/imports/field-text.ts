import type { Cell } from './cell.ts';
import { cellText } from './cell.ts';
import { partOf, readsDates } from './cell-part.ts';
import type { CellPart } from './cell-part.ts';
import type { RowCells, TextUse } from './row-cells.ts';
import type { DateFormat } from './terms.ts';

/** How the text of a field is made of its cells. */
export interface FieldRule {
  /** The first filled one counts. */
  columns: readonly string[];
  part?: CellPart | undefined;
  /** The file's text → ours. */
  words?: Readonly<Record<string, string>> | undefined;
  /** `listed`: a text that is not in `words` is a fault; `open`: it is read as it is. */
  wordsAre: 'listed' | 'open';
  use: TextUse;
  dateFormat: DateFormat;
}

/** What a field says, and the column that says it. */
export interface FieldText {
  text: string;
  column: string;
}

function cellOf(cells: RowCells, column: string, { part, use, dateFormat }: FieldRule): string {
  const cell: Cell = cells.cell(column);
  const isTyped = typeof cell === 'object' && !('refused' in cell);
  const text =
    part && isTyped && (readsDates(part) || part.take === 'integer')
      ? cellText(cell).trim()
      : cells.text(column, use);
  return part ? cells.take(column, partOf(cell, text, part, dateFormat), '') : text;
}

function explained(cells: RowCells, { text, column }: FieldText, { words, wordsAre }: FieldRule): FieldText {
  if (!words || text === '') return { text, column };
  if (Object.hasOwn(words, text)) return { text: words[text] ?? '', column };
  if (wordsAre === 'open') return { text, column };
  cells.fault(column, `Dieses Wort kennt das Profil nicht; bekannt sind: ${Object.keys(words).join(', ')}.`);
  return { text: '', column };
}

/** The text of a field: of its first filled column, the part that is meant, in our words. Faults are told to the cells. */
export function fieldText(cells: RowCells, rule: FieldRule): FieldText {
  const [first = ''] = rule.columns;
  for (const column of rule.columns) {
    const before = cells.errors.length;
    const text = cellOf(cells, column, rule);
    if (text !== '' || cells.errors.length > before) return explained(cells, { text, column }, rule);
  }
  return { text: '', column: first };
}
