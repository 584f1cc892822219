/** A line of a pasted table, counted from 1 as the sheet counts, with its cells. */
export interface PastedLine {
  line: number;
  cells: string[];
}

/**
 * What a spreadsheet puts on the clipboard: cells between tabs, rows between line breaks; a cell that holds either
 * stands between quotes, with its own quotes doubled. Empty lines are passed over.
 */
export function pastedLines(text: string): PastedLine[] {
  const lines: PastedLine[] = [];
  let [line, cells, at] = [1, [] as string[], 0];
  const close = (): void => {
    if (cells.some((cell) => cell.trim() !== '')) lines.push({ line, cells });
    cells = [];
    line += 1;
  };
  while (at <= text.length) {
    const { cell, next } = cellAt(text, at);
    cells.push(cell);
    const sign = text[next];
    if (sign !== '\t') close();
    at = sign === '\r' && text[next + 1] === '\n' ? next + 2 : next + 1;
  }
  return lines;
}

/** The cell that begins at a place, and where the sign behind it stands. */
function cellAt(text: string, at: number): { cell: string; next: number } {
  const quoted = /^"((?:[^"]|"")*)"(?=[\t\r\n]|$)/u.exec(text.slice(at));
  if (quoted) return { cell: (quoted[1] ?? '').replaceAll('""', '"'), next: at + quoted[0].length };
  const end = text.slice(at).search(/[\t\r\n]/u);
  const next = end < 0 ? text.length : at + end;
  return { cell: text.slice(at, next), next };
}
