import type { Fill, Font } from 'exceljs';
import type { Light, Trend } from '#shared/light.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type { ColumnKind, LightCell } from '#shared/report-table.ts';

/** [$-407] = German: the marks of thousands and decimals follow it also where the reader's locale is another. */
const GERMAN = '[$-407]';
export const DATE_FORMAT = `${GERMAN}dd.mm.yyyy`;

/** How a kind's numbers are written; text and lights need none. */
export const NUMBER_FORMATS: Record<ColumnKind, string | undefined> = {
  text: undefined,
  light: undefined,
  integer: `${GERMAN}#,##0`,
  year: '0',
  cents: `${GERMAN}#,##0.00;[Red]-#,##0.00`,
  fte: `${GERMAN}#,##0.0000;[Red]-#,##0.0000`,
  days: '+0;-0;0',
  date: DATE_FORMAT,
  quota: `${GERMAN}0.0%`,
};

/** Width in characters where a column names none. */
export const WIDTHS: Record<ColumnKind, number> = {
  text: 28,
  light: 11,
  integer: 10,
  year: 7,
  cents: 12,
  fte: 11,
  days: 12,
  date: 12,
  quota: 12,
};

/** Units of the stored integer in one unit of the sheet, and the decimals a sum is rounded to. */
export const SCALES: Partial<Record<ColumnKind, { units: number; decimals: number }>> = {
  cents: { units: 100, decimals: 2 },
  fte: { units: 10_000, decimals: 4 },
  integer: { units: 1, decimals: 0 },
};

const SYMBOLS: Record<Light, string> = { green: '●', yellow: '▲', red: '■', none: '○' };
const ARROWS: Record<Trend, string> = { up: '↗', flat: '→', down: '↘' };

/** `▲ gelb ↘`: symbol, word and trend; readable in black and white. */
export function lightText({ light, trend }: LightCell): string {
  return `${SYMBOLS[light]} ${LIGHT_WORDS[light]}${trend ? ` ${ARROWS[trend]}` : ''}`;
}

/** Dark on white, at least 4.5:1; the colour only repeats what symbol and word say. */
const LIGHT_COLOURS: Record<Light, string> = {
  green: 'FF1B6E37',
  yellow: 'FF8A5200',
  red: 'FFB3261E',
  none: 'FF555555',
};

export const BASE_FONT: Partial<Font> = { name: 'Arial', size: 10 };
export const BOLD: Partial<Font> = { ...BASE_FONT, bold: true };
export const TITLE: Partial<Font> = { ...BASE_FONT, bold: true, size: 14 };
export const MUTED: Partial<Font> = { ...BASE_FONT, color: { argb: 'FF555555' } };

export const LINK: Partial<Font> = { ...BASE_FONT, underline: true, color: { argb: 'FF17508A' } };

export function lightFont(light: Light): Partial<Font> {
  return { ...BASE_FONT, color: { argb: LIGHT_COLOURS[light] } };
}

export const HEAD_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8ECF1' } };
export const SUM_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF4F6F8' } };
export const RULE = { style: 'thin', color: { argb: 'FF333333' } } as const;
export const HAIR = { style: 'hair', color: { argb: 'FF999999' } } as const;

/** Cuts a text into lines of at most `width` characters at its blanks: paper never cuts a sentence, no cell is merged. */
export function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
