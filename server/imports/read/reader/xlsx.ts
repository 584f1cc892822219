import { fromSheetText } from '#shared/text/sheet-text.ts';
import { posix } from 'node:path';
import { mergedCells } from './merges.ts';
import { SheetReader } from './sheet.ts';
import { StyleReader } from './styles.ts';
import type { NumberStyle } from './styles.ts';
import { LIMITS, Refusal } from './task.ts';
import type { ReadTask, RowSink } from './task.ts';
import { readXml } from './xml.ts';
import { asUnreadable, openPackage } from './zip.ts';
import type { Package } from './zip.ts';

const WORKBOOK = 'xl/workbook.xml';
const MAX_STRINGS = 1_000_000;

interface Relations {
  byId: Map<string, string>;
  sharedStrings: string | undefined;
  styles: string | undefined;
}

/** A sheet as the workbook lists it. */
interface SheetEntry {
  name: string;
  id: string;
  isHidden: boolean;
}

async function relationsOf(parts: Package): Promise<Relations> {
  const relations: Relations = { byId: new Map(), sharedStrings: undefined, styles: undefined };
  await readXml(await parts.open('xl/_rels/workbook.xml.rels'), {
    open: (name, attribute) => {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      if (attribute('TargetMode') === 'External') {
        throw new Refusal('file-type-refused', 'Die Datei verweist auf andere Dateien.');
      }
      const path = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
      relations.byId.set(attribute('Id') ?? '', path);
      if (attribute('Type')?.endsWith('/sharedStrings')) relations.sharedStrings = path;
      if (attribute('Type')?.endsWith('/styles')) relations.styles = path;
    },
  });
  return relations;
}

async function sheetsOf(parts: Package): Promise<SheetEntry[]> {
  const sheets: SheetEntry[] = [];
  await readXml(await parts.open(WORKBOOK), {
    open: (name, attribute) => {
      if (name === 'sheet')
        sheets.push({
          name: attribute('name') ?? '',
          id: attribute('id') ?? '',
          isHidden: ['hidden', 'veryHidden'].includes(attribute('state') ?? ''),
        });
      if (name === 'workbookPr' && ['1', 'true'].includes(attribute('date1904') ?? '')) {
        throw new Refusal(
          'file-unreadable',
          'Die Excel-Datei zählt Tage ab 1904; bitte mit der üblichen Zählung speichern.',
        );
      }
    },
  });
  return sheets;
}

function unexpected(expected: string, sheets: readonly SheetEntry[]): Refusal {
  const names = sheets
    .map(({ name, isHidden }) => `„${name}“${isHidden ? ' (ausgeblendet)' : ''}`)
    .join(', ');
  return new Refusal('file-unreadable', `Erwartet wird ${expected}, gefunden: ${names || 'keines'}.`);
}

/** `Plan *` stands for every visible sheet that begins so; a whole name also for a hidden one. */
function fits({ name, isHidden }: SheetEntry, wanted: string): boolean {
  return wanted.endsWith('*') ? !isHidden && name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

/** The sheets the profile means, in the workbook's order: those it names, or the only one that is not hidden. */
function wantedSheets(sheets: readonly SheetEntry[], task: ReadTask): SheetEntry[] {
  if (task.sheets) {
    const missing = task.sheets.find((wanted) => !sheets.some((sheet) => fits(sheet, wanted)));
    if (missing !== undefined) throw unexpected(`das Blatt „${missing}“`, sheets);
    return sheets.filter((sheet) => task.sheets?.some((wanted) => fits(sheet, wanted)));
  }
  const fitting = sheets.filter((sheet) =>
    task.sheet === null ? !sheet.isHidden : sheet.name === task.sheet,
  );
  if (fitting.length === 1) return fitting;
  throw unexpected(
    task.sheet === null ? 'genau ein Tabellenblatt, das nicht ausgeblendet ist' : `das Blatt „${task.sheet}“`,
    sheets,
  );
}

async function stylesOf(parts: Package, part: string | undefined): Promise<NumberStyle[]> {
  const reader = new StyleReader();
  if (part !== undefined && parts.has(part)) await readXml(await parts.open(part), reader);
  return reader.styles;
}

/** The workbook's shared texts; phonetic runs are not part of what is shown. */
async function sharedStrings(parts: Package, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !parts.has(part)) return strings;
  let text = '';
  let inText = false;
  let phonetic = false;
  await readXml(await parts.open(part), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text: (piece) => {
      if (inText) text += piece;
      if (text.length > LIMITS.cellCharacters)
        throw new Refusal('file-unreadable', 'Eine Zelle ist länger als erlaubt.');
    },
    close: (name) => {
      inText = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(fromSheetText(text));
      if (strings.length > MAX_STRINGS)
        throw new Refusal('unpacked-too-large', 'Die Excel-Datei hat zu viele Texte.');
    },
  });
  return strings;
}

/** The sheets of a workbook in its order, hidden ones too. */
export async function sheetNames(bytes: Buffer): Promise<{ name: string; isHidden: boolean }[]> {
  return asUnreadable(async () => {
    const sheets = await sheetsOf(await openPackage(bytes));
    return sheets.map(({ name, isHidden }) => ({ name, isHidden }));
  });
}

/**
 * Reads the wanted sheets of an .xlsx file as streams, within the limits of task.ts. Numbers stay the decimal text that
 * is stored, with what their format says they are; formulas, error values and truth values arrive as such.
 */
export async function readXlsx(bytes: Buffer, task: ReadTask, sink: RowSink): Promise<void> {
  await asUnreadable(async () => {
    const parts = await openPackage(bytes);
    const relations = await relationsOf(parts);
    const sheets = await sheetsOf(parts);
    const wanted = wantedSheets(sheets, task);
    for (const sheet of sheets.filter((one) => one.isHidden))
      sink.note(wanted.includes(sheet) ? 'hidden-sheets-read' : 'hidden-sheets', sheet.name);
    const strings = await sharedStrings(parts, relations.sharedStrings);
    const styles = await stylesOf(parts, relations.styles);
    for (const { id, name } of wanted) {
      const part = relations.byId.get(id);
      if (part === undefined)
        throw new Refusal('file-unreadable', 'Der Excel-Datei fehlt das Tabellenblatt.');
      const merges = task.mergedCells === 'first' ? [] : await mergedCells(await parts.open(part));
      const reader = new SheetReader(task, { strings, styles, merges, name }, sink);
      await readXml(await parts.open(part), reader);
      reader.finish();
    }
  });
}
