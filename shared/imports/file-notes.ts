/** What a reader met in a file that a person should know, although it stops nothing. */
export const NOTE_KINDS = [
  'hidden-rows',
  'hidden-rows-left-out',
  'hidden-sheets',
  'hidden-sheets-read',
  'hidden-columns',
  'repeated-header',
  'list-lines',
  'text-lines',
  'after-end',
  'field-breaks',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export interface FileNote {
  kind: NoteKind;
  count: number;
  /** Where, as an editor counts: the first lines, or the names of sheets and columns. */
  places: string[];
}

/** How many places a note names. */
export const PLACES_NAMED = 10;

const WORDS: Record<NoteKind, { one: string; many: string; then: string; at: string }> = {
  'hidden-rows': {
    one: 'ausgeblendete Zeile',
    many: 'ausgeblendete Zeilen',
    then: 'gelesen wie jede andere',
    at: 'Zeile',
  },
  'hidden-rows-left-out': {
    one: 'ausgeblendete Zeile',
    many: 'ausgeblendete Zeilen',
    then: 'nicht gelesen',
    at: 'Zeile',
  },
  'hidden-sheets': {
    one: 'ausgeblendetes Tabellenblatt',
    many: 'ausgeblendete Tabellenblätter',
    then: 'nicht gelesen',
    at: '',
  },
  'hidden-sheets-read': {
    one: 'ausgeblendetes Tabellenblatt',
    many: 'ausgeblendete Tabellenblätter',
    then: 'gelesen',
    at: '',
  },
  'after-end': { one: 'Zeile', many: 'Zeilen', then: 'nach dem Ende der Tabelle nicht gelesen', at: 'Zeile' },
  'hidden-columns': { one: 'ausgeblendete Spalte', many: 'ausgeblendete Spalten', then: 'gelesen', at: '' },
  'repeated-header': {
    one: 'wiederholte Kopfzeile',
    many: 'wiederholte Kopfzeilen',
    then: 'übergangen',
    at: 'Zeile',
  },
  'list-lines': { one: 'Zeile ohne Striche', many: 'Zeilen ohne Striche', then: 'übergangen', at: 'Zeile' },
  'text-lines': {
    one: 'Zeile, in der nur ein Text steht,',
    many: 'Zeilen, in denen nur ein Text steht,',
    then: 'ausgelassen',
    at: 'Zeile',
  },
  'field-breaks': {
    one: 'Feld in Anführungszeichen läuft',
    many: 'Felder in Anführungszeichen laufen',
    then: 'über das Zeilenende; was dazwischen steht, gehört zu diesem Feld',
    at: 'Zeile',
  },
};

/** A note as a sentence: how many, what became of them, and where. */
export function noteWords({ kind, count, places }: FileNote): string {
  const { one, many, then, at } = WORDS[kind];
  const more = count > places.length ? ` und ${count - places.length} weitere` : '';
  const where = `${at === '' || places.length === 0 ? '' : `${at} `}${places.join(', ')}${more}`;
  return `${count.toLocaleString('de-DE')} ${count === 1 ? one : many} ${then} (${where}).`;
}
