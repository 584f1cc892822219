import { posix } from 'node:path';
import type { Cell } from '#shared/imports/cell.ts';
import { SheetReader } from './sheet.ts';
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
}

async function relationsOf(parts: Package): Promise<Relations> {
  const relations: Relations = { byId: new Map(), sharedStrings: undefined };
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
    },
  });
  return relations;
}

/** The part of the sheet the profile names, or of the only one. */
async function sheetPart(parts: Package, relations: Relations, wanted: string | null): Promise<string> {
  const sheets: { name: string; id: string }[] = [];
  await readXml(await parts.open(WORKBOOK), {
    open: (name, attribute) => {
      if (name === 'sheet') sheets.push({ name: attribute('name') ?? '', id: attribute('id') ?? '' });
      if (name === 'workbookPr' && ['1', 'true'].includes(attribute('date1904') ?? '')) {
        throw new Refusal(
          'file-unreadable',
          'Die Excel-Datei zählt Tage ab 1904; bitte mit der üblichen Zählung speichern.',
        );
      }
    },
  });
  const names = sheets.map((sheet) => `„${sheet.name}“`).join(', ');
  const fitting = wanted === null ? sheets : sheets.filter((sheet) => sheet.name === wanted);
  const [sheet] = fitting;
  if (!sheet || fitting.length > 1) {
    const expected = wanted === null ? 'genau ein Tabellenblatt' : `das Blatt „${wanted}“`;
    throw new Refusal('file-unreadable', `Erwartet wird ${expected}, gefunden: ${names || 'keines'}.`);
  }
  const part = relations.byId.get(sheet.id);
  if (part === undefined) throw new Refusal('file-unreadable', 'Der Excel-Datei fehlt das Tabellenblatt.');
  return part;
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
      if (name === 'si') strings.push(text);
      if (strings.length > MAX_STRINGS)
        throw new Refusal('unpacked-too-large', 'Die Excel-Datei hat zu viele Texte.');
    },
  });
  return strings;
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/**
 * Reads one sheet of an .xlsx file as a stream, within the limits of task.ts. Numbers stay the decimal text that is
 * stored; formulas, error values and truth values arrive as such and are never read as an amount.
 */
export async function readXlsx(bytes: Buffer, task: ReadTask, sink: RowSink): Promise<void> {
  await asUnreadable(async () => {
    const parts = await openPackage(bytes);
    const relations = await relationsOf(parts);
    const part = await sheetPart(parts, relations, task.sheet);
    const strings = await sharedStrings(parts, relations.sharedStrings);
    const take = (line: number, cells: (Cell | undefined)[]): void => {
      if (!cells.every(isBlank)) sink.add({ line, cells: cells.map((cell) => cell ?? '') });
    };
    const reader = new SheetReader(task, strings, take, () => sink.taken());
    await readXml(await parts.open(part), reader);
    reader.finish();
  });
}
