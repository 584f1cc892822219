export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Excel refuses these in a sheet's name, and more than 31 characters. */
export function sheetName(text: string, taken: Set<string>): string {
  const base =
    text
      .replace(/[\\/?*[\]:'"]/gu, ' ')
      .slice(0, 31)
      .trim() || 'Tabelle';
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base.slice(0, 28)} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}
