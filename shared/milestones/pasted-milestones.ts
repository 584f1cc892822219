/** A milestone as it is typed, each part still a text. */
export interface TypedMilestone {
  name: string;
  baselineOn: string;
  weight: string;
}

const HEADS = /^(meilenstein|name|bezeichnung)$/iu;

/**
 * Rows that were copied out of a table: name, day and weight, parted by tabs (what a spreadsheet copies) or, where no
 * tab stands in the text, by semicolons. A first row of column heads and empty rows are left out. What cannot be read
 * stays as it was written: the form says what is wrong with it.
 */
export function pastedMilestones(text: string): TypedMilestone[] {
  const mark = text.includes('\t') ? '\t' : ';';
  const rows = text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.split(mark).map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  if (HEADS.test(rows[0]?.[0] ?? '')) rows.shift();
  return rows.map(([name = '', baselineOn = '', weight = '']) => ({
    name,
    baselineOn,
    weight: weight.replace(/\s*€$/u, ''),
  }));
}
