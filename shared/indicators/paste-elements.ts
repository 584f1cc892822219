import { formatDate, parseDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { codeKey } from '../codes.ts';
import { MOST_PASTED } from '../master-data/paste.ts';
import type { PastePreview, PastedRow } from '../master-data/paste.ts';
import { pastedLines } from '../master-data/paste-text.ts';
import type { PastedLine } from '../master-data/paste-text.ts';
import { ElementInput } from './indicators.ts';
import { ELEMENT_STATES, ELEMENT_STATE_WORDS } from './terms.ts';
import type { ElementState, IndicatorBasis } from './terms.ts';

/** So many elements a list has at most. */
export const MOST_ELEMENTS = 2000;

/** What two people would call the same thing. */
export function elementKey(basis: IndicatorBasis, name: string): string {
  return basis === 'offices'
    ? codeKey(name)
    : name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('de');
}

/** The columns of a pasted list. Of an office no remark is kept: nobody writes down who its Lotse is. */
export function elementColumns(basis: IndicatorBasis): readonly { field: string; title: string }[] {
  const state = [
    { field: 'state', title: 'Stand' },
    { field: 'on', title: 'ab' },
  ];
  return basis === 'offices'
    ? [{ field: 'name', title: 'Amt' }, ...state]
    : [{ field: 'name', title: 'Name' }, ...state, { field: 'remark', title: 'Bemerkung' }];
}

/** A list of offices is often a list of yes and no. */
const STATE_TEXTS: ReadonlyMap<string, ElementState> = new Map([
  ...ELEMENT_STATES.map((state) => [ELEMENT_STATE_WORDS[state].toLowerCase(), state] as const),
  ['ja', 'done'],
  ['nein', 'open'],
]);

/** What an element is as it is typed in a cell; undefined for anything else. */
export function readElementState(text: string): ElementState | undefined {
  return STATE_TEXTS.get(text.trim().replace(/\s+/gu, ' ').toLowerCase());
}

/** What stands there already, by `elementKey`. */
export interface ElementsBeside {
  basis: IndicatorBasis;
  today: IsoDate;
  endsOn: IsoDate | null;
  /** What is said of it for exactly that day or holds on it. */
  stands: (key: string, on: IsoDate) => { state: ElementState; remark: string } | null;
  /** How many elements the list has. */
  count: number;
  known: (key: string) => boolean;
  /** Of a list of offices: whether the master data know the code. */
  isOffice: (key: string) => boolean;
}

/** A row of a paste as it is taken. */
export interface PastedElement extends ElementInput {
  key: string;
}

interface Read {
  row: PastedRow;
  element: PastedElement | null;
}

type Cells = Record<string, string>;

function cellsOf(fields: readonly string[], { cells }: PastedLine): Cells {
  return Object.fromEntries(
    fields.flatMap((field, at) => (field === '' ? [] : [[field, (cells[at] ?? '').trim()] as const])),
  );
}

/** Every reason against the cells of a row, and what they say. */
function readCells(
  { name = '', state: typedState = '', on: typedOn = '', remark = '' }: Cells,
  from: IsoDate,
  beside: ElementsBeside,
): { faults: PastedRow['faults']; input: ElementInput } {
  const faults: PastedRow['faults'] = [];
  const state = readElementState(typedState);
  const choices = Object.values(ELEMENT_STATE_WORDS).join(', ');
  if (!state)
    faults.push({
      field: 'state',
      message: `Stand „${typedState}“ ist unbekannt; möglich: ${choices}, ja, nein.`,
    });
  const on = typedOn === '' ? from : parseDate(typedOn);
  if (!on)
    faults.push({ field: 'on', message: `„${typedOn}“ ist kein Datum; bitte wie 30.06.2021 schreiben.` });
  else if (on > beside.today)
    faults.push({ field: 'on', message: `Der ${formatDate(on)} liegt in der Zukunft.` });
  else if (beside.endsOn !== null && on > beside.endsOn)
    faults.push({ field: 'on', message: `Die Kennzahl endete am ${formatDate(beside.endsOn)}.` });
  const input = { name, state: state ?? 'open', effectiveOn: on ?? from, remark };
  const { data, error } = ElementInput.safeParse(input);
  for (const { path, message } of error?.issues ?? []) faults.push({ field: String(path[0] ?? ''), message });
  return { faults, input: data ?? input };
}

function judged(
  line: PastedLine,
  at: { fields: readonly string[]; from: IsoDate; beside: ElementsBeside; seen: Map<string, number> },
): Read {
  const { fields, from, beside, seen } = at;
  const { faults, input } = readCells(cellsOf(fields, line), from, beside);
  if (line.cells.slice(fields.length).some((cell) => cell.trim() !== ''))
    faults.push({ field: '', message: `Die Zeile hat mehr als ${fields.length} Spalten.` });
  const key = elementKey(beside.basis, input.name);
  if (beside.basis === 'offices' && input.name !== '' && !beside.isOffice(key))
    faults.push({ field: 'name', message: `Das Amt „${input.name}“ steht nicht in den Stammdaten.` });
  const twin = key === '' ? undefined : seen.get(`${key} ${input.effectiveOn}`);
  if (twin !== undefined)
    faults.push({ field: 'name', message: `Steht für diesen Tag schon in Zeile ${twin}.` });
  else seen.set(`${key} ${input.effectiveOn}`, line.line);
  const standing = beside.stands(key, input.effectiveOn);
  const isSame = standing?.state === input.state && standing.remark === input.remark;
  const outcome = faults.length > 0 ? 'faulty' : isSame ? 'same' : 'new';
  const values = { name: input.name, state: input.state, on: input.effectiveOn, remark: input.remark };
  return {
    row: { line: line.line, values, outcome, faults },
    element: outcome === 'new' ? { ...input, key } : null,
  };
}

/** Which field stands in which column: by a heading row where there is one, else in the order of the columns. */
function columnsOf(
  basis: IndicatorBasis,
  first: PastedLine | undefined,
): { fields: string[]; headed: boolean } {
  const columns = elementColumns(basis);
  const byTitle = new Map(columns.map(({ field, title }) => [title.toLowerCase(), field]));
  const found = (first?.cells ?? []).map((cell) => byTitle.get(cell.trim().toLowerCase()) ?? '');
  return found.includes('name') && found.includes('state')
    ? { fields: found, headed: true }
    : { fields: columns.map(({ field }) => field), headed: false };
}

/** Reads a pasted list row by row, with every fault, and what would be taken of it; takes nothing. */
export function readElements(
  text: string,
  from: IsoDate,
  beside: ElementsBeside,
): PastePreview & { elements: PastedElement[] } {
  const lines = pastedLines(text);
  const { fields, headed } = columnsOf(beside.basis, lines[0]);
  const body = headed ? lines.slice(1) : lines;
  const seen = new Map<string, number>();
  const read = body.slice(0, MOST_PASTED).map((line) => judged(line, { fields, from, beside, seen }));
  const rows = read.map(({ row }) => row);
  const elements = read.flatMap(({ element }) => element ?? []);
  const refuse = (line: number, message: string): void => {
    rows.push({ line, values: {}, outcome: 'faulty', faults: [{ field: '', message }] });
  };
  if (body.length > MOST_PASTED)
    refuse(body[MOST_PASTED]?.line ?? 0, `Höchstens ${MOST_PASTED} Zeilen auf einmal.`);
  const added = new Set(elements.map(({ key }) => key).filter((key) => !beside.known(key))).size;
  if (beside.count + added > MOST_ELEMENTS)
    refuse(body.at(-1)?.line ?? 0, `Eine Liste hat höchstens ${MOST_ELEMENTS} Einträge.`);
  const count = (outcome: PastedRow['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;
  return { rows, elements, fresh: count('new'), same: count('same'), faulty: count('faulty') };
}
