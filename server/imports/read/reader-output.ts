import { AppError } from '#shared/errors.ts';
import type { FileNote } from '#shared/imports/file-notes.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import { LIMITS } from './reader/task.ts';
import type { Looked } from './reader/look.ts';
import type { ReadAnswer } from './reader/task.ts';

const GAVE_UP = 'Die Datei ließ sich nicht lesen: Das Lesen wurde abgebrochen. Es wurde nichts gespeichert.';

/** Follows one reader to its end; what it says after a stop no longer counts. */
export class ReaderOutput {
  readonly #kill: () => void;
  readonly #takeRows: (rows: FileRow[]) => void;
  /** Pieces of the line that is not whole yet; joined once, so that a long line costs its length only. */
  #pieces: string[] = [];
  #characters = 0;
  #stopped = false;
  #refused = false;
  ended = false;
  /** What the reader noted of the file. */
  notes: FileNote[] = [];
  /** What it saw of a file it was only to look at. */
  looked: Looked | undefined;
  fault: unknown = new AppError('file-unreadable', GAVE_UP);

  constructor(kill: () => void, takeRows: (rows: FileRow[]) => void) {
    this.#kill = kill;
    this.#takeRows = takeRows;
  }

  /** True when it ended without an answer, and nobody stopped it. */
  get crashed(): boolean {
    return !this.#stopped && !this.#refused && !this.ended;
  }

  stop(fault: unknown): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#pieces = [];
    this.ended = false;
    this.fault = fault;
    this.#kill();
  }

  /** A fault in here must not end the server: it ends this one reading. */
  take(chunk: string): void {
    if (this.#stopped) return;
    this.#characters += chunk.length;
    try {
      if (this.#characters > LIMITS.answerCharacters) throw new AppError('unpacked-too-large');
      const cut = chunk.lastIndexOf('\n');
      if (cut === -1) this.#pieces.push(chunk);
      else this.#takeLines(chunk, cut);
    } catch (error) {
      this.stop(error);
    }
  }

  #takeLines(chunk: string, cut: number): void {
    const whole = [...this.#pieces, chunk.slice(0, cut)].join('');
    this.#pieces = [chunk.slice(cut + 1)];
    for (const line of whole.split('\n')) this.#takeLine(line);
  }

  #takeLine(line: string): void {
    const answer = JSON.parse(line) as ReadAnswer;
    if ('rows' in answer) this.#takeRows(answer.rows);
    else if ('notes' in answer) this.notes = answer.notes;
    else if ('looked' in answer) this.looked = answer.looked;
    else if ('end' in answer) this.ended = true;
    else {
      this.#refused = true;
      this.fault = new AppError(answer.refused.code, answer.refused.detail);
    }
  }
}
