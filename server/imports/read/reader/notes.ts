import { PLACES_NAMED } from '#shared/imports/file-notes.ts';
import type { FileNote, NoteKind } from '#shared/imports/file-notes.ts';

/** Collects what a person should know of a file: all are counted, the first are named. */
export class Notes {
  readonly #notes = new Map<NoteKind, FileNote>();

  add(kind: NoteKind, place: string | number): void {
    const note = this.#notes.get(kind) ?? { kind, count: 0, places: [] };
    note.count += 1;
    if (note.places.length < PLACES_NAMED) note.places.push(String(place));
    this.#notes.set(kind, note);
  }

  list(): FileNote[] {
    return [...this.#notes.values()];
  }
}
